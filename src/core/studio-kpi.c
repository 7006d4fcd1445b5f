/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-core"

#include "core/studio-kpi.h"

enum
{
  PROP_0,
  PROP_ID,
  PROP_DATABASE,
  PROP_TABLE,
  PROP_SCHEMA,
  PROP_NAME,
  PROP_DESCRIPTION,
  PROP_BUSINESS_VALUE,
  PROP_CATEGORY,
  PROP_SQL,
  PROP_ORIGINAL_SQL,
  PROP_DISPLAY,
  PROP_SOURCE,
  PROP_CHECK_MESSAGE,
  PROP_CREATED,
  PROP_CHANGED,
  PROP_KEY,
  PROP_WEAK_KEY,
  PROP_DEFINITION,
  PROP_VISUALIZATION,
  PROP_EXPLANATION,
  PROP_DUPLICATE_OF,
  PROP_CHECK_STATE,
  PROP_ERROR_CLASS,
  PROP_DECISION,
  PROP_REGISTRATION,
  PROP_UNIT,
  PROP_DIRECTION,
  PROP_THRESHOLD_KIND,
  PROP_DATABASE_ID,
  PROP_TABLE_ID,
  PROP_CARD_ID,
  PROP_COLLECTION_ID,
  PROP_ROWS,
  PROP_COLUMNS,
  PROP_MILLISECONDS,
  PROP_SCORE,
  PROP_FINDINGS,
  PROP_REASONS,
  PROP_RULES,
  PROP_TABLES_USED,
  PROP_COLUMNS_USED,
  PROP_THRESHOLD,
  PROP_EDITED,
  N_PROPS
};

/* Properties of one kind follow each other, so that their values are arrays. */
#define FIRST_STRING PROP_ID
#define N_STRINGS (PROP_DUPLICATE_OF - FIRST_STRING + 1)
#define FIRST_ENUM PROP_CHECK_STATE
#define N_ENUMS (PROP_THRESHOLD_KIND - FIRST_ENUM + 1)
#define FIRST_NUMBER PROP_DATABASE_ID
#define N_NUMBERS (PROP_SCORE - FIRST_NUMBER + 1)
#define FIRST_LIST PROP_FINDINGS
#define N_LISTS (PROP_REASONS - FIRST_LIST + 1)
#define FIRST_NAMES PROP_RULES
#define N_NAMES (PROP_COLUMNS_USED - FIRST_NAMES + 1)

struct _StudioKpi
{
  GObject parent_instance;

