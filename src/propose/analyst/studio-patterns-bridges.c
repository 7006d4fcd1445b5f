/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-child.h"
#include "propose/analyst/studio-phrases.h"
#include "propose/analyst/studio-path.h"

/* Tables that connect two others: how many of the one each of the other has, and what happens with
 * them. */

#define TOP 10
#define LIST_LENGTH 15
#define MAX_BRIDGES 2
/* Rows that a fingerprint looks at. */
#define SAMPLE 10000

typedef struct
{
  const StudioColumn *column;
  char *noun;
  char *plural;
} Side;

static gboolean
read_side (StudioAnalysis *self, const StudioColumn *column, Side *side)
{
  const StudioReading *reading = self->reading;

  if (column->role != STUDIO_ROLE_FOREIGN_KEY || column->audit || !column->usable)
    return FALSE;
  side->column = column;
  side->noun = studio_analysis_parent_noun (reading, column,
                                            studio_analysis_parent (self, reading, column, NULL));
  side->plural = studio_lexicon_plural (reading->lexicon, side->noun);
  return TRUE;
}

static void
side_clear (Side *side)
{
  g_free (side->noun);
  g_free (side->plural);
}

/* How many of @of each of @per has that has any. */
static void
add_average (StudioAnalysis *self, const Side *of, const Side *per)
{
  const StudioReading *reading = self->reading;
  StudioDefinition *definition = studio_analysis_start (reading, "ratio");
  g_autofree char *name = g_strdup_printf ("%s per %s", of->plural, per->noun);
  g_autofree char *alias = studio_alias_from (name, "average");
  StudioProposal *proposal;

  studio_definition_add_measure (
      definition, alias, name,
      studio_ratio (studio_count (NULL),
                    studio_expression_new (STUDIO_OPERATOR_COUNT_DISTINCT,
                                           studio_column_expression (per->column, reading->source),
                                           NULL)));
  proposal =
      studio_proposal_new (STUDIO_FAMILY_RATIO, 62, per->noun, "scalar", definition, "%s", name);
  studio_proposal_set_unit (proposal, NULL, STUDIO_UNIT_QUANTITY, STUDIO_DIRECTION_NEUTRAL);
  studio_proposal_set_text (
      proposal,
      g_strdup_printf ("Average number of %s per %s, over the %s that have any.", of->plural,
                       per->noun, per->plural),
      studio_phrases_value (self, "per-side", NULL, NULL, NULL),
      g_strdup_printf ("A row of the table connects one %s with one %s.", of->noun, per->noun));
  studio_analysis_add (self, proposal);
}

/* What a table is connected with over @bridge. */
typedef struct
{
  StudioAnalysis *analysis;
  const StudioRelationship *link;  /* from the bridge to the table */
  const StudioRelationship *other; /* from the bridge to what it is connected with */
  const StudioReading *bridge;
  StudioReading *far;
} Connection;

static gboolean
read_connection (StudioAnalysis *self, const StudioRelationship *link, Connection *connection)
{
  const StudioReading *bridge = studio_schema_index_read (self->index, link->child);

  *connection = (Connection){ .analysis = self, .link = link, .bridge = bridge };
  if (bridge->archetype != STUDIO_ARCHETYPE_BRIDGE || bridge->empty || !link->unique)
    return FALSE;
  for (guint i = 0; i < bridge->parents->len; i++)
    {
      const StudioRelationship *other = g_ptr_array_index (bridge->parents, i);

      if (other->column != link->column && other->unique && other->parent != self->reading->table &&
          other->parent != bridge->table)
        connection->other = other;
    }
  if (connection->other == NULL)
    return FALSE;
  connection->far = studio_schema_index_read (self->index, connection->other->parent);
  return TRUE;
}

