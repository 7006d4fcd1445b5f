/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-proposal.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/studio-json.h"

/* Words that stay small inside a title. */
static gboolean
is_small_word (const char *word)
{
  static const char *const words[] = { "a",   "an",   "and", "as",   "at", "by",
                                       "for", "from", "in",  "into", "of", "on",
                                       "or",  "per",  "the", "to",   "vs", "with" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (words[i], word) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_direction (const char *word)
{
  return strcmp (word, "from") == 0 || strcmp (word, "to") == 0;
}

/* Writes @name as a title: “Orders per Month”. What stands in quotes is a value, and what has
 * capitals or digits (“GMV”, “p90”) is spelt as it has to be. “From” and “to” behind “by” belong to
 * a name: “Changes by From Status”. */
static void
capitalize (char *name)
{
  gboolean quoted = FALSE;
  gboolean after_by = FALSE;

  for (char *word = name; *word != '\0';)
    {
      gsize length = strcspn (word, " (/-:,");
      g_autofree char *text = g_strndup (word, length);
      gboolean plain = strpbrk (text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") == NULL;
      gboolean inside = word > name && word[-1] == ' ' && word[length] == ' ';
      gboolean small = inside && !(after_by && is_direction (text)) && is_small_word (text);

      quoted = quoted || g_str_has_prefix (text, "“");
      if (plain && !quoted && !small)
        *word = g_ascii_toupper (*word);
      if (length > 0)
        after_by = strcmp (text, "by") == 0;
      quoted = quoted && strstr (text, "”") == NULL;
      word += MAX (length, 1);
    }
}

StudioProposal *
studio_proposal_new (StudioFamily family,
                     double weight,
                     const char *subject,
                     const char *display,
                     StudioDefinition *definition,
                     const char *name_format,
                     ...)
{
  StudioProposal *self = g_new0 (StudioProposal, 1);
  va_list list;

  self->family = family;
  self->weight = weight;
  self->subject = g_strdup (subject);
  self->display = display;
  self->definition = definition;
  self->units = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  va_start (list, name_format);
  self->name = g_strdup_vprintf (name_format, list);
  va_end (list);
  capitalize (self->name);
  return self;
}

void
studio_proposal_free (StudioProposal *self)
{
  g_free (self->subject);
  g_free (self->name);
  g_free (self->description);
  g_free (self->business_value);
  g_free (self->reason);
  studio_definition_unref (self->definition);
  g_hash_table_unref (self->units);
  g_free (self);
}

static char *
sentence (char *text)
{
  if (text != NULL && g_ascii_islower (*text))
    *text = g_ascii_toupper (*text);
  return text;
}

void
studio_proposal_set_text (StudioProposal *self,
                          char *description,
                          char *business_value,
                          char *reason)
{
  self->description = sentence (description);
  self->business_value = sentence (business_value);
  self->reason = sentence (reason);
}

void
studio_proposal_set_unit (StudioProposal *self,
                          const char *column,
                          StudioUnit unit,
                          StudioDirection direction)
{
  self->unit = unit;
  self->direction = direction;
  if (column != NULL)
    {
      g_hash_table_insert (self->units, g_strdup (column), GINT_TO_POINTER (unit));
      return;
    }
  for (guint i = 0; i < self->definition->columns->len; i++)
    {
      const StudioDefinitionColumn *measure = g_ptr_array_index (self->definition->columns, i);

      if (!measure->dimension)
        g_hash_table_insert (self->units, g_strdup (measure->name), GINT_TO_POINTER (unit));
    }
}

static void
add_names (JsonObject *settings, const char *key, const StudioProposal *self, gboolean dimensions)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < self->definition->columns->len; i++)
    {
      const StudioDefinitionColumn *column = g_ptr_array_index (self->definition->columns, i);

      /* Numbers that only order the rows are no axis. */
      if (column->hidden || column->dimension != dimensions ||
          g_str_has_suffix (column->name, "_position"))
        continue;
      /* A share beside its count has another scale: the chart shows the first measure. */
      if (!dimensions && json_array_get_length (array) > 0 &&
          g_hash_table_lookup (self->units, column->name) !=
              g_hash_table_lookup (self->units, json_array_get_string_element (array, 0)))
        continue;
      if (dimensions && json_array_get_length (array) == 2)
        continue;
      json_array_add_string_element (array, column->name);
    }
  json_object_set_array_member (settings, key, array);
}

static const char *
first_name (const StudioProposal *self, gboolean dimension)
{
  for (guint i = 0; i < self->definition->columns->len; i++)
    {
      const StudioDefinitionColumn *column = g_ptr_array_index (self->definition->columns, i);

      if (!column->hidden && column->dimension == dimension &&
          !g_str_has_suffix (column->name, "_position"))
        return column->name;
    }
  return NULL;
}

static void
format_column (JsonObject *format, const StudioProposal *self, StudioUnit unit)
{
  switch ((int) unit)
    {
    case STUDIO_UNIT_PERCENT:
      json_object_set_string_member (format, "number_style", "percent");
      json_object_set_int_member (format, "decimals", 1);
      break;
    case STUDIO_UNIT_CURRENCY:
      if (self->currency != NULL)
        {
          json_object_set_string_member (format, "number_style", "currency");
          json_object_set_string_member (format, "currency", self->currency);
        }
      else
        json_object_set_string_member (format, "number_style", "decimal");
      json_object_set_int_member (format, "decimals", 0);
      break;
    case STUDIO_UNIT_DURATION:
    case STUDIO_UNIT_SCORE:
      json_object_set_string_member (format, "number_style", "decimal");
      json_object_set_int_member (format, "decimals", 1);
      break;
    default:
      break;
    }
}

static void
add_column_settings (JsonObject *settings, const StudioProposal *self)
{
  JsonObject *columns = json_object_new ();

  for (guint i = 0; i < self->definition->columns->len; i++)
    {
      const StudioDefinitionColumn *column = g_ptr_array_index (self->definition->columns, i);
      JsonObject *format;
      g_autofree char *key = NULL;

      if (column->hidden)
        continue;
      format = json_object_new ();
      key = g_strdup_printf ("[\"name\",\"%s\"]", column->name);
      if (column->title != NULL)
        {
          g_autofree char *title = sentence (g_strdup (column->title));

          json_object_set_string_member (format, "column_title", title);
        }
      format_column (format, self,
                     GPOINTER_TO_INT (g_hash_table_lookup (self->units, column->name)));
      if (json_object_get_size (format) > 0)
        json_object_set_object_member (columns, key, format);
      else
        json_object_unref (format);
    }
  if (json_object_get_size (columns) > 0)
    json_object_set_object_member (settings, "column_settings", columns);
  else
    json_object_unref (columns);
}

static gboolean
is_cartesian (const char *display)
{
  static const char *const cartesian[] = { "line", "bar", "row", "area", "combo", NULL };

  return g_strv_contains (cartesian, display);
}

static void
add_axes (JsonObject *settings, const StudioProposal *self)
{
  const StudioDefinitionColumn *first = g_ptr_array_index (self->definition->columns, 0);

  add_names (settings, "graph.dimensions", self, TRUE);
  add_names (settings, "graph.metrics", self, FALSE);
  if (studio_field_kind_is_temporal (first->expression->kind))
    json_object_set_string_member (settings, "graph.x_axis.scale", "timeseries");
  else
    json_object_set_string_member (settings, "graph.x_axis.scale", "ordinal");
  if ((json_array_get_length (json_object_get_array_member (settings, "graph.dimensions")) > 1 &&
       strcmp (self->display, "line") != 0) ||
      g_strcmp0 (self->definition->pattern, "movement") == 0)
    json_object_set_string_member (settings, "stackable.stack_type", "stacked");
}

char *
studio_proposal_visualization (const StudioProposal *self)
{
  JsonObject *settings = json_object_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  const char *dimension = first_name (self, TRUE);
  const char *metric = first_name (self, FALSE);

  json_node_take_object (node, settings);
  if (is_cartesian (self->display))
    add_axes (settings, self);
  else if (strcmp (self->display, "scalar") == 0 || strcmp (self->display, "smartscalar") == 0)
    json_object_set_string_member (settings, "scalar.field", metric);
  else if (strcmp (self->display, "pie") == 0)
    {
      json_object_set_string_member (settings, "pie.dimension", dimension);
      json_object_set_string_member (settings, "pie.metric", metric);
    }
  else if (strcmp (self->display, "funnel") == 0)
    {
      json_object_set_string_member (settings, "funnel.dimension", dimension);
      json_object_set_string_member (settings, "funnel.metric", metric);
    }
  else if (strcmp (self->display, "progress") == 0)
    json_object_set_int_member (settings, "progress.goal", 1);
  if (strcmp (self->display, "smartscalar") == 0 && self->direction == STUDIO_DIRECTION_DOWN)
    json_object_set_boolean_member (settings, "scalar.switch_positive_negative", TRUE);
  add_column_settings (settings, self);
  return studio_json_to_text (node, FALSE);
}

const char *
studio_family_name (StudioFamily family)
{
  static const char *const names[] = {
    N_ ("count"),        N_ ("total"),         N_ ("trend"),        N_ ("growth"),
    N_ ("ratio"),        N_ ("duration"),      N_ ("funnel"),       N_ ("cohort"),
    N_ ("ranking"),      N_ ("concentration"), N_ ("share"),        N_ ("backlog"),
    N_ ("distribution"), N_ ("time profile"),  N_ ("completeness"), N_ ("relation"),
    N_ ("snapshot"),
  };

  G_STATIC_ASSERT (G_N_ELEMENTS (names) == STUDIO_N_FAMILIES);
  return _ (names[family]);
}