  char *strings[N_STRINGS]; /* (owned) (nullable) */
  int enums[N_ENUMS];
  gint64 numbers[N_NUMBERS];
  GPtrArray *lists[N_LISTS]; /* (owned) of StudioFinding, of StudioReason */
  GStrv names[N_NAMES];      /* (owned) */
  double threshold;
  gboolean edited;
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (StudioKpi, studio_kpi, G_TYPE_OBJECT)

static void
set_string (StudioKpi *self, guint property, const char *text)
{
  char **field = &self->strings[property - FIRST_STRING];

  if (g_strcmp0 (*field, text) == 0)
    return;
  g_free (*field);
  *field = g_strdup (text);
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
set_enum (StudioKpi *self, guint property, int value)
{
  int *field = &self->enums[property - FIRST_ENUM];

  if (*field == value)
    return;
  *field = value;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
set_number (StudioKpi *self, guint property, gint64 value)
{
  gint64 *field = &self->numbers[property - FIRST_NUMBER];

  if (*field == value)
    return;
  *field = value;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
set_names (StudioKpi *self, guint property, const char *const *names)
{
  GStrv *field = &self->names[property - FIRST_NAMES];
  static const char *const none[] = { NULL };

  if (names == NULL)
    names = none;
  if (*field != NULL && g_strv_equal ((const char *const *) *field, names))
    return;
  g_strfreev (*field);
  *field = g_strdupv ((GStrv) names);
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
set_threshold (StudioKpi *self, double threshold)
{
  if (self->threshold == threshold)
    return;
  self->threshold = threshold;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_THRESHOLD]);
}

static void
take_list (StudioKpi *self, guint property, GPtrArray *list)
{
  GPtrArray **field = &self->lists[property - FIRST_LIST];

  g_clear_pointer (field, g_ptr_array_unref);
  *field = list != NULL ? list : g_ptr_array_new ();
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
studio_kpi_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  StudioKpi *self = STUDIO_KPI (object);

  if (id >= FIRST_STRING && id < FIRST_STRING + N_STRINGS)
    g_value_set_string (value, self->strings[id - FIRST_STRING]);
  else if (id >= FIRST_ENUM && id < FIRST_ENUM + N_ENUMS)
    g_value_set_enum (value, self->enums[id - FIRST_ENUM]);
  else if (id >= FIRST_NUMBER && id < FIRST_NUMBER + N_NUMBERS)
    g_value_set_int64 (value, self->numbers[id - FIRST_NUMBER]);
  else if (id >= FIRST_LIST && id < FIRST_LIST + N_LISTS)
    g_value_set_boxed (value, self->lists[id - FIRST_LIST]);
  else if (id >= FIRST_NAMES && id < FIRST_NAMES + N_NAMES)
    g_value_set_boxed (value, self->names[id - FIRST_NAMES]);
  else if (id == PROP_THRESHOLD)
    g_value_set_double (value, self->threshold);
  else if (id == PROP_EDITED)
    g_value_set_boolean (value, self->edited);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
studio_kpi_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  StudioKpi *self = STUDIO_KPI (object);

  if (id >= FIRST_STRING && id < FIRST_STRING + N_STRINGS)
    set_string (self, id, g_value_get_string (value));
  else if (id >= FIRST_ENUM && id < FIRST_ENUM + N_ENUMS)
    set_enum (self, id, g_value_get_enum (value));
  else if (id >= FIRST_NUMBER && id < FIRST_NUMBER + N_NUMBERS)
    set_number (self, id, g_value_get_int64 (value));
  else if (id >= FIRST_LIST && id < FIRST_LIST + N_LISTS)
    take_list (self, id, g_value_dup_boxed (value));
  else if (id >= FIRST_NAMES && id < FIRST_NAMES + N_NAMES)
    set_names (self, id, g_value_get_boxed (value));
  else if (id == PROP_THRESHOLD)
    set_threshold (self, g_value_get_double (value));
  else if (id == PROP_EDITED)
    studio_kpi_set_edited (self, g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
studio_kpi_finalize (GObject *object)
{
  StudioKpi *self = STUDIO_KPI (object);

  for (guint i = 0; i < N_STRINGS; i++)
    g_free (self->strings[i]);
  for (guint i = 0; i < N_LISTS; i++)
    g_ptr_array_unref (self->lists[i]);
  for (guint i = 0; i < N_NAMES; i++)
    g_strfreev (self->names[i]);
  G_OBJECT_CLASS (studio_kpi_parent_class)->finalize (object);
}

static void
studio_kpi_class_init (StudioKpiClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  static const char *const strings[N_STRINGS] = {
    "id",           "database",       "table",         "schema",        "name",
    "description",  "business-value", "category",      "sql",           "original-sql",
    "display",      "source",         "check-message", "created",       "changed",
    "key",          "weak-key",       "definition",    "visualization", "explanation",
    "duplicate-of",
  };
  static const char *const numbers[N_NUMBERS] = {
    "database-id", "table-id", "card-id",      "collection-id",
    "rows",        "columns",  "milliseconds", "score",
  };
  static const char *const lists[N_LISTS] = { "findings", "reasons" };
  static const char *const names[N_NAMES] = { "rules", "tables-used", "columns-used" };
  const struct
  {
    const char *name;
    GType type;
  } enums[N_ENUMS] = {
    { "check-state", STUDIO_TYPE_CHECK_STATE },
    { "error-class", STUDIO_TYPE_ERROR_CLASS },
    { "decision", STUDIO_TYPE_DECISION },
    { "registration", STUDIO_TYPE_REGISTRATION_STATE },
    { "unit", STUDIO_TYPE_UNIT },
    { "direction", STUDIO_TYPE_DIRECTION },
    { "threshold-kind", STUDIO_TYPE_THRESHOLD_KIND },
  };

  object_class->get_property = studio_kpi_get_property;
  object_class->set_property = studio_kpi_set_property;
  object_class->finalize = studio_kpi_finalize;
  for (guint i = 0; i < N_STRINGS; i++)
    properties[FIRST_STRING + i] = g_param_spec_string (strings[i], NULL, NULL, NULL, flags);
  for (guint i = 0; i < N_ENUMS; i++)
    properties[FIRST_ENUM + i] =
        g_param_spec_enum (enums[i].name, NULL, NULL, enums[i].type, 0, flags);
  for (guint i = 0; i < N_NUMBERS; i++)
    properties[FIRST_NUMBER + i] =
        g_param_spec_int64 (numbers[i], NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  for (guint i = 0; i < N_LISTS; i++)
    properties[FIRST_LIST + i] = g_param_spec_boxed (lists[i], NULL, NULL, G_TYPE_PTR_ARRAY, flags);
  for (guint i = 0; i < N_NAMES; i++)
    properties[FIRST_NAMES + i] = g_param_spec_boxed (names[i], NULL, NULL, G_TYPE_STRV, flags);
  properties[PROP_THRESHOLD] =
      g_param_spec_double ("threshold", NULL, NULL, -G_MAXDOUBLE, G_MAXDOUBLE, 0, flags);
  properties[PROP_EDITED] = g_param_spec_boolean ("edited", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
studio_kpi_init (StudioKpi *self)
{
  for (guint i = 0; i < N_LISTS; i++)
    self->lists[i] = g_ptr_array_new ();
  for (guint i = 0; i < N_NAMES; i++)
    self->names[i] = g_new0 (char *, 1);
  self->numbers[PROP_ROWS - FIRST_NUMBER] = -1;
  self->numbers[PROP_COLUMNS - FIRST_NUMBER] = -1;
  self->numbers[PROP_MILLISECONDS - FIRST_NUMBER] = -1;
  self->numbers[PROP_SCORE - FIRST_NUMBER] = -1;
}

static char *
now_as_text (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  return g_date_time_format_iso8601 (now);
}

StudioKpi *
studio_kpi_new (void)
{
  StudioKpi *self = g_object_new (STUDIO_TYPE_KPI, NULL);
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *now = now_as_text ();

  studio_kpi_set_id (self, id);
  studio_kpi_set_created (self, now);
  studio_kpi_set_changed (self, now);
  return self;
}

void
studio_kpi_touch (StudioKpi *self)
{
  g_autofree char *now = now_as_text ();

  studio_kpi_set_changed (self, now);
}

gboolean
studio_kpi_is_valid (StudioKpi *self)
{
  StudioCheckState state = studio_kpi_get_check_state (self);

  return state == STUDIO_CHECK_VALID || state == STUDIO_CHECK_REPAIRED;
}

#define DEFINE_STRING(name, NAME)                                \
  const char *studio_kpi_get_##name (StudioKpi *self)            \
  {                                                              \
    g_return_val_if_fail (STUDIO_IS_KPI (self), NULL);           \
    return self->strings[PROP_##NAME - FIRST_STRING];            \
  }                                                              \
  void studio_kpi_set_##name (StudioKpi *self, const char *name) \
  {                                                              \
    g_return_if_fail (STUDIO_IS_KPI (self));                     \
    set_string (self, PROP_##NAME, name);                        \
  }

#define DEFINE_ENUM(name, NAME, Type)                     \
  Type studio_kpi_get_##name (StudioKpi *self)            \
  {                                                       \
    g_return_val_if_fail (STUDIO_IS_KPI (self), 0);       \
    return self->enums[PROP_##NAME - FIRST_ENUM];         \
  }                                                       \
  void studio_kpi_set_##name (StudioKpi *self, Type name) \
  {                                                       \
    g_return_if_fail (STUDIO_IS_KPI (self));              \
    set_enum (self, PROP_##NAME, name);                   \
  }

#define DEFINE_NUMBER(name, NAME)                           \
  gint64 studio_kpi_get_##name (StudioKpi *self)            \
  {                                                         \
    g_return_val_if_fail (STUDIO_IS_KPI (self), 0);         \
    return self->numbers[PROP_##NAME - FIRST_NUMBER];       \
  }                                                         \
  void studio_kpi_set_##name (StudioKpi *self, gint64 name) \
  {                                                         \
    g_return_if_fail (STUDIO_IS_KPI (self));                \
    set_number (self, PROP_##NAME, name);                   \
  }

#define DEFINE_LIST(name, NAME)                                  \
  GPtrArray *studio_kpi_get_##name (StudioKpi *self)             \
  {                                                              \
    g_return_val_if_fail (STUDIO_IS_KPI (self), NULL);           \
    return self->lists[PROP_##NAME - FIRST_LIST];                \
  }                                                              \
  void studio_kpi_take_##name (StudioKpi *self, GPtrArray *name) \
  {                                                              \
    g_return_if_fail (STUDIO_IS_KPI (self));                     \
    take_list (self, PROP_##NAME, name);                         \
  }

#define DEFINE_NAMES(name, NAME)                                         \
  const char *const *studio_kpi_get_##name (StudioKpi *self)             \
  {                                                                      \
    g_return_val_if_fail (STUDIO_IS_KPI (self), NULL);                   \
    return (const char *const *) self->names[PROP_##NAME - FIRST_NAMES]; \
  }                                                                      \
  void studio_kpi_set_##name (StudioKpi *self, const char *const *name)  \
  {                                                                      \
    g_return_if_fail (STUDIO_IS_KPI (self));                             \
    set_names (self, PROP_##NAME, name);                                 \
  }

DEFINE_STRING (id, ID)
DEFINE_STRING (database, DATABASE)
DEFINE_STRING (table, TABLE)
DEFINE_STRING (schema, SCHEMA)
DEFINE_STRING (name, NAME)
DEFINE_STRING (description, DESCRIPTION)
DEFINE_STRING (business_value, BUSINESS_VALUE)
DEFINE_STRING (category, CATEGORY)
DEFINE_STRING (sql, SQL)
DEFINE_STRING (original_sql, ORIGINAL_SQL)
DEFINE_STRING (display, DISPLAY)
DEFINE_STRING (source, SOURCE)
DEFINE_STRING (check_message, CHECK_MESSAGE)
DEFINE_STRING (created, CREATED)
DEFINE_STRING (changed, CHANGED)
DEFINE_STRING (key, KEY)
DEFINE_STRING (weak_key, WEAK_KEY)
DEFINE_STRING (definition, DEFINITION)
DEFINE_STRING (visualization, VISUALIZATION)
DEFINE_STRING (explanation, EXPLANATION)
DEFINE_STRING (duplicate_of, DUPLICATE_OF)
DEFINE_ENUM (check_state, CHECK_STATE, StudioCheckState)
DEFINE_ENUM (error_class, ERROR_CLASS, StudioErrorClass)
DEFINE_ENUM (decision, DECISION, StudioDecision)
DEFINE_ENUM (registration, REGISTRATION, StudioRegistrationState)
DEFINE_ENUM (unit, UNIT, StudioUnit)
DEFINE_ENUM (direction, DIRECTION, StudioDirection)
DEFINE_NUMBER (database_id, DATABASE_ID)
DEFINE_NUMBER (table_id, TABLE_ID)
DEFINE_NUMBER (card_id, CARD_ID)
DEFINE_NUMBER (collection_id, COLLECTION_ID)
DEFINE_NUMBER (rows, ROWS)
DEFINE_NUMBER (columns, COLUMNS)
DEFINE_NUMBER (milliseconds, MILLISECONDS)
DEFINE_NUMBER (score, SCORE)
DEFINE_LIST (findings, FINDINGS)
DEFINE_LIST (reasons, REASONS)
DEFINE_NAMES (rules, RULES)
DEFINE_NAMES (tables_used, TABLES_USED)
DEFINE_NAMES (columns_used, COLUMNS_USED)

StudioThresholdKind
studio_kpi_get_threshold_kind (StudioKpi *self)
{
  g_return_val_if_fail (STUDIO_IS_KPI (self), STUDIO_THRESHOLD_NONE);
  return self->enums[PROP_THRESHOLD_KIND - FIRST_ENUM];
}

double
studio_kpi_get_threshold (StudioKpi *self)
{
  g_return_val_if_fail (STUDIO_IS_KPI (self), 0);
  return self->threshold;
}

void
studio_kpi_set_threshold (StudioKpi *self, StudioThresholdKind kind, double threshold)
{
  g_return_if_fail (STUDIO_IS_KPI (self));
  set_enum (self, PROP_THRESHOLD_KIND, kind);
  set_threshold (self, kind != STUDIO_THRESHOLD_NONE ? threshold : 0);
}

gboolean
studio_kpi_get_edited (StudioKpi *self)
{
  g_return_val_if_fail (STUDIO_IS_KPI (self), FALSE);
  return self->edited;
}

void
studio_kpi_set_edited (StudioKpi *self, gboolean edited)
{
  g_return_if_fail (STUDIO_IS_KPI (self));

  if (self->edited == !!edited)
    return;
  self->edited = !!edited;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EDITED]);
}
