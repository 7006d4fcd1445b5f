/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define STUDIO_TYPE_LLM_GATE (studio_llm_gate_get_type ())

/** StudioLlmGate: lets a bounded number of requests through at once, and none while the server has
 * asked to wait: one that was told so holds up all. Belongs to one main context. */
G_DECLARE_FINAL_TYPE (StudioLlmGate, studio_llm_gate, STUDIO, LLM_GATE, GObject)

StudioLlmGate *studio_llm_gate_new (guint width);

/** studio_llm_gate_set_width: how many may be inside from now on. */
void studio_llm_gate_set_width (StudioLlmGate *self, guint width);

/** studio_llm_gate_enter_async: finishes when the request may be sent; each that entered has to
 * leave. */
void studio_llm_gate_enter_async (StudioLlmGate *self,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean studio_llm_gate_enter_finish (StudioLlmGate *self, GAsyncResult *result, GError **error);
void studio_llm_gate_leave (StudioLlmGate *self);

/** studio_llm_gate_pause: nobody enters for so long from now; a longer pause stays. */
void studio_llm_gate_pause (StudioLlmGate *self, guint milliseconds);

/** studio_llm_gate_get_wait: Returns: milliseconds until somebody may enter, 0 when now. */
guint studio_llm_gate_get_wait (StudioLlmGate *self);

G_END_DECLS
