/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pipeline/studio-session.h"

G_BEGIN_DECLS

#define STUDIO_TYPE_MODEL_LINK (studio_model_link_get_type ())

/**
 * StudioModelLink: gives the session the language model that the settings name, with its key from
 * the keyring, and keeps doing so when they change. Without a base URL there is no model.
 *
 * Signals: "changed": the session's model, or the trouble with it, is another one.
 */
G_DECLARE_FINAL_TYPE (StudioModelLink, studio_model_link, STUDIO, MODEL_LINK, GObject)

StudioModelLink *studio_model_link_new (StudioSession *session, GSettings *settings);
StudioSession *studio_model_link_get_session (StudioModelLink *self);
GSettings *studio_model_link_get_settings (StudioModelLink *self);

/** studio_model_link_get_endpoint: Returns: (transfer none) (nullable) */
StudioLlmEndpoint *studio_model_link_get_endpoint (StudioModelLink *self);

/** studio_model_link_get_trouble: Returns: (transfer none) (nullable): a sentence. */
const char *studio_model_link_get_trouble (StudioModelLink *self);

/** studio_model_link_set_key: keeps @key (nullable) in the keyring for the present base URL. */
void studio_model_link_set_key (StudioModelLink *self, const char *key);

G_END_DECLS
