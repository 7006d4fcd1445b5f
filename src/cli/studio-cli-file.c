/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "kpi-studio-cli"

#include "cli/studio-cli-file.h"

#include "core/studio-error.h"

#include <string.h>
#include <unistd.h>

#include <glib/gi18n.h>

static gboolean
read_standard_input (char **text, gsize *length, GError **error)
{
  GString *all = g_string_new (NULL);
  char buffer[65536];
  gssize n;

  while ((n = read (STDIN_FILENO, buffer, sizeof buffer)) > 0)
    g_string_append_len (all, buffer, n);
  *length = all->len;
  *text = g_string_free (all, FALSE);
  if (n == 0)
    return TRUE;
  g_clear_pointer (text, g_free);
  g_set_error_literal (error, STUDIO_ERROR, STUDIO_ERROR_INPUT,
                       _ ("Standard input could not be read."));
  return FALSE;
}

char *
studio_cli_read_file (const char *path, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autofree char *text = NULL;
  gsize length;

  if (strcmp (path, "-") == 0)
    {
      if (!read_standard_input (&text, &length, error))
        return NULL;
    }
  else if (!g_file_get_contents (path, &text, &length, &problem))
    {
      g_set_error (error, STUDIO_ERROR, STUDIO_ERROR_INPUT, _ ("The file cannot be read: %s."),
                   problem->message);
      return NULL;
    }
  if (!g_utf8_validate (text, length, NULL))
    {
      g_set_error (error, STUDIO_ERROR, STUDIO_ERROR_INPUT,
                   _ ("%s is no text in UTF-8. Save it as such."), path);
      return NULL;
    }
  return g_steal_pointer (&text);
}
