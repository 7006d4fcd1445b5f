/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** The one database of the server. Metabase gives 1 to the first that is added. */
#define STUDIO_DEMO_DATABASE_ID 1
#define STUDIO_DEMO_DATABASE_NAME "Sample company"

/** StudioDemoField: a column, or a key inside a JSON column, as Metabase's sync sees it. */
typedef struct
{
  gint64 id;
  gint64 table_id;
  char *name;
  char *display_name;
  char *description;         /* (nullable) */
  char *database_type;       /* "int4" */
  char *base_type;           /* "type/Integer" */
  char *semantic_type;       /* (nullable) "type/PK" */
  char *visibility_type;     /* "normal", "details-only", "hidden", "sensitive", "retired" */
  char *default_value;       /* (nullable) the expression */
  char *fingerprint;         /* (nullable) JSON */
  char *nfc_path;            /* (nullable) JSON array: the way into a JSON column */
  char *target_schema;       /* (nullable) what the foreign key refers to, */
  char *target_table;        /* (nullable) by name, while syncing */
  char *target_column;       /* (nullable) */
  gint64 fk_target_field_id; /* 0: none */
  int position;
  gint64 distinct; /* values in the sample, -1: not known */
  gboolean is_pk;
  gboolean is_nullable;
  gboolean is_generated;
  gboolean is_auto_increment;
  gboolean json_unfolding;
} StudioDemoField;

/** StudioDemoTable: a table or view with its fields. */
typedef struct
{
  gint64 id;
  char *schema;
  char *name;
  char *display_name;
  char *description; /* (nullable) */
  char *entity_type;
  char *visibility_type; /* (nullable) "hidden", "technical", "cruft" */
  gint64 estimated_rows; /* -1: not known */
  gboolean is_view;
  GPtrArray *fields; /* (element-type StudioDemoField) (owned) by position */
} StudioDemoTable;

/** StudioDemoCatalogue: everything Metabase knows of the database. */
typedef struct
{
  GPtrArray *tables;        /* (element-type StudioDemoTable) (owned) by schema and name */
  GHashTable *tables_by_id; /* gint64 → StudioDemoTable */
  GHashTable *fields_by_id; /* gint64 → StudioDemoField */
  char *synced_at;          /* ISO time */
} StudioDemoCatalogue;

StudioDemoField *studio_demo_field_new (void);
void studio_demo_field_free (StudioDemoField *self);
StudioDemoTable *studio_demo_table_new (void);
void studio_demo_table_free (StudioDemoTable *self);

StudioDemoCatalogue *studio_demo_catalogue_new (void);
void studio_demo_catalogue_free (StudioDemoCatalogue *self);

/** studio_demo_catalogue_index: sorts, and makes tables and fields found by their ids. */
void studio_demo_catalogue_index (StudioDemoCatalogue *self);

StudioDemoTable *studio_demo_catalogue_get_table (StudioDemoCatalogue *self, gint64 id);
StudioDemoField *studio_demo_catalogue_get_field (StudioDemoCatalogue *self, gint64 id);

/** studio_demo_catalogue_find_table: Returns: (transfer none) (nullable) */
StudioDemoTable *
studio_demo_catalogue_find_table (StudioDemoCatalogue *self, const char *schema, const char *name);

/** studio_demo_table_find_field: Returns: (transfer none) (nullable) */
StudioDemoField *studio_demo_table_find_field (StudioDemoTable *self, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioDemoField, studio_demo_field_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioDemoTable, studio_demo_table_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioDemoCatalogue, studio_demo_catalogue_free)

G_END_DECLS
