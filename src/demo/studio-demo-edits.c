/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-demo"

#include "demo/studio-demo-edits.h"

#include "demo/studio-demo-json.h"

#include <stddef.h>

#define TABLE_EDIT "table-edit"
#define FIELD_EDIT "field-edit"

typedef struct
{
  const char *member;
  gsize offset; /* of the char * in the table or field */
} Editable;

static const Editable table_members[] = {
  { "display_name", offsetof (StudioDemoTable, display_name) },
  { "description", offsetof (StudioDemoTable, description) },
  { "entity_type", offsetof (StudioDemoTable, entity_type) },
  { "visibility_type", offsetof (StudioDemoTable, visibility_type) },
};

static const Editable field_members[] = {
  { "display_name", offsetof (StudioDemoField, display_name) },
  { "description", offsetof (StudioDemoField, description) },
  { "semantic_type", offsetof (StudioDemoField, semantic_type) },
  { "visibility_type", offsetof (StudioDemoField, visibility_type) },
};

static void
apply (gpointer record, const Editable *members, gsize n_members, JsonObject *edit)
{
  for (gsize i = 0; i < n_members; i++)
    {
      char **text = (char **) (gpointer) ((char *) record + members[i].offset);

      if (!json_object_has_member (edit, members[i].member))
        continue;
      g_free (*text);
      *text = g_strdup (studio_demo_json_get_string (edit, members[i].member));
    }
}

static void
apply_to_table (StudioDemoTable *table, JsonObject *edit)
{
  apply (table, table_members, G_N_ELEMENTS (table_members), edit);
}

static void
apply_to_field (StudioDemoField *field, JsonObject *edit)
{
  apply (field, field_members, G_N_ELEMENTS (field_members), edit);
  if (json_object_has_member (edit, "fk_target_field_id"))
    field->fk_target_field_id = studio_demo_json_get_int (edit, "fk_target_field_id", 0);
}

void
studio_demo_edits_apply_all (StudioDemoStore *store, StudioDemoCatalogue *catalogue)
{
  g_autoptr (GPtrArray) tables = studio_demo_store_list (store, TABLE_EDIT);
  g_autoptr (GPtrArray) fields = studio_demo_store_list (store, FIELD_EDIT);

  for (guint i = 0; i < tables->len; i++)
    {
      JsonObject *edit = g_ptr_array_index (tables, i);
      StudioDemoTable *table =
          studio_demo_catalogue_get_table (catalogue, studio_demo_json_get_int (edit, "id", 0));

      if (table != NULL)
        apply_to_table (table, edit);
    }
  for (guint i = 0; i < fields->len; i++)
    {
      JsonObject *edit = g_ptr_array_index (fields, i);
      StudioDemoField *field =
          studio_demo_catalogue_get_field (catalogue, studio_demo_json_get_int (edit, "id", 0));

      if (field != NULL)
        apply_to_field (field, edit);
    }
}

/* The stored edit of @id with what is new in @body. */
static JsonObject *
make_edit (StudioDemoStore *store,
           const char *kind,
           gint64 id,
           const Editable *members,
           gsize n_members,
           JsonObject *body)
{
  JsonObject *stored = studio_demo_store_get (store, kind, id);
  JsonObject *edit = stored != NULL ? studio_demo_json_copy (stored) : json_object_new ();

  json_object_set_int_member (edit, "id", id);
  for (gsize i = 0; i < n_members; i++)
    if (json_object_has_member (body, members[i].member))
      studio_demo_json_set_copy (edit, members[i].member,
                                 json_object_get_member (body, members[i].member));
  return edit;
}

gboolean
studio_demo_edits_change_table (StudioDemoStore *store,
                                StudioDemoTable *table,
                                JsonObject *body,
                                GError **error)
{
  g_autoptr (JsonObject) edit =
      make_edit (store, TABLE_EDIT, table->id, table_members, G_N_ELEMENTS (table_members), body);

  if (!studio_demo_store_save (store, TABLE_EDIT, edit, error))
    return FALSE;
  apply_to_table (table, edit);
  return TRUE;
}

gboolean
studio_demo_edits_change_field (StudioDemoStore *store,
                                StudioDemoField *field,
                                JsonObject *body,
                                GError **error)
{
  g_autoptr (JsonObject) edit =
      make_edit (store, FIELD_EDIT, field->id, field_members, G_N_ELEMENTS (field_members), body);

  if (json_object_has_member (body, "fk_target_field_id"))
    studio_demo_json_set_copy (edit, "fk_target_field_id",
                               json_object_get_member (body, "fk_target_field_id"));
  if (!studio_demo_store_save (store, FIELD_EDIT, edit, error))
    return FALSE;
  apply_to_field (field, edit);
  return TRUE;
}
