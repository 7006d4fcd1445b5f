/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/studio-enums.h"
#include "core/studio-field-values.h"

G_BEGIN_DECLS

/**
 * StudioFingerprint:
 * @distinct_count: distinct values, or -1 when unknown; computed by Metabase on at most 10,000
 * rows, so a floor
 * @null_share: share of NULLs from 0 to 1, or -1 when unknown
 * @minimum: (and @maximum, @average, @deviation, @first_quartile, @third_quartile): of numbers; NaN
 * when unknown
 * @average_length: characters of a text; NaN when unknown
 * @earliest: (nullable): ISO 8601 date or time of the first value of a temporal column
 * @latest: (nullable): of the last
 *
 * What Metabase measured of a column (`fingerprint` of its API).
 */
typedef struct
{
  gint64 distinct_count;
  double null_share;
  double minimum;
  double maximum;
  double average;
  double deviation;
  double first_quartile;
  double third_quartile;
  double average_length;
  double email_share;
  double url_share;
  char *earliest;
  char *latest;
} StudioFingerprint;

/**
 * StudioFieldInfo:
 * @id: Metabase's id
 * @table_id: that of its table
 * @name: the column's name, or for an unfolded JSON key Metabase's `parent → key`, which is no
 * column
 * @display_name: (nullable): the name for people
 * @description: (nullable): the comment
 * @base_type: (nullable): "type/Integer"…
 * @effective_type: (nullable): differs from @base_type only with a coercion, which native SQL does
 * not see
 * @database_type: (nullable): the driver's name of the type ("int4")
 * @semantic_type: (nullable): "type/PK", "type/Category"…; people edit it, so it is a hint
 * @visibility: (nullable): "normal", "details-only", "hidden", "sensitive", "retired"
 * @values_kept: (nullable): whether Metabase keeps a list of the values: "list", "search" or "none"
 * @remapped: whether people gave the values other names in Metabase
 * @values: (nullable): that list, once it was asked for; never told to a language model
 * @nested_path: (nullable): for an unfolded JSON key the column and the keys below it
 * @json_unfolding: whether the column's keys are unfolded as fields of their own
 * @primary_key: part of the primary key
 * @nullable: whether it may be NULL; %TRUE when unknown
 * @position: order in the table
 * @target_field_id: the field a foreign key points at, or 0
 * @target_table: (nullable): name of that field's table, once known
 * @target_field: (nullable): name of that field, once known
 * @inferred_from: (nullable): no key is declared, and this sentence says why it is known all the
 * same where the field points at
 * @refuted: (nullable): its name sounds as if it pointed somewhere, and this sentence says why it
 * is not joined
 * @time_form: how the column keeps times though its type is none of a time, as the data say; the
 * fingerprint's first and last time are those found then
 */
typedef struct
{
  gint64 id;
  gint64 table_id;
  char *name;
  char *display_name;
  char *description;
  char *base_type;
  char *effective_type;
  char *database_type;
  char *semantic_type;
  char *visibility;
  char *values_kept;
  gboolean remapped;
  StudioFieldValues *values;
  GStrv nested_path;
  gboolean json_unfolding;
  gboolean primary_key;
  gboolean nullable;
  int position;
  gint64 target_field_id;
  gint64 target_table_id;
  char *target_table;
  char *target_field;
  char *inferred_from;
  char *refuted;
  StudioTimeForm time_form;
  StudioFingerprint fingerprint;
} StudioFieldInfo;

/** studio_field_info_new: Returns: (transfer full): all unknown; free with
 * studio_field_info_free(). */
StudioFieldInfo *studio_field_info_new (void);
void studio_field_info_free (StudioFieldInfo *info);

/** studio_field_info_copy: Returns: (transfer full) */
StudioFieldInfo *studio_field_info_copy (const StudioFieldInfo *info);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioFieldInfo, studio_field_info_free)

#define STUDIO_TYPE_FIELD (studio_field_get_type ())

/** StudioField: a column, or a key of a JSON column that Metabase unfolded. Immutable, so any
 * thread may read it. */
G_DECLARE_FINAL_TYPE (StudioField, studio_field, STUDIO, FIELD, GObject)

/** studio_field_new: @info is (transfer full). */
StudioField *studio_field_new (StudioFieldInfo *info);

/** studio_field_get_info: Returns: (transfer none): valid as long as @self. */
const StudioFieldInfo *studio_field_get_info (StudioField *self);
const char *studio_field_get_name (StudioField *self);
StudioFieldKind studio_field_get_kind (StudioField *self);

/** studio_field_is_nested: whether it is an unfolded JSON key and not a column. */
gboolean studio_field_is_nested (StudioField *self);

/** studio_field_is_primary_key: by the database where known, else by semantic type. */
gboolean studio_field_is_primary_key (StudioField *self);

/** studio_field_is_foreign_key: whether it points at another field. */
gboolean studio_field_is_foreign_key (StudioField *self);

G_END_DECLS
