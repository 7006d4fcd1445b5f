/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-metabase"

#include "metabase/studio-dashboard.h"

#include "core/studio-json.h"

#include <string.h>

StudioDashboardPlace *
studio_dashboard_place_new_card (gint64 card_id)
{
  StudioDashboardPlace *self = g_new0 (StudioDashboardPlace, 1);

  self->card_id = card_id;
  return self;
}

StudioDashboardPlace *
studio_dashboard_place_new_text (const char *text)
{
  StudioDashboardPlace *self = g_new0 (StudioDashboardPlace, 1);

  self->text = g_strdup (text);
  return self;
}

void
studio_dashboard_place_free (StudioDashboardPlace *self)
{
  g_free (self->text);
  g_free (self);
}

void
studio_dashboard_free (StudioDashboard *self)
{
  g_free (self->name);
  g_free (self->description);
  g_clear_pointer (&self->places, g_ptr_array_unref);
  g_clear_pointer (&self->cards, json_array_unref);
  g_clear_pointer (&self->tabs, json_array_unref);
  g_free (self);
}

StudioDashboardForm
studio_dashboard_form_for (guint version)
{
  if (version == 0 || version >= 48)
    return STUDIO_DASHBOARD_WHOLE;
  return version == 47 ? STUDIO_DASHBOARD_CARDS : STUDIO_DASHBOARD_ONE_BY_ONE;
}

guint
studio_dashboard_columns_for (guint version)
{
  return version != 0 && version < 47 ? 18 : 24;
}

static StudioDashboardPlace *
read_place (JsonObject *object)
{
  JsonObject *settings = studio_json_get_object (object, "visualization_settings");
  StudioDashboardPlace *self;

  if (object == NULL)
    return NULL;
  self = studio_dashboard_place_new_card (studio_json_get_int (object, "card_id", 0));
  self->id = studio_json_get_int (object, "id", 0);
  self->tab_id = studio_json_get_int (object, "dashboard_tab_id", 0);
  self->row = (guint) MAX (0, studio_json_get_int (object, "row", 0));
  self->column = (guint) MAX (0, studio_json_get_int (object, "col", 0));
  /* v0.45 and older wrote sizeX. */
  self->width = (guint) MAX (
      0, studio_json_get_int (object, "size_x", studio_json_get_int (object, "sizeX", 0)));
  self->height = (guint) MAX (
      0, studio_json_get_int (object, "size_y", studio_json_get_int (object, "sizeY", 0)));
  if (self->card_id == 0)
    self->text = g_strdup (studio_json_get_string (settings, "text"));
  return self;
}

static JsonArray *
take_array (JsonObject *object, const char *name, const char *older_name)
{
  JsonArray *array = studio_json_get_array (object, name);

  if (array == NULL)
    array = studio_json_get_array (object, older_name);
  return array != NULL ? json_array_ref (array) : NULL;
}

StudioDashboard *
studio_dashboard_from_json (JsonObject *object)
{
  gint64 id = studio_json_get_int (object, "id", 0);
  StudioDashboard *self;

  if (id <= 0)
    return NULL;
  self = g_new0 (StudioDashboard, 1);
  self->id = id;
  self->name = g_strdup (studio_json_get_string (object, "name"));
  self->description = g_strdup (studio_json_get_string (object, "description"));
  self->collection_id = studio_json_get_int (object, "collection_id", 0);
  self->archived = studio_json_get_boolean (object, "archived", FALSE);
  self->cards = take_array (object, "dashcards", "ordered_cards");
  self->tabs = take_array (object, "tabs", "ordered_tabs");
  if (self->cards == NULL)
    return self;
  self->places = g_ptr_array_new_with_free_func ((GDestroyNotify) studio_dashboard_place_free);
  for (guint i = 0; i < json_array_get_length (self->cards); i++)
    {
      StudioDashboardPlace *place = read_place (studio_json_array_get_object (self->cards, i));

      if (place != NULL)
        g_ptr_array_add (self->places, place);
    }
  return self;
}

gint64
studio_dashboard_get_first_tab (const StudioDashboard *self)
{
  if (self->tabs == NULL || json_array_get_length (self->tabs) == 0)
    return 0;
  return studio_json_get_int (studio_json_array_get_object (self->tabs, 0), "id", 0);
}

static gboolean
is_in_series (JsonObject *place, gint64 card_id)
{
  JsonArray *series = studio_json_get_array (place, "series");

  for (guint i = 0; series != NULL && i < json_array_get_length (series); i++)
    if (studio_json_get_int (studio_json_array_get_object (series, i), "id", 0) == card_id)
      return TRUE;
  return FALSE;
}

