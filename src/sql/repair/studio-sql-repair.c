/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/studio-sql-repair.h"

#include "sql/lint/studio-sql-names-private.h"
#include "sql/repair/studio-sql-rule.h"
#include "sql/studio-sql-clean.h"

#include <string.h>

/* Rules feed each other (what one uncovers, another mends), but none undoes another’s work: more
 * rounds than this would be a mistake in a rule. */
#define MAX_ROUNDS 12
/* Every change that is tried reads the whole statement again, and calls nested hundreds deep would
 * take seconds; a real statement needs a dozen. */
#define MAX_ATTEMPTS 100

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

/* A statement as it is at one moment. */
typedef struct
{
  char *sql;
  StudioSqlText *text;
  StudioSqlTree *tree;   /* (nullable) */
  StudioSqlNames *names; /* (nullable): of the tree */
  GPtrArray *relations;
} State;

static void
state_free (State *self)
{
  g_clear_pointer (&self->names, studio_sql_names_free);
  g_clear_pointer (&self->tree, studio_sql_tree_free);
  g_clear_pointer (&self->relations, g_ptr_array_unref);
  g_clear_pointer (&self->text, studio_sql_text_free);
  g_free (self->sql);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (State, state_free)

typedef struct
{
  State *state; /* (owned) */
  const StudioSqlSchema *schema;
  StudioDialect target;
  GHashTable *refused; /* (owned): set of changes that broke the statement */
  GPtrArray *steps;    /* (owned) */
  guint attempts;
} Repair;

/* Takes @sql. What stands for a name can be long, and be put in many times: what the parser should
 * not see is not read, nor what cannot even be scanned. */
static State *
read_state (const Repair *self, char *sql)
{
  g_autoptr (State) state = g_new0 (State, 1);

  state->sql = sql;
  if (strlen (sql) > STUDIO_SQL_MAX_BYTES)
    return NULL;
  state->text = studio_sql_text_new (sql);
  if (state->text == NULL || studio_sql_text_get_length (state->text) > STUDIO_SQL_MAX_TOKENS)
    return NULL;
  state->tree = studio_sql_tree_parse (sql, NULL, NULL);
  if (state->tree != NULL)
    state->names = studio_sql_names_new (sql, state->tree, self->schema, self->target);
  state->relations = studio_sql_relations_find (state->text, self->schema);
  return g_steal_pointer (&state);
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
drop_refused (const Repair *self, const StudioSqlEdits *edits, GArray *chosen)
{
  for (guint i = chosen->len; i > 0; i--)
    {
      g_autofree char *key = dup_key (
          studio_sql_edits_get (edits, g_array_index (chosen, guint, i - 1)), self->state->sql);

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
      g_autofree char *before = studio_sql_change_dup_before (change, self->state->sql);
      g_autofree char *after = studio_sql_change_dup_after (change);

      g_ptr_array_add (self->steps,
                       studio_sql_repair_step_new (change->rule, change->message, before, after));
    }
}

/* How much PostgreSQL will refuse in a statement that parses. */
static guint
count_errors (const State *state)
{
  GPtrArray *findings = _studio_sql_names_get_findings (state->names);
  guint n = 0;

  for (guint i = 0; i < findings->len; i++)
    n += ((const StudioFinding *) g_ptr_array_index (findings, i))->severity ==
         STUDIO_SEVERITY_ERROR;
  return n;
}

/* What parses must go on to parse, and what is right to be right. */
static gboolean
is_better (const State *before, const State *after, gboolean careful)
{
  guint errors;

  if (before->tree == NULL)
    return TRUE;
  if (after->tree == NULL)
    return FALSE;
  errors = count_errors (before);
  return (!careful && errors > 0) || count_errors (after) <= errors;
}

/* Makes the changes @chosen, or when they do the statement no good together, halves of them; a
 * single one that does it none is not tried again. */
static gboolean
try_changes (Repair *self, const StudioSqlEdits *edits, const GArray *chosen, gboolean careful)
{
  g_autofree char *sql = studio_sql_edits_apply (edits, self->state->sql, chosen);
  g_autoptr (State) state = NULL;
  g_autoptr (GArray) half = NULL;

  if (g_str_equal (sql, self->state->sql) || self->attempts++ >= MAX_ATTEMPTS)
    return FALSE;
  state = read_state (self, g_steal_pointer (&sql));
  if (state != NULL && is_better (self->state, state, careful))
    {
      record (self, edits, chosen);
      state_free (self->state);
      self->state = g_steal_pointer (&state);
      return TRUE;
    }
  if (chosen->len == 1)
    {
      g_hash_table_add (self->refused,
                        dup_key (studio_sql_edits_get (edits, g_array_index (chosen, guint, 0)),
                                 self->state->sql));
      return FALSE;
    }
  half = g_array_new (FALSE, FALSE, sizeof (guint));
  g_array_append_vals (half, chosen->data, chosen->len / 2);
  if (try_changes (self, edits, half, careful))
    return TRUE;
  g_array_set_size (half, 0);
  g_array_append_vals (half, &g_array_index (chosen, guint, chosen->len / 2),
                       chosen->len - chosen->len / 2);
  return try_changes (self, edits, half, careful);
}

static gboolean
run_rule (Repair *self, StudioSqlRule rule, gboolean careful)
{
  const State *state = self->state;
  StudioSqlSubject subject = { state->text,  state->tree,  state->names,
                               self->schema, self->target, state->relations };
  g_autoptr (StudioSqlEdits) edits = studio_sql_edits_new ();
  g_autoptr (GArray) chosen = NULL;

  rule (&subject, edits);
  if (studio_sql_edits_get_length (edits) == 0)
    return FALSE;
  chosen = studio_sql_edits_choose (edits);
  drop_refused (self, edits, chosen);
  return chosen->len > 0 && try_changes (self, edits, chosen, careful);
}

static void
run (Repair *self)
{
  gboolean changed = TRUE;

  for (guint round = 0; changed && round < MAX_ROUNDS; round++)
    {
      changed = FALSE;
      for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
        while (run_rule (self, rules[i].rule, rules[i].careful))
          changed = TRUE;
    }
}

char *
studio_sql_repair (const char *sql,
                   const StudioSqlSchema *schema,
                   StudioDialect target,
                   GPtrArray **applied)
{
  Repair self = { NULL, schema, target };
  char *repaired;

  g_return_val_if_fail (sql != NULL, NULL);

  self.steps = g_ptr_array_new_with_free_func ((GDestroyNotify) studio_sql_repair_step_free);
  self.refused = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (studio_dialect_is_postgresql_family (target))
    self.state = read_state (&self, g_strdup (sql));
  if (self.state != NULL)
    run (&self);
  repaired = g_strdup (self.state != NULL ? self.state->sql : sql);
  g_clear_pointer (&self.state, state_free);
  g_hash_table_unref (self.refused);
  if (applied != NULL)
    *applied = g_steal_pointer (&self.steps);
  else
    g_ptr_array_unref (self.steps);
  return repaired;
}
