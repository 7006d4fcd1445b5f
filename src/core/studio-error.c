/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-core"

#include "core/studio-error.h"

G_DEFINE_QUARK (studio - error - quark, studio_error)
