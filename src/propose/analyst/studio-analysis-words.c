/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-analysis.h"

#include <string.h>

/* What things are called in names and descriptions. */

char *
studio_analysis_one (const char *noun)
{
  gboolean spelt = g_ascii_isupper (noun[0]) && (g_ascii_isupper (noun[1]) || noun[1] == '\0');
  gboolean yes =
      strchr (spelt ? "AEFHILMNORSX" : "aeioAEIO", *noun) != NULL ||
      (*noun == 'u' && !g_str_has_prefix (noun, "us") && !g_str_has_prefix (noun, "uni"));

  return g_strconcat (yes ? "an " : "a ", noun, NULL);
}

char *
studio_analysis_subject (const StudioReading *reading, const StudioColumn *column)
{
  g_auto (GStrv) words = g_strsplit (column->label, " ", -1);

  /* Sales are sales, whatever the table of their lines is called. */
  if (column->product && strcmp (column->label, "sales") == 0)
    return g_strdup (column->label);
  /* “Payment per month” would be how many there are. */
  if (strcmp (column->label, reading->noun) == 0 || strcmp (column->label, reading->plural) == 0)
    return g_strconcat (reading->noun, column->role == STUDIO_ROLE_MONEY ? " amount" : " value",
                        NULL);
  for (guint i = 0; words[i] != NULL; i++)
    {
      g_autofree char *singular = studio_lexicon_singular (reading->lexicon, words[i]);

      if (strstr (reading->noun, singular) != NULL && strlen (singular) > 2)
        return g_strdup (column->label);
    }
  /* The amount of a line is the “line amount” already. */
  if (g_str_has_prefix (column->label, "line "))
    return g_strconcat (reading->noun, column->label + strlen ("line"), NULL);
  return g_strconcat (reading->noun, " ", column->label, NULL);
}

const char *
studio_analysis_own_label (const StudioReading *reading, const StudioColumn *column)
{
  const char *label = column->label;
  gsize length = strlen (reading->noun);

  return g_str_has_prefix (label, reading->noun) && label[length] == ' ' ? label + length + 1
                                                                         : label;
}

char *
studio_analysis_parent_noun (const StudioReading *reading,
                             const StudioColumn *column,
                             const StudioReading *parent)
{
  guint n = g_strv_length (column->words);
  gboolean says = n > 0 && strcmp (column->label, "ID") != 0 && *column->label != '\0' &&
                  !studio_lexicon_is_function_word (reading->lexicon, column->words[n - 1]);

  /* A key that is called as where it comes from adds nothing to that. */
  if (parent != NULL && parent->key != NULL && n == 1 &&
      g_ascii_strcasecmp (studio_column_get_name (parent->key), studio_column_get_name (column)) ==
          0 &&
      !studio_lexicon_has_meaning (reading->lexicon, column->words[0]))
    return g_strdup (parent->noun);
  if (says || parent == NULL)
    return studio_lexicon_singular (reading->lexicon,
                                    *column->label != '\0' ? column->label : "parent");
  return g_strdup (parent->noun);
}
