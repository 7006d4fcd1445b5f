/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-column-private.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* The value of a column in a statement, and what of it is no value at all. */

/* Beyond this, a floating-point number does not tell one from two any more. */
#define BEYOND_MEASURE 1e15
/* Values may grow by this before a product of them does. */
#define ROOM_TO_GROW 10.0

/* The years between which times are times. */
#define FIRST_YEAR 1000
#define LAST_YEAR 2098

static const StudioFingerprint *
fingerprint_of (const StudioColumn *self)
{
  return &studio_field_get_info (self->field)->fingerprint;
}

static const char *
database_type (const StudioColumn *self)
{
  const char *type = studio_field_get_info (self->field)->database_type;

  return type != NULL ? type : "";
}

/* --- what stands for no value --- */

/* The year of a time, 0 when it lies before Christ, is infinite or is none. */
static int
year_of (const char *time)
{
  int year;

  return sscanf (time, "%d-", &year) == 1 && strstr (time, "BC") == NULL ? year : 0;
}

static gboolean
has_day (const StudioColumn *self)
{
  return self->kind == STUDIO_FIELD_DATE || self->kind == STUDIO_FIELD_DATETIME ||
         self->kind == STUDIO_FIELD_DATETIME_TZ;
}

/* The day from which on times are meant, when the first one is not: the first second of computers,
 * the first day of spreadsheets, the year 1, -infinity. */
static const char *
real_start (const StudioColumn *self, const char *earliest, const char *latest)
{
  int year = earliest != NULL ? year_of (earliest) : 0;
  int last_year = latest != NULL ? year_of (latest) : 0;

  if (year < FIRST_YEAR || (year > LAST_YEAR && last_year <= LAST_YEAR))
    return "1000-01-01";
  if (self->time_role == STUDIO_TIME_BIRTH || g_strcmp0 (earliest, latest) == 0)
    return NULL;
  if (g_str_has_prefix (earliest, "1900-01-01"))
    return "1900-01-02";
  return g_str_has_prefix (earliest, "1970-01-01") ? "1970-01-02" : NULL;
}

/* “Valid until 9999-12-31” has no end. */
static const char *
real_end (const char *latest)
{
  int year = latest != NULL ? year_of (latest) : 0;

  return year < FIRST_YEAR || year > LAST_YEAR ? "2099-01-01" : NULL;
}

static void
read_time_bounds (StudioColumn *self)
{
  const StudioFingerprint *fingerprint = fingerprint_of (self);
  const char *earliest = fingerprint->earliest;
  const char *latest = fingerprint->latest;

  /* What is infinite has no digits that could be told. */
  if (self->distinct <= 0 || (earliest == NULL && latest == NULL && self->distinct < 2))
    return;
  self->from = real_start (self, earliest, latest);
  self->until = real_end (latest);
}

/* NaN and infinity are told as nothing. */
static void
read_number_bounds (StudioColumn *self)
{
  const StudioFingerprint *fingerprint = fingerprint_of (self);

  if (self->kind == STUDIO_FIELD_INTEGER || self->distinct <= 0)
    return;
  self->bounded =
      !(fingerprint->maximum <= BEYOND_MEASURE) || !(fingerprint->minimum >= -BEYOND_MEASURE);
}

void
_studio_column_read_bounds (StudioColumn *self)
{
  if (has_day (self))
    read_time_bounds (self);
  else if (studio_field_kind_is_number (self->kind))
    read_number_bounds (self);
  self->unsure = studio_field_is_nested (self->field) && self->distinct < 0;
}

const char *
studio_column_earliest (const StudioColumn *self)
{
  return self->from == NULL ? fingerprint_of (self)->earliest : NULL;
}

const char *
studio_column_latest (const StudioColumn *self)
{
  return self->until == NULL ? fingerprint_of (self)->latest : NULL;
}

/* --- the value --- */

/* Cents are told in the unit that people count in. */
static StudioExpression *
in_units (const StudioColumn *self, StudioExpression *value)
{
  return self->cents ? studio_expression_new (STUDIO_OPERATOR_RATIO, value,
                                              studio_expression_number (100), NULL)
                     : value;
}

static StudioExpression *
nested_value (const StudioColumn *self, const char *source)
{
  GStrv path = studio_field_get_info (self->field)->nested_path;
  gboolean safe = self->unsure && self->kind != STUDIO_FIELD_TEXT &&
                  self->kind != STUDIO_FIELD_OTHER && self->kind != STUDIO_FIELD_JSON &&
                  self->kind != STUDIO_FIELD_ARRAY;
  StudioExpression *value = studio_expression_json_key (
      source, path[0], (const char *const *) path + 1, safe ? STUDIO_FIELD_TEXT : self->kind);

  return safe ? studio_expression_try_cast (value, self->kind) : value;
}

StudioExpression *
studio_column_parsed_time (const StudioColumn *self, const char *source, StudioTimeForm form)
{
  const StudioFieldInfo *info = studio_field_get_info (self->field);
  StudioFieldKind kind = studio_field_get_kind (self->field);
  GStrv path = info->nested_path;
  StudioExpression *value =
      studio_field_is_nested (self->field)
          ? studio_expression_json_key (source, path[0], (const char *const *) path + 1, kind)
          : studio_expression_column (source, info->name, kind);

  return studio_expression_parse_time (value, form);
}

