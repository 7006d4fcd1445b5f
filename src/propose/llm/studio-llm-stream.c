/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-llm"

#include "propose/llm/studio-llm-stream.h"

#include <string.h>

struct _StudioLlmStream
{
  StudioLlmStreamFunc on_event;
  gpointer user_data;
  GString *line;  /* (owned) what has come of the line */
  GString *data;  /* (owned) of the event */
  gboolean begun; /* the event has data, which may be empty */
  gboolean after_return;
  gboolean first_line;
};

StudioLlmStream *
studio_llm_stream_new (StudioLlmStreamFunc on_event, gpointer user_data)
{
  StudioLlmStream *self = g_new0 (StudioLlmStream, 1);

  self->on_event = on_event;
  self->user_data = user_data;
  self->line = g_string_new (NULL);
  self->data = g_string_new (NULL);
  self->first_line = TRUE;
  return self;
}

void
studio_llm_stream_free (StudioLlmStream *self)
{
  g_string_free (self->line, TRUE);
  g_string_free (self->data, TRUE);
  g_free (self);
}

static void
dispatch (StudioLlmStream *self)
{
  if (self->begun)
    self->on_event (self->data->str, self->user_data);
  g_string_truncate (self->data, 0);
  self->begun = FALSE;
}

static void
end_line (StudioLlmStream *self)
{
  const char *line = self->line->str;

  if (self->first_line && g_str_has_prefix (line, "\xef\xbb\xbf"))
    line += 3;
  self->first_line = FALSE;
  if (*line == '\0')
    dispatch (self);
  else if (g_str_has_prefix (line, "data:"))
    {
      line += strlen ("data:");
      if (self->begun)
        g_string_append_c (self->data, '\n');
      g_string_append (self->data, *line == ' ' ? line + 1 : line);
      self->begun = TRUE;
    }
  g_string_truncate (self->line, 0);
}

void
studio_llm_stream_feed (StudioLlmStream *self, const char *bytes, gsize length)
{
  for (gsize i = 0; i < length; i++)
    {
      char c = bytes[i];
      gboolean second = c == '\n' && self->after_return;

      self->after_return = c == '\r';
      if (second)
        continue;
      if (c == '\r' || c == '\n')
        end_line (self);
      else if (c != '\0')
        g_string_append_c (self->line, c);
    }
}

void
studio_llm_stream_end (StudioLlmStream *self)
{
  if (self->line->len > 0)
    end_line (self);
  dispatch (self);
}
