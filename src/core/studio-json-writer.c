/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-core"

#include "core/studio-json-writer.h"

#include <string.h>

/* Characters that RFC 8259 wants escaped, and DEL as json-glib does. */
static gboolean
is_special (char character)
{
  return (guchar) character < 0x20 || character == '"' || character == '\\' || character == 0x7f;
}

static void
append_escaped (GString *text, char character)
{
  switch (character)
    {
    case '"':
    case '\\':
      g_string_append_c (text, '\\');
      g_string_append_c (text, character);
      break;
    case '\n':
      g_string_append (text, "\\n");
      break;
    case '\t':
      g_string_append (text, "\\t");
      break;
    default:
      g_string_append_printf (text, "\\u%04x", (guchar) character);
    }
}

static void
append_quoted (GString *text, const char *value)
{
  const char *plain = value;

  g_string_append_c (text, '"');
  for (const char *at = value; *at != '\0'; at++)
    if (is_special (*at))
      {
        g_string_append_len (text, plain, at - plain);
        append_escaped (text, *at);
        plain = at + 1;
      }
  g_string_append (text, plain);
  g_string_append_c (text, '"');
}

/* What stands before a value. A text that is open ends with its bracket until it has a value:
 * strings end with a quote. */
static void
start (GString *text, const char *name)
{
  char last = text->len > 0 ? text->str[text->len - 1] : '{';

  if (last != '{' && last != '[' && last != ':')
    g_string_append_c (text, ',');
  if (name != NULL)
    {
      append_quoted (text, name);
      g_string_append_c (text, ':');
    }
}

void
studio_json_write_begin (GString *text, const char *name, char bracket)
{
  start (text, name);
  g_string_append_c (text, bracket);
}

void
studio_json_write_end (GString *text, char bracket)
{
  g_string_append_c (text, bracket == '{' ? '}' : ']');
}

void
studio_json_write_string (GString *text, const char *name, const char *value)
{
  if (value == NULL)
    return;
  start (text, name);
  append_quoted (text, value);
}

void
studio_json_write_int (GString *text, const char *name, gint64 value)
{
  start (text, name);
  g_string_append_printf (text, "%" G_GINT64_FORMAT, value);
}

void
studio_json_write_double (GString *text, const char *name, double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  start (text, name);
  /* Most are small whole numbers, or like 0.5; all others need every digit. */
  g_ascii_formatd (buffer, sizeof buffer, "%.15g", value);
  if (g_ascii_strtod (buffer, NULL) != value)
    g_ascii_dtostr (buffer, sizeof buffer, value);
  g_string_append (text, buffer);
  /* A number with a fraction stays one when it is read. */
  if (strpbrk (buffer, ".e") == NULL)
    g_string_append (text, ".0");
}

void
studio_json_write_boolean (GString *text, const char *name, gboolean value)
{
  start (text, name);
  g_string_append (text, value ? "true" : "false");
}

void
studio_json_write_null (GString *text, const char *name)
{
  start (text, name);
  g_string_append (text, "null");
}