/* What the column holds. PostgreSQL's money can be neither averaged nor divided by. */
static StudioExpression *
raw_value (const StudioColumn *self, const char *source)
{
  StudioTimeForm form = studio_field_get_info (self->field)->time_form;
  StudioExpression *value;

  if (form != STUDIO_TIME_FORM_NONE)
    return studio_column_parsed_time (self, source, form);
  if (studio_field_is_nested (self->field))
    return nested_value (self, source);
  value = studio_expression_column (source, studio_column_get_name (self),
                                    studio_field_get_kind (self->field));
  return strcmp (database_type (self), "money") == 0
             ? studio_expression_cast (value, STUDIO_FIELD_DECIMAL)
             : value;
}

static StudioExpression *
day_of_kind (const char *iso, StudioFieldKind kind)
{
  StudioExpression *day = studio_expression_date (iso);

  return kind == STUDIO_FIELD_DATE ? day : studio_expression_cast (day, kind);
}

/* @value (transfer full) where it is one, else NULL. */
static StudioExpression *
within_bounds (const StudioColumn *self, StudioExpression *value)
{
  StudioExpression *lower = NULL;
  StudioExpression *upper = NULL;

  if (self->from != NULL || self->bounded)
    lower = studio_expression_new (STUDIO_OPERATOR_GREATER_EQUAL, studio_expression_ref (value),
                                   self->bounded ? studio_expression_number (-BEYOND_MEASURE)
                                                 : day_of_kind (self->from, value->kind),
                                   NULL);
  if (self->until != NULL)
    upper = studio_expression_new (STUDIO_OPERATOR_LESS, studio_expression_ref (value),
                                   day_of_kind (self->until, value->kind), NULL);
  else if (self->bounded)
    upper = studio_expression_new (STUDIO_OPERATOR_LESS_EQUAL, studio_expression_ref (value),
                                   studio_expression_number (BEYOND_MEASURE), NULL);
  if (lower == NULL && upper == NULL)
    return value;
  if (lower != NULL && upper != NULL)
    lower = studio_expression_new (STUDIO_OPERATOR_AND, lower, upper, NULL);
  return studio_expression_new (STUDIO_OPERATOR_CASE, lower != NULL ? lower : upper, value, NULL);
}

/* The greatest number that the type of the column holds. */
static double
type_limit (const StudioColumn *self)
{
  const char *type = database_type (self);

  if (g_ascii_strcasecmp (type, "int2") == 0 || g_ascii_strcasecmp (type, "smallint") == 0)
    return G_MAXINT16;
  return g_ascii_strcasecmp (type, "int8") == 0 || g_ascii_strcasecmp (type, "bigint") == 0
             ? (double) G_MAXINT64
             : G_MAXINT32;
}

/* A product of whole numbers has their type, and may be too great for it. */
static gboolean
overflows (const StudioColumn *price, const StudioColumn *quantity)
{
  double first = fabs (fingerprint_of (price)->maximum);
  double second = fabs (fingerprint_of (quantity)->maximum);
  double limit = MAX (type_limit (price), type_limit (quantity));

  if (studio_field_get_kind (price->field) != STUDIO_FIELD_INTEGER || price->cents ||
      quantity->kind != STUDIO_FIELD_INTEGER)
    return FALSE;
  return isnan (first) || isnan (second) || first * second * ROOM_TO_GROW > limit;
}

/* A discount that is not there is none. */
static StudioExpression *
or_zero (const StudioColumn *column, const char *source)
{
  StudioExpression *value = studio_column_expression (column, source);

  return column->null_share > 0 || studio_field_get_info (column->field)->nullable
             ? studio_expression_new (STUDIO_OPERATOR_COALESCE, value, studio_expression_number (0),
                                      NULL)
             : value;
}

/* Quantity times price, less the rebate or the deduction. */
static StudioExpression *
product_expression (const StudioColumn *self, const char *source)
{
  StudioExpression *rebate = NULL;
  StudioExpression *price = in_units (self, within_bounds (self, raw_value (self, source)));
  StudioExpression *quantity =
      self->factor != NULL ? studio_column_expression (self->factor, source) : NULL;

  if (quantity != NULL && overflows (self, self->factor))
    quantity = studio_expression_cast (quantity, STUDIO_FIELD_DECIMAL);
  if (self->deduction != NULL)
    return studio_expression_new (
        STUDIO_OPERATOR_SUBTRACT,
        studio_expression_new (STUDIO_OPERATOR_MULTIPLY, quantity, price, NULL),
        or_zero (self->deduction, source), NULL);
  if (self->rebate == NULL)
    return studio_expression_new (STUDIO_OPERATOR_MULTIPLY, quantity, price, NULL);
  rebate =
      studio_expression_new (STUDIO_OPERATOR_SUBTRACT, studio_expression_number (1),
                             studio_expression_new (STUDIO_OPERATOR_COALESCE,
                                                    studio_column_expression (self->rebate, source),
                                                    studio_expression_number (0), NULL),
                             NULL);
  return quantity != NULL
             ? studio_expression_new (STUDIO_OPERATOR_MULTIPLY, quantity, price, rebate, NULL)
             : studio_expression_new (STUDIO_OPERATOR_MULTIPLY, price, rebate, NULL);
}

StudioExpression *
studio_column_expression (const StudioColumn *self, const char *source)
{
  if (self->product)
    return product_expression (self, source);
  return in_units (self, within_bounds (self, raw_value (self, source)));
}
