/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "propose/llm/studio-llm-client.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* What the files of the client share. */

SoupSession *_studio_llm_client_get_session (StudioLlmClient *self);

G_END_DECLS
