/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/studio-sql-repair.h"

#include "sql/lint/studio-sql-names-private.h"
#include "sql/repair/studio-sql-rule.h"

/* Rules feed each other (what one uncovers, another mends), but none undoes another’s work: more
 * rounds than this would be a mistake in a rule. */
#define MAX_ROUNDS 12
#define MAX_PASSES 40
/* Every change reads the whole statement again: calls nested hundreds deep would take seconds. */
#define MAX_CHANGES 80

/* In the order in which they run: what a later one needs to understand, an earlier one mends. What
 * a careful one does must not leave more that PostgreSQL refuses than there was; the others bring
 * to light what could not be seen before. */
static const struct
{
  StudioSqlRule rule;
  gboolean careful;
} rules[] = {
  { _studio_sql_rule_name_quotes, FALSE },    { _studio_sql_rule_json_names, FALSE },
  { _studio_sql_rule_operators, FALSE },      { _studio_sql_rule_intervals, FALSE },
  { _studio_sql_rule_types, FALSE },          { _studio_sql_rule_foreign_calls, FALSE },
  { _studio_sql_rule_clauses, FALSE },        { _studio_sql_rule_reserved, FALSE },
  { _studio_sql_rule_slips, FALSE },          { _studio_sql_rule_json_casts, FALSE },
  { _studio_sql_rule_quoted_strings, FALSE }, { _studio_sql_rule_tables, FALSE },
  { _studio_sql_rule_columns, FALSE },        { _studio_sql_rule_aliases, TRUE },
  { _studio_sql_rule_aggregates, TRUE },      { _studio_sql_rule_window_filter, TRUE },
  { _studio_sql_rule_nested_windows, TRUE },  { _studio_sql_rule_values, TRUE },
  { _studio_sql_rule_positions, TRUE },       { _studio_sql_rule_grouping, TRUE },
  { _studio_sql_rule_division, TRUE },
};

typedef struct
{
  char *sql;             /* (owned) */
  StudioSqlText *text;   /* (owned) */
  StudioSqlTree *tree;   /* (owned) (nullable) */
  StudioSqlNames *names; /* (owned) (nullable): of the tree */
  GPtrArray *relations;  /* (owned) */
  const StudioSqlSchema *schema;
  StudioDialect target;
  GHashTable *refused; /* (owned): set of changes that broke the statement */
  GPtrArray *steps;    /* (owned) */
} Repair;

static void
repair_forget (Repair *self)
{
  g_clear_pointer (&self->text, studio_sql_text_free);
  g_clear_pointer (&self->names, studio_sql_names_free);
  g_clear_pointer (&self->tree, studio_sql_tree_free);
  g_clear_pointer (&self->relations, g_ptr_array_unref);
}

/* Takes @sql; whether it can at least be scanned. */
static gboolean
repair_read (Repair *self, char *sql)
{
  StudioSqlText *text = studio_sql_text_new (sql);

  if (text == NULL)
    {
      g_free (sql);
      return FALSE;
    }
  repair_forget (self);
  g_free (self->sql);
  self->sql = sql;
  self->text = text;
  self->tree = studio_sql_tree_parse (sql, NULL, NULL);
  if (self->tree != NULL)
    self->names = studio_sql_names_new (sql, self->tree, self->schema, self->target);
  self->relations = studio_sql_relations_find (text, self->schema);
  return TRUE;
}

static char *
dup_key (const StudioSqlChange *change, const char *sql)
{
  g_autofree char *before = studio_sql_change_dup_before (change, sql);
  g_autofree char *after = studio_sql_change_dup_after (change);

  return g_strjoin ("\x1f", change->rule, before, after, NULL);
}

/* Leaves out of @chosen what broke the statement before. */
static void
drop_refused (Repair *self, const StudioSqlEdits *edits, GArray *chosen)
{
  for (guint i = chosen->len; i > 0; i--)
    {
      g_autofree char *key =
          dup_key (studio_sql_edits_get (edits, g_array_index (chosen, guint, i - 1)), self->sql);

      if (g_hash_table_contains (self->refused, key))
        g_array_remove_index (chosen, i - 1);
    }
}

static void
record (Repair *self, const StudioSqlEdits *edits, const GArray *chosen)
{
  for (guint i = 0; i < chosen->len; i++)
    {
      const StudioSqlChange *change =
          studio_sql_edits_get (edits, g_array_index (chosen, guint, i));
      g_autofree char *before = studio_sql_change_dup_before (change, self->sql);
      g_autofree char *after = studio_sql_change_dup_after (change);

      g_ptr_array_add (self->steps,
                       studio_sql_repair_step_new (change->rule, change->message, before, after));
    }
}