gboolean
studio_dashboard_has_card (const StudioDashboard *self, gint64 card_id)
{
  for (guint i = 0; self->places != NULL && i < self->places->len; i++)
    if (((StudioDashboardPlace *) g_ptr_array_index (self->places, i))->card_id == card_id)
      return TRUE;
  for (guint i = 0; self->cards != NULL && i < json_array_get_length (self->cards); i++)
    if (is_in_series (studio_json_array_get_object (self->cards, i), card_id))
      return TRUE;
  return FALSE;
}

static void
add_grid (JsonBuilder *builder, const StudioDashboardPlace *place)
{
  studio_json_add_int (builder, "row", place->row);
  studio_json_add_int (builder, "col", place->column);
  studio_json_add_int (builder, "size_x", place->width);
  studio_json_add_int (builder, "size_y", place->height);
}

/* Headings came with v0.48 or so; before, a text in Markdown looks much the same. */
static void
add_text (JsonBuilder *builder, const char *text, gboolean heading)
{
  g_autofree char *markdown = g_strconcat ("## ", text, NULL);

  json_builder_set_member_name (builder, "virtual_card");
  json_builder_begin_object (builder);
  studio_json_add_string (builder, "name", NULL);
  studio_json_add_string (builder, "display", heading ? "heading" : "text");
  json_builder_set_member_name (builder, "visualization_settings");
  json_builder_begin_object (builder);
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "dataset_query");
  json_builder_begin_object (builder);
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "archived");
  json_builder_add_boolean_value (builder, FALSE);
  json_builder_end_object (builder);
  studio_json_add_string (builder, "text", heading ? text : markdown);
  json_builder_set_member_name (builder, "dashcard.background");
  json_builder_add_boolean_value (builder, FALSE);
}

static void
add_rest (JsonBuilder *builder, const StudioDashboardPlace *place, gboolean heading)
{
  json_builder_set_member_name (builder, "series");
  json_builder_begin_array (builder);
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "parameter_mappings");
  json_builder_begin_array (builder);
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "visualization_settings");
  json_builder_begin_object (builder);
  if (place->card_id == 0 && place->text != NULL)
    add_text (builder, place->text, heading);
  json_builder_end_object (builder);
}

static void
add_card_id (JsonBuilder *builder, const char *name, gint64 card_id)
{
  json_builder_set_member_name (builder, name);
  if (card_id > 0)
    json_builder_add_int_value (builder, card_id);
  else
    json_builder_add_null_value (builder);
}

static void
add_new_place (JsonBuilder *builder,
               const StudioDashboardPlace *place,
               gint64 id,
               StudioDashboardForm form)
{
  json_builder_begin_object (builder);
  studio_json_add_int (builder, "id", id);
  add_card_id (builder, "card_id", place->card_id);
  if (place->tab_id != 0)
    studio_json_add_int (builder, "dashboard_tab_id", place->tab_id);
  add_grid (builder, place);
  add_rest (builder, place, form == STUDIO_DASHBOARD_WHOLE);
  json_builder_end_object (builder);
}

/* A place as it was read, without the whole card in it, which Metabase does not take back. */
static void
add_known_place (JsonBuilder *builder, JsonObject *object)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  json_builder_begin_object (builder);
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &member))
    if (strcmp (name, "card") != 0)
      {
        json_builder_set_member_name (builder, name);
        json_builder_add_value (builder, json_node_copy (member));
      }
  json_builder_end_object (builder);
}

static void
add_tabs (JsonBuilder *builder, JsonArray *tabs)
{
  json_builder_begin_array (builder);
  for (guint i = 0; tabs != NULL && i < json_array_get_length (tabs); i++)
    {
      JsonObject *tab = studio_json_array_get_object (tabs, i);

      json_builder_begin_object (builder);
      studio_json_add_int (builder, "id", studio_json_get_int (tab, "id", 0));
      studio_json_add_string (builder, "name", studio_json_get_string (tab, "name"));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

char *
studio_dashboard_to_json (const StudioDashboard *self, GPtrArray *added, StudioDashboardForm form)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  gboolean whole = form == STUDIO_DASHBOARD_WHOLE;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, whole ? "dashcards" : "cards");
  json_builder_begin_array (builder);
  for (guint i = 0; self->cards != NULL && i < json_array_get_length (self->cards); i++)
    if (studio_json_array_get_object (self->cards, i) != NULL)
      add_known_place (builder, studio_json_array_get_object (self->cards, i));
  /* A negative id asks for a new place. */
  for (guint i = 0; i < added->len; i++)
    add_new_place (builder, g_ptr_array_index (added, i), -1 - (gint64) i, form);
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, whole ? "tabs" : "ordered_tabs");
  add_tabs (builder, self->tabs);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return studio_json_to_text (root, FALSE);
}

char *
studio_dashboard_place_to_json (const StudioDashboardPlace *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  add_card_id (builder, "cardId", self->card_id);
  add_grid (builder, self);
  add_rest (builder, self, FALSE);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return studio_json_to_text (root, FALSE);
}
