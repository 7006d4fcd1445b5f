/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-demo"

#include "demo/studio-demo-error.h"

G_DEFINE_QUARK (studio - demo - error - quark, studio_demo_error)
