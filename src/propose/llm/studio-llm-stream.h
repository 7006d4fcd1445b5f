/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** StudioLlmStreamFunc: @data is one event's data, valid UTF-8 or not; its lines are joined by
 * line feeds. */
typedef void (*StudioLlmStreamFunc) (const char *data, gpointer user_data);

/** StudioLlmStream: reads a `text/event-stream` that comes in pieces of any size: lines may end in
 * CR, LF or both, comments are passed over, and a piece may end inside a character. */
typedef struct _StudioLlmStream StudioLlmStream;

StudioLlmStream *studio_llm_stream_new (StudioLlmStreamFunc on_event, gpointer user_data);
void studio_llm_stream_free (StudioLlmStream *self);

/** studio_llm_stream_feed: calls the function for each event that is complete now. */
void studio_llm_stream_feed (StudioLlmStream *self, const char *bytes, gsize length);

/** studio_llm_stream_end: nothing more will come; an event that lacks its blank line is given out.
 */
void studio_llm_stream_end (StudioLlmStream *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioLlmStream, studio_llm_stream_free)

G_END_DECLS
