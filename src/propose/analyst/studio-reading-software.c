/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-reading.h"

#include "propose/analyst/studio-key.h"

#include <string.h>

/* What frameworks and plug-ins keep in the database of an application besides its business. */

static gboolean
is_text (const StudioColumn *column)
{
  return column->kind == STUDIO_FIELD_TEXT || column->kind == STUDIO_FIELD_JSON ||
         column->kind == STUDIO_FIELD_OTHER;
}

/* “attribute_id, value”: every row says something else, so that there is no sum of the values. */
void
_studio_reading_read_attribute_values (StudioReading *self)
{
  static const char *const names[] = { "attribute", "meta",      "property", "key",
                                       "setting",   "parameter", NULL };
  gboolean named = FALSE;

  for (guint i = 0; i < self->columns->len; i++)
    {
      const StudioColumn *column = g_ptr_array_index (self->columns, i);

      for (guint w = 0; names[w] != NULL && !studio_column_has_word (column, "value"); w++)
        named = named || (studio_column_has_word (column, names[w]) &&
                          !studio_field_is_primary_key (column->field) &&
                          (strcmp (names[w], "key") != 0 || column->words[1] == NULL));
    }
  for (guint i = 0; named && i < self->columns->len; i++)
    {
      StudioColumn *column = g_ptr_array_index (self->columns, i);
      guint n = g_strv_length (column->words);

      if (n > 0 &&
          (strcmp (column->words[0], "value") == 0 ||
           strcmp (column->words[n - 1], "value") == 0) &&
          column->role != STUDIO_ROLE_FOREIGN_KEY)
        column->usable = FALSE;
    }
}

/* An amount that is told in the currency of its row and in one for all has that one in its name. */
static gboolean
name_currency (StudioColumn *column)
{
  const char *currency = studio_column_currency (column);
  char *label, *alias;

  if (currency == NULL || column->role != STUDIO_ROLE_MONEY)
    return FALSE;
  label = g_strdup_printf ("%s in %s", column->label, currency);
  alias = g_strdup_printf ("%s_%s", column->alias, currency);
  g_free (column->label);
  g_free (column->alias);
  column->label = label;
  column->alias = g_strdelimit (g_ascii_strdown (alias, -1), " ", '_');
  g_free (alias);
  return TRUE;
}

static void
name_as_stored (StudioColumn *column, guint position)
{
  g_autofree char *name = g_strdelimit (g_strdup (studio_column_get_name (column)), "\n\r\t", ' ');
  g_autofree char *label = g_steal_pointer (&column->label);
  g_autofree char *alias = NULL;

  if (*label == '\0')
    {
      column->label = g_strdup_printf ("“%s”", name);
      return;
    }
  alias = g_steal_pointer (&column->alias);
  column->label = g_strdup_printf ("%s (%s)", label, name);
  column->alias = g_strdup_printf ("%s_%u", alias, position);
}

/* Two columns of one name for people, as “status” and “STATUS”, are told apart by what the database
 * calls them; what has no name for people is called so, too. */
void
_studio_reading_tell_apart (StudioReading *self)
{
  g_autoptr (GHashTable) labels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < self->columns->len; i++)
    {
      StudioColumn *column = g_ptr_array_index (self->columns, i);
      StudioColumn *first;

      g_strstrip (column->label);
      first = g_hash_table_lookup (labels, column->label);
      if (*column->label != '\0' &&
          (!column->usable || column->role == STUDIO_ROLE_FOREIGN_KEY ||
           column->role == STUDIO_ROLE_TIME || studio_field_is_nested (column->field)))
        first = NULL;
      else if (*column->label == '\0' ||
               (first != NULL && !name_currency (column) && !name_currency (first)))
        name_as_stored (column, i + 1);
      if (first != NULL)
        g_hash_table_insert (labels, g_strdup (first->label), first);
      g_hash_table_insert (labels, g_strdup (column->label), column);
    }
}

gboolean
studio_reading_is_polymorphic (const StudioReading *self, const StudioColumn *column)
{
  guint n = g_strv_length (column->words);

  if (n < 2)
    return FALSE;
  for (guint i = 0; i < self->columns->len; i++)
    {
      const StudioColumn *other = g_ptr_array_index (self->columns, i);
      gboolean same =
          g_strv_length (other->words) == n && strcmp (other->words[n - 1], "type") == 0;

      for (guint w = 0; same && w + 1 < n; w++)
        same = strcmp (column->words[w], other->words[w]) == 0;
      if (same && other->kind == STUDIO_FIELD_TEXT)
        return TRUE;
    }
  return FALSE;
}

/* What is handed to a program: a session, a job, a page that is kept. */
static gboolean
has_payload (const StudioReading *self)
{
  static const char *const words[] = { "payload",    "handler",    "session", "cache",
                                       "serialised", "serialized", NULL };
  static const char *const whole[] = { "data", "value", "content", "sess", "sid", NULL };

  for (guint i = 0; i < self->columns->len; i++)
    {
      const StudioColumn *column = g_ptr_array_index (self->columns, i);

      if (column->role == STUDIO_ROLE_SECRET)
        return TRUE;
      for (guint w = 0; is_text (column) && column->words[w] != NULL; w++)
        if (g_strv_contains (words, column->words[w]) ||
            (column->words[1] == NULL && g_strv_contains (whole, column->words[w])))
          return TRUE;
    }
  return FALSE;
}

static gboolean
has_business (const StudioReading *self)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      const StudioColumn *column = g_ptr_array_index (self->columns, i);

      if (column->role == STUDIO_ROLE_MONEY || column->role == STUDIO_ROLE_QUANTITY ||
          column->role == STUDIO_ROLE_DURATION ||
          (column->role == STUDIO_ROLE_TIME &&
           (column->time_role == STUDIO_TIME_STARTED || column->time_role == STUDIO_TIME_ENDED ||
            column->time_role == STUDIO_TIME_COMPLETED)))
        return TRUE;
    }
  return FALSE;
}

/* Who changed which row of which table to what, as libraries note it down. */
static gboolean
has_changes (const StudioReading *self)
{
  static const char *const names[] = { "whodunnit", "object_changes", "audited_changes",
                                       "changeset", NULL };

  for (guint i = 0; i < self->columns->len; i++)
    {
      const char *name = studio_column_get_name (g_ptr_array_index (self->columns, i));
      g_autofree char *lower = g_ascii_strdown (name, -1);

      if (g_strv_contains (names, lower))
        return TRUE;
    }
  return FALSE;
}

gboolean
_studio_reading_is_software (const StudioReading *self)
{
  static const char *const passing[] = { "session", "cache", "queue", "job", "token", "lock",
                                         "nonce",   "otp",   "task",  "key", "reset", NULL };
  g_autofree char *name = g_utf8_strdown (studio_table_get_name (self->table), -1);
  guint n = g_strv_length (self->words);

  if (studio_lexicon_is_software (self->lexicon, name) || has_changes (self))
    return TRUE;
  for (guint i = 0; i < n; i++)
    if (strcmp (self->words[i], "migration") == 0)
      return TRUE;
  return n > 0 && g_strv_contains (passing, self->words[n - 1]) && has_payload (self) &&
         !has_business (self);
}

gboolean
studio_reading_is_unwritable (const StudioReading *self)
{
  return studio_name_is_template (studio_table_get_name (self->table)) ||
         studio_name_is_template (studio_table_get_schema (self->table));
}
