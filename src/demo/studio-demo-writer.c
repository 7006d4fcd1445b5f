/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-demo"

#include "demo/studio-demo-writer.h"

#include <math.h>
#include <string.h>

struct _StudioDemoWriter
{
  GString *text;
  gboolean comma; /* a value or member was written at this level */
};

StudioDemoWriter *
studio_demo_writer_new (void)
{
  StudioDemoWriter *self = g_new0 (StudioDemoWriter, 1);

  self->text = g_string_sized_new (1024);
  return self;
}

void
studio_demo_writer_free (StudioDemoWriter *self)
{
  if (self == NULL)
    return;
  g_string_free (self->text, TRUE);
  g_free (self);
}

char *
studio_demo_writer_to_string (StudioDemoWriter *self)
{
  char *text = g_string_free (self->text, FALSE);

  self->text = g_string_new (NULL);
  self->comma = FALSE;
  return text;
}

GBytes *
studio_demo_writer_to_bytes (StudioDemoWriter *self)
{
  GBytes *bytes = g_string_free_to_bytes (self->text);

  self->text = g_string_new (NULL);
  self->comma = FALSE;
  return bytes;
}

static void
separate (StudioDemoWriter *self)
{
  if (self->comma)
    g_string_append_c (self->text, ',');
  self->comma = TRUE;
}

void
studio_demo_writer_begin_object (StudioDemoWriter *self)
{
  separate (self);
  g_string_append_c (self->text, '{');
  self->comma = FALSE;
}

void
studio_demo_writer_end_object (StudioDemoWriter *self)
{
  g_string_append_c (self->text, '}');
  self->comma = TRUE;
}

void
studio_demo_writer_begin_array (StudioDemoWriter *self)
{
  separate (self);
  g_string_append_c (self->text, '[');
  self->comma = FALSE;
}

void
studio_demo_writer_end_array (StudioDemoWriter *self)
{
  g_string_append_c (self->text, ']');
  self->comma = TRUE;
}

static void
append_quoted (GString *out, const char *text, gsize length)
{
  const char *run = text;
  const char *end = text + length;

  g_string_append_c (out, '"');
  for (const char *c = text; c < end; c++)
    {
      guchar byte = (guchar) *c;

      if (byte >= 0x20 && byte != '"' && byte != '\\')
        continue;
      g_string_append_len (out, run, c - run);
      run = c + 1;
      if (byte == '"' || byte == '\\')
        g_string_append_printf (out, "\\%c", byte);
      else if (byte == '\n')
        g_string_append (out, "\\n");
      else if (byte == '\t')
        g_string_append (out, "\\t");
      else
        g_string_append_printf (out, "\\u%04x", byte);
    }
  g_string_append_len (out, run, end - run);
  g_string_append_c (out, '"');
}

void
studio_demo_writer_key (StudioDemoWriter *self, const char *key)
{
  separate (self);
  append_quoted (self->text, key, strlen (key));
  g_string_append_c (self->text, ':');
  self->comma = FALSE;
}

void
studio_demo_writer_text (StudioDemoWriter *self, const char *text, gsize length)
{
  separate (self);
  append_quoted (self->text, text, length);
}

void
studio_demo_writer_string (StudioDemoWriter *self, const char *text)
{
  if (text == NULL)
    studio_demo_writer_null (self);
  else
    studio_demo_writer_text (self, text, strlen (text));
}

void
studio_demo_writer_raw (StudioDemoWriter *self, const char *json)
{
  separate (self);
  g_string_append (self->text, json != NULL ? json : "null");
}

void
studio_demo_writer_raw_members (StudioDemoWriter *self, const char *members)
{
  if (*members == '\0')
    return;
  separate (self);
  g_string_append (self->text, members);
}

void
studio_demo_writer_int (StudioDemoWriter *self, gint64 value)
{
  separate (self);
  g_string_append_printf (self->text, "%" G_GINT64_FORMAT, value);
}

void
studio_demo_writer_double (StudioDemoWriter *self, double value)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  if (!isfinite (value))
    {
      studio_demo_writer_null (self);
      return;
    }
  separate (self);
  g_ascii_dtostr (digits, sizeof digits, value);
  g_string_append (self->text, digits);
  if (strpbrk (digits, ".e") == NULL)
    g_string_append (self->text, ".0");
}

void
studio_demo_writer_boolean (StudioDemoWriter *self, gboolean value)
{
  studio_demo_writer_raw (self, value ? "true" : "false");
}

void
studio_demo_writer_null (StudioDemoWriter *self)
{
  studio_demo_writer_raw (self, "null");
}

void
studio_demo_writer_string_member (StudioDemoWriter *self, const char *key, const char *text)
{
  studio_demo_writer_key (self, key);
  studio_demo_writer_string (self, text);
}

void
studio_demo_writer_int_member (StudioDemoWriter *self, const char *key, gint64 value)
{
  studio_demo_writer_key (self, key);
  studio_demo_writer_int (self, value);
}

void
studio_demo_writer_boolean_member (StudioDemoWriter *self, const char *key, gboolean value)
{
  studio_demo_writer_key (self, key);
  studio_demo_writer_boolean (self, value);
}

void
studio_demo_writer_null_member (StudioDemoWriter *self, const char *key)
{
  studio_demo_writer_key (self, key);
  studio_demo_writer_null (self);
}

void
studio_demo_writer_raw_member (StudioDemoWriter *self, const char *key, const char *json)
{
  studio_demo_writer_key (self, key);
  studio_demo_writer_raw (self, json);
}

void
studio_demo_writer_id_member (StudioDemoWriter *self, const char *key, gint64 id)
{
  studio_demo_writer_key (self, key);
  if (id == 0)
    studio_demo_writer_null (self);
  else
    studio_demo_writer_int (self, id);
}
