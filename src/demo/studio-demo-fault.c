/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-demo"

#include "demo/studio-demo-fault.h"

#include <string.h>

#include <glib/gi18n.h>

typedef enum
{
  NO_VALUE,
  STATUS_VALUE,
  COUNT_VALUE,
} ValueKind;

static const struct
{
  const char *name;
  StudioDemoFaultKind kind;
  ValueKind value;
} actions[] = {
  { "status", STUDIO_DEMO_FAULT_STATUS, STATUS_VALUE },
  { "reset-before", STUDIO_DEMO_FAULT_RESET_BEFORE, NO_VALUE },
  { "reset-after", STUDIO_DEMO_FAULT_RESET_AFTER, NO_VALUE },
  { "truncate", STUDIO_DEMO_FAULT_TRUNCATE, COUNT_VALUE },
  { "endless", STUDIO_DEMO_FAULT_ENDLESS, NO_VALUE },
  { "hang", STUDIO_DEMO_FAULT_HANG, NO_VALUE },
  { "delay", STUDIO_DEMO_FAULT_DELAY, COUNT_VALUE },
  { "html", STUDIO_DEMO_FAULT_HTML, NO_VALUE },
  { "not-json", STUDIO_DEMO_FAULT_NOT_JSON, NO_VALUE },
  { "empty", STUDIO_DEMO_FAULT_EMPTY, NO_VALUE },
  { "junk", STUDIO_DEMO_FAULT_JUNK, NO_VALUE },
  { "not-utf8", STUDIO_DEMO_FAULT_NOT_UTF8, NO_VALUE },
  { "gzip-broken", STUDIO_DEMO_FAULT_GZIP_BROKEN, NO_VALUE },
};

void
studio_demo_fault_free (StudioDemoFault *self)
{
  if (self == NULL)
    return;
  g_free (self->text);
  g_free (self->method);
  g_clear_pointer (&self->path, g_pattern_spec_free);
  g_free (self->form);
  g_free (self);
}

static gboolean
parse_number (const char *text, guint least, guint most, guint *number)
{
  guint64 value = 0;

  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, least, most, &value, NULL))
    return FALSE;
  *number = (guint) value;
  return TRUE;
}

static gboolean
parse_which (StudioDemoFault *self, const char *text)
{
  const char *dash = strchr (text, '-');

  self->first = 1;
  self->last = G_MAXUINT;
  if (strcmp (text, "*") == 0)
    return TRUE;
  if (dash != NULL)
    {
      g_autofree char *first = g_strndup (text, (gsize) (dash - text));

      return parse_number (first, 1, G_MAXUINT, &self->first) &&
             parse_number (dash + 1, self->first, G_MAXUINT, &self->last);
    }
  if (g_str_has_suffix (text, "+"))
    {
      g_autofree char *first = g_strndup (text, strlen (text) - 1);

      return parse_number (first, 1, G_MAXUINT, &self->first);
    }
  if (!parse_number (text, 1, G_MAXUINT, &self->first))
    return FALSE;
  self->last = self->first;
  return TRUE;
}

static gboolean
parse_action (StudioDemoFault *self, const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "=", 2);

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      if (strcmp (actions[i].name, parts[0]) != 0)
        continue;
      self->kind = actions[i].kind;
      if (actions[i].value == NO_VALUE)
        return parts[1] == NULL;
      if (actions[i].value == STATUS_VALUE)
        return parse_number (parts[1], 200, 599, &self->value);
      return parse_number (parts[1], 0, G_MAXINT, &self->value);
    }
  return FALSE;
}

static gboolean
parse_word (StudioDemoFault *self, const char *word)
{
  if (strcmp (word, "performed") == 0)
    self->performed = TRUE;
  else if (g_str_has_prefix (word, "retry-after="))
    return parse_number (strchr (word, '=') + 1, 0, G_MAXINT, &self->retry_after);
  else if (strcmp (word, "as=json") == 0 || strcmp (word, "as=text") == 0 ||
           strcmp (word, "as=html") == 0)
    self->form = g_strdup (strchr (word, '=') + 1);
  else
    return FALSE;
  return TRUE;
}

StudioDemoFault *
studio_demo_fault_parse (const char *text, GError **error)
{
  g_autoptr (StudioDemoFault) self = g_new0 (StudioDemoFault, 1);
  g_auto (GStrv) words = g_strsplit_set (text, " \t", -1);
  g_autoptr (GPtrArray) given = g_ptr_array_new ();
  gboolean good;

  for (gsize i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      g_ptr_array_add (given, words[i]);
  self->text = g_strdup (text);
  good = given->len >= 4 && parse_which (self, g_ptr_array_index (given, 2)) &&
         parse_action (self, g_ptr_array_index (given, 3));
  for (guint i = 4; good && i < given->len; i++)
    good = parse_word (self, g_ptr_array_index (given, i));
  if (!good)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   _ ("“%s” is no rule for --fail; it has to be METHOD PATH WHICH ACTION, see "
                      "--help"),
                   text);
      return NULL;
    }
  self->method = g_ascii_strup (g_ptr_array_index (given, 0), -1);
  self->path = g_pattern_spec_new (g_ptr_array_index (given, 1));
  return g_steal_pointer (&self);
}

GPtrArray *
studio_demo_fault_parse_all (const char *const *texts, GError **error)
{
  g_autoptr (GPtrArray) faults =
      g_ptr_array_new_with_free_func ((GDestroyNotify) studio_demo_fault_free);

  for (gsize i = 0; texts != NULL && texts[i] != NULL; i++)
    {
      StudioDemoFault *fault = studio_demo_fault_parse (texts[i], error);

      if (fault == NULL)
        return NULL;
      g_ptr_array_add (faults, fault);
    }
  return g_steal_pointer (&faults);
}

const StudioDemoFault *
studio_demo_fault_match (GPtrArray *faults, const char *method, const char *path)
{
  const StudioDemoFault *chosen = NULL;

  for (guint i = 0; i < faults->len; i++)
    {
      StudioDemoFault *fault = g_ptr_array_index (faults, i);

      if (strcmp (fault->method, "*") != 0 && strcmp (fault->method, method) != 0)
        continue;
      if (!g_pattern_spec_match_string (fault->path, path))
        continue;
      fault->seen++;
      if (chosen == NULL && fault->seen >= fault->first && fault->seen <= fault->last)
        chosen = fault;
    }
  return chosen;
}

gboolean
studio_demo_fault_is_performed (const StudioDemoFault *self)
{
  switch (self->kind)
    {
    case STUDIO_DEMO_FAULT_RESET_AFTER:
    case STUDIO_DEMO_FAULT_TRUNCATE:
    case STUDIO_DEMO_FAULT_DELAY:
    case STUDIO_DEMO_FAULT_JUNK:
    case STUDIO_DEMO_FAULT_NOT_UTF8:
    case STUDIO_DEMO_FAULT_GZIP_BROKEN:
      return TRUE;
    case STUDIO_DEMO_FAULT_RESET_BEFORE:
      return FALSE;
    case STUDIO_DEMO_FAULT_STATUS:
    case STUDIO_DEMO_FAULT_ENDLESS:
    case STUDIO_DEMO_FAULT_HANG:
    case STUDIO_DEMO_FAULT_HTML:
    case STUDIO_DEMO_FAULT_NOT_JSON:
    case STUDIO_DEMO_FAULT_EMPTY:
    default:
      return self->performed;
    }
}
