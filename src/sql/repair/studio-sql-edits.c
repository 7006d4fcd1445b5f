/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/repair/studio-sql-edits.h"

#include <string.h>

typedef struct
{
  gsize start;
  gsize end;
  char *text;
} Piece;

struct _StudioSqlEdits
{
  GPtrArray *changes; /* of StudioSqlChange */
};

static void
piece_clear (gpointer data)
{
  g_free (((Piece *) data)->text);
}

static void
change_free (gpointer data)
{
  StudioSqlChange *change = data;

  g_free (change->rule);
  g_free (change->message);
  g_array_unref (change->pieces);
  g_free (change);
}

StudioSqlEdits *
studio_sql_edits_new (void)
{
  StudioSqlEdits *self = g_new0 (StudioSqlEdits, 1);

  self->changes = g_ptr_array_new_with_free_func (change_free);
  return self;
}

void
studio_sql_edits_free (StudioSqlEdits *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->changes);
  g_free (self);
}

guint
studio_sql_edits_get_length (const StudioSqlEdits *self)
{
  return self->changes->len;
}

const StudioSqlChange *
studio_sql_edits_get (const StudioSqlEdits *self, guint index)
{
  return g_ptr_array_index (self->changes, index);
}

void
studio_sql_edits_begin (StudioSqlEdits *self, const char *rule, const char *message)
{
  StudioSqlChange *change = g_new0 (StudioSqlChange, 1);

  change->rule = g_strdup (rule);
  change->message = g_strdup (message);
  change->pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  g_array_set_clear_func (change->pieces, piece_clear);
  g_ptr_array_add (self->changes, change);
}

void
studio_sql_edits_replace (StudioSqlEdits *self, gsize start, gsize end, const char *text)
{
  StudioSqlChange *change;
  Piece piece = { start, end, g_strdup (text) };

  g_return_if_fail (self->changes->len > 0 && start <= end);

  change = g_ptr_array_index (self->changes, self->changes->len - 1);
  g_array_append_val (change->pieces, piece);
}

void
studio_sql_edits_add (StudioSqlEdits *self,
                      const char *rule,
                      const char *message,
                      gsize start,
                      gsize end,
                      const char *text)
{
  studio_sql_edits_begin (self, rule, message);
  studio_sql_edits_replace (self, start, end, text);
}

static gsize
extent (const StudioSqlChange *change)
{
  gsize total = 0;

  for (guint i = 0; i < change->pieces->len; i++)
    {
      const Piece *piece = &g_array_index (change->pieces, Piece, i);

      total += piece->end - piece->start;
    }
  return total;
}

/* Insertions at one place touch each other too: their order would be a guess. */
static gboolean
touch (const StudioSqlChange *one, const StudioSqlChange *other)
{
  for (guint i = 0; i < one->pieces->len; i++)
    for (guint k = 0; k < other->pieces->len; k++)
      {
        const Piece *a = &g_array_index (one->pieces, Piece, i);
        const Piece *b = &g_array_index (other->pieces, Piece, k);

        if ((a->start < b->end && b->start < a->end) || a->start == b->start)
          return TRUE;
      }
  return FALSE;
}

static int
compare_extent (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const StudioSqlEdits *self = user_data;
  gsize one = extent (g_ptr_array_index (self->changes, *(const guint *) a));
  gsize other = extent (g_ptr_array_index (self->changes, *(const guint *) b));

  return one < other ? -1 : one > other;
}

GArray *
studio_sql_edits_choose (const StudioSqlEdits *self)
{
  g_autoptr (GArray) order = g_array_new (FALSE, FALSE, sizeof (guint));
  GArray *chosen = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < self->changes->len; i++)
    g_array_append_val (order, i);
  g_array_sort_with_data (order, compare_extent, (gpointer) self);
  for (guint i = 0; i < order->len; i++)
    {
      guint index = g_array_index (order, guint, i);
      gboolean free_place = TRUE;

      for (guint k = 0; k < chosen->len && free_place; k++)
        free_place = !touch (g_ptr_array_index (self->changes, index),
                             g_ptr_array_index (self->changes, g_array_index (chosen, guint, k)));
      if (free_place)
        g_array_append_val (chosen, index);
    }
  return chosen;
}

static int
compare_start (gconstpointer a, gconstpointer b)
{
  const Piece *one = *(const Piece *const *) a;
  const Piece *other = *(const Piece *const *) b;

  return one->start < other->start ? -1 : one->start > other->start;
}

char *
studio_sql_edits_apply (const StudioSqlEdits *self, const char *sql, const GArray *chosen)
{
  g_autoptr (GPtrArray) pieces = g_ptr_array_new ();
  GString *text = g_string_new (sql);

  for (guint i = 0; i < chosen->len; i++)
    {
      const StudioSqlChange *change =
          g_ptr_array_index (self->changes, g_array_index (chosen, guint, i));

      for (guint k = 0; k < change->pieces->len; k++)
        g_ptr_array_add (pieces, &g_array_index (change->pieces, Piece, k));
    }
  g_ptr_array_sort (pieces, compare_start);
  for (guint i = pieces->len; i > 0; i--)
    {
      const Piece *piece = g_ptr_array_index (pieces, i - 1);

      g_string_erase (text, piece->start, piece->end - piece->start);
      g_string_insert (text, piece->start, piece->text);
    }
  return g_string_free (text, FALSE);
}

char *
studio_sql_change_dup_before (const StudioSqlChange *self, const char *sql)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->pieces->len; i++)
    {
      const Piece *piece = &g_array_index (self->pieces, Piece, i);

      if (text->len > 0 && piece->end > piece->start)
        g_string_append (text, " … ");
      g_string_append_len (text, sql + piece->start, piece->end - piece->start);
    }
  return g_string_free (text, FALSE);
}

char *
studio_sql_change_dup_after (const StudioSqlChange *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->pieces->len; i++)
    {
      const Piece *piece = &g_array_index (self->pieces, Piece, i);

      if (text->len > 0 && *piece->text != '\0')
        g_string_append (text, " … ");
      g_string_append (text, piece->text);
    }
  return g_string_free (text, FALSE);
}