/* Joins the table to the bridge, which @definition knows as @source, and groups by its name. */
static void
add_name (const Connection *connection, StudioDefinition *definition, const char *source)
{
  StudioAnalysis *self = connection->analysis;
  const StudioReading *reading = self->reading;
  g_autofree char *alias = studio_alias_from (reading->noun, "name");
  g_autofree char *joined =
      studio_analysis_join_parent (self, definition, source, connection->link, FALSE);

  studio_definition_add_key (
      definition, studio_expression_column (joined, studio_field_get_name (connection->link->key),
                                            studio_field_get_kind (connection->link->key)));
  studio_definition_add_dimension (definition, alias, reading->noun,
                                   studio_reading_name (reading, joined));
}

static void
finish (const Connection *connection, StudioProposal *proposal, char *description, const char *key)
{
  studio_proposal_set_unit (proposal, NULL, STUDIO_UNIT_COUNT, STUDIO_DIRECTION_NEUTRAL);
  studio_proposal_set_text (proposal, description,
                            studio_phrases_value (connection->analysis, key, NULL, NULL, NULL),
                            g_strdup_printf ("“%s” connects it with “%s”.",
                                             studio_table_get_name (connection->bridge->table),
                                             studio_table_get_name (connection->far->table)));
  studio_analysis_add (connection->analysis, proposal);
}

/* Whether all of them have some, as far as is known. */
static gboolean
is_complete (const Connection *connection)
{
  const StudioColumn *link = studio_reading_find (connection->bridge, connection->link->column);
  gint64 rows = connection->analysis->reading->rows;

  return link == NULL || rows < 0 || link->distinct < 0 || rows > SAMPLE ||
         (double) link->distinct >= 0.985 * (double) rows;
}

/* How many of them have any. */
static void
add_coverage (const Connection *connection)
{
  StudioAnalysis *self = connection->analysis;
  const StudioReading *reading = self->reading;
  const StudioReading *bridge = connection->bridge;
  StudioDefinition *definition = studio_analysis_start (reading, "coverage");
  StudioDefinition *inner = studio_analysis_start (bridge, "per-parent");
  g_autofree char *one = studio_analysis_one (connection->far->noun);
  StudioFieldKind kind = studio_field_get_kind (connection->link->column);
  StudioProposal *proposal;

  studio_definition_add_dimension (
      inner, "thing", NULL,
      studio_expression_column (bridge->source, studio_field_get_name (connection->link->column),
                                kind));
  studio_definition_add_measure (inner, "connections", NULL, studio_count (NULL));
  studio_definition_join_over (
      definition, "connected", inner, TRUE,
      studio_expression_new (
          STUDIO_OPERATOR_EQUAL, studio_expression_column ("connected", "thing", kind),
          studio_expression_column (reading->source, studio_field_get_name (connection->link->key),
                                    studio_field_get_kind (connection->link->key)),
          NULL));
  studio_definition_add_measure (
      definition, "connected_share", "share",
      studio_ratio (studio_expression_new (STUDIO_OPERATOR_COUNT,
                                           studio_expression_column ("connected", "thing", kind),
                                           NULL),
                    studio_count (NULL)));
  proposal = studio_proposal_new (STUDIO_FAMILY_RELATION, 58, connection->far->alias, "scalar",
                                  definition, "Share of %s with %s", reading->plural, one);
  finish (connection, proposal,
          g_strdup_printf ("Share of all %s that are connected with at least one %s.",
                           reading->plural, connection->far->noun),
          "connection-share");
  studio_proposal_set_unit (proposal, NULL, STUDIO_UNIT_PERCENT, STUDIO_DIRECTION_UP);
}

/* What happens most often with what they are connected with; one that has several of them counts
 * once for each. */