/* How much PostgreSQL will refuse in a statement that parses. */
static guint
count_errors (const StudioSqlNames *names)
{
  GPtrArray *findings = _studio_sql_names_get_findings (names);
  guint n = 0;

  for (guint i = 0; i < findings->len; i++)
    n += ((const StudioFinding *) g_ptr_array_index (findings, i))->severity ==
         STUDIO_SEVERITY_ERROR;
  return n;
}

/* Makes the changes, unless a statement that parses would no longer do so, or one that is right
 * would be wrong. */
static gboolean
try_changes (Repair *self, const StudioSqlEdits *edits, const GArray *chosen, gboolean careful)
{
  g_autofree char *sql = studio_sql_edits_apply (edits, self->sql, chosen);
  guint errors = self->names != NULL ? count_errors (self->names) : G_MAXUINT;

  if (g_str_equal (sql, self->sql))
    return FALSE;
  if (self->tree != NULL)
    {
      g_autoptr (StudioSqlTree) tree = studio_sql_tree_parse (sql, NULL, NULL);
      g_autoptr (StudioSqlNames) names = NULL;

      if (tree == NULL)
        return FALSE;
      names = studio_sql_names_new (sql, tree, self->schema, self->target);
      if ((careful || errors == 0) && count_errors (names) > errors)
        return FALSE;
    }
  else
    {
      g_autoptr (StudioSqlText) text = studio_sql_text_new (sql);

      if (text == NULL)
        return FALSE;
    }
  record (self, edits, chosen);
  return repair_read (self, g_steal_pointer (&sql));
}

/* One change of many broke the statement: the first that does not is made, those before it never.
 */
static gboolean
try_one (Repair *self, const StudioSqlEdits *edits, const GArray *chosen, gboolean careful)
{
  for (guint i = 0; i < chosen->len; i++)
    {
      guint index = g_array_index (chosen, guint, i);
      g_autoptr (GArray) one = g_array_new (FALSE, FALSE, sizeof (guint));
      char *key = dup_key (studio_sql_edits_get (edits, index), self->sql);

      g_array_append_val (one, index);
      if (try_changes (self, edits, one, careful))
        {
          g_free (key);
          return TRUE;
        }
      g_hash_table_add (self->refused, key);
    }
  return FALSE;
}

static gboolean
run_rule (Repair *self, StudioSqlRule rule, gboolean careful)
{
  StudioSqlSubject subject = { self->text,   self->tree,   self->names,
                               self->schema, self->target, self->relations };
  g_autoptr (StudioSqlEdits) edits = studio_sql_edits_new ();
  g_autoptr (GArray) chosen = NULL;

  rule (&subject, edits);
  if (studio_sql_edits_get_length (edits) == 0)
    return FALSE;
  chosen = studio_sql_edits_choose (edits);
  drop_refused (self, edits, chosen);
  return chosen->len > 0 &&
         (try_changes (self, edits, chosen, careful) || try_one (self, edits, chosen, careful));
}

static void
run (Repair *self)
{
  gboolean changed = TRUE;
  guint changes = 0;

  for (guint round = 0; changed && round < MAX_ROUNDS; round++)
    {
      changed = FALSE;
      for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
        for (guint pass = 0; pass < MAX_PASSES && changes < MAX_CHANGES &&
                             run_rule (self, rules[i].rule, rules[i].careful);
             pass++)
          {
            changed = TRUE;
            changes++;
          }
    }
}

char *
studio_sql_repair (const char *sql,
                   const StudioSqlSchema *schema,
                   StudioDialect target,
                   GPtrArray **applied)
{
  Repair self = { NULL };

  g_return_val_if_fail (sql != NULL, NULL);

  self.schema = schema;
  self.target = target;
  self.steps = g_ptr_array_new_with_free_func ((GDestroyNotify) studio_sql_repair_step_free);
  self.refused = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (studio_dialect_is_postgresql_family (target) && repair_read (&self, g_strdup (sql)))
    run (&self);
  else
    self.sql = g_strdup (sql);
  repair_forget (&self);
  g_hash_table_unref (self.refused);
  if (applied != NULL)
    *applied = g_steal_pointer (&self.steps);
  else
    g_ptr_array_unref (self.steps);
  return self.sql;
}