static void
add_fact (const Connection *connection, const StudioPath *path)
{
  StudioAnalysis *self = connection->analysis;
  const StudioReading *reading = self->reading;
  const StudioReading *fact = path->from;
  gboolean few = reading->rows >= 0 && reading->rows <= LIST_LENGTH;
  StudioDefinition *definition = studio_analysis_start (fact, "top-list");
  g_autofree char *far = studio_path_join (path, self, definition, fact->source);
  g_autofree char *bridge = g_strconcat (connection->bridge->source, "_link", NULL);
  g_autofree char *one = studio_analysis_one (connection->far->noun);
  StudioWindow window;

  studio_definition_join (
      definition, bridge, studio_table_get_schema (connection->bridge->table),
      studio_table_get_name (connection->bridge->table), FALSE,
      studio_expression_new (
          STUDIO_OPERATOR_EQUAL,
          studio_expression_column (bridge, studio_field_get_name (connection->other->column),
                                    studio_field_get_kind (connection->other->column)),
          studio_expression_column (far, studio_field_get_name (connection->other->key),
                                    studio_field_get_kind (connection->other->key)),
          NULL));
  add_name (connection, definition, bridge);
  studio_definition_add_measure (
      definition, fact->alias, fact->plural,
      studio_expression_new (STUDIO_OPERATOR_COUNT_DISTINCT,
                             studio_column_expression (fact->key, fact->source), NULL));
  studio_analysis_own_window (self, fact, &window);
  studio_analysis_limit_long (self, definition, &window, fact->source);
  studio_definition_order (definition, fact->alias, TRUE);
  studio_definition_set_limit (definition, few ? LIST_LENGTH : TOP);
  finish (connection,
          studio_proposal_new (STUDIO_FAMILY_RANKING, 72, fact->alias, "row", definition,
                               few ? "%s by %s" : "Top 10 %2$s by %1$s", fact->plural,
                               few ? reading->noun : reading->plural),
          g_strdup_printf ("Number of %s of each %s; those of %s with several %s count for each of "
                           "them.",
                           fact->plural, reading->noun, one, reading->plural),
          "connection-top");
}

static void
add_facts (const Connection *connection)
{
  g_autoptr (GPtrArray) paths = studio_paths_down (connection->analysis, connection->far, 3);
  guint n = 0;

  for (guint i = 0; i < paths->len && n < MAX_BRIDGES; i++)
    {
      const StudioPath *path = g_ptr_array_index (paths, i);

      if (!studio_reading_is_flow (path->from) || path->from->key == NULL ||
          path->from->archetype == STUDIO_ARCHETYPE_LINE || path->null_share > 0.5 ||
          path->from->table == connection->bridge->table)
        continue;
      add_fact (connection, path);
      n++;
    }
}

static void
add_connections (StudioAnalysis *self)
{
  const StudioReading *reading = self->reading;
  guint n = 0;

  for (guint i = 0; i < reading->children->len && n < MAX_BRIDGES; i++)
    {
      Connection connection;

      if (!read_connection (self, g_ptr_array_index (reading->children, i), &connection))
        continue;
      n++;
      if (!is_complete (&connection))
        add_coverage (&connection);
      add_facts (&connection);
    }
}

void
_studio_patterns_bridges (StudioAnalysis *self)
{
  const StudioReading *reading = self->reading;
  Side sides[2] = { { NULL } };
  guint n = 0;

  if ((reading->archetype == STUDIO_ARCHETYPE_ENTITY ||
       reading->archetype == STUDIO_ARCHETYPE_LOOKUP) &&
      reading->name != NULL)
    add_connections (self);
  if (reading->archetype != STUDIO_ARCHETYPE_BRIDGE)
    return;
  for (guint i = 0; i < reading->columns->len && n < G_N_ELEMENTS (sides); i++)
    if (read_side (self, g_ptr_array_index (reading->columns, i), &sides[n]))
      n++;
  if (n == G_N_ELEMENTS (sides))
    {
      add_average (self, &sides[0], &sides[1]);
      add_average (self, &sides[1], &sides[0]);
    }
  for (guint i = 0; i < n; i++)
    side_clear (&sides[i]);
}
