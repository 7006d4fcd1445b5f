/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-core"

#include "core/studio-fact.h"

#include <string.h>

#include <glib/gi18n-lib.h>

G_DEFINE_ENUM_TYPE (StudioFactKind,
                    studio_fact_kind,
                    G_DEFINE_ENUM_VALUE (STUDIO_FACT_CODE, "code"),
                    G_DEFINE_ENUM_VALUE (STUDIO_FACT_LEFT_OUT, "left-out"),
                    G_DEFINE_ENUM_VALUE (STUDIO_FACT_COUNTED, "counted"),
                    G_DEFINE_ENUM_VALUE (STUDIO_FACT_NAME, "name"),
                    G_DEFINE_ENUM_VALUE (STUDIO_FACT_CURRENCY, "currency"),
                    G_DEFINE_ENUM_VALUE (STUDIO_FACT_FISCAL_YEAR, "fiscal-year"),
                    G_DEFINE_ENUM_VALUE (STUDIO_FACT_WEEK_START, "week-start"),
                    G_DEFINE_ENUM_VALUE (STUDIO_FACT_TIME_ZONE, "time-zone"),
                    G_DEFINE_ENUM_VALUE (STUDIO_FACT_SETTLED, "settled"))

StudioFact *
studio_fact_new (StudioFactKind kind,
                 const char *subject,
                 const char *value,
                 const char *meaning,
                 const char *state)
{
  StudioFact *self = g_new0 (StudioFact, 1);

  self->kind = kind;
  self->subject = g_strdup (subject);
  self->value = g_strdup (value);
  self->meaning = g_strdup (meaning);
  self->state = g_strdup (state);
  return self;
}

StudioFact *
studio_fact_copy (const StudioFact *self)
{
  return studio_fact_new (self->kind, self->subject, self->value, self->meaning, self->state);
}

void
studio_fact_free (StudioFact *self)
{
  g_free (self->subject);
  g_free (self->value);
  g_free (self->meaning);
  g_free (self->state);
  g_free (self);
}

static gboolean
same_name (const char *a, const char *b)
{
  g_autofree char *first = g_utf8_casefold (a, -1);
  g_autofree char *second = g_utf8_casefold (b, -1);

  return strcmp (first, second) == 0;
}

/* A key of a JSON column is named by its path: “payment.card.brand”. */
static char *
dup_field_name (StudioField *field)
{
  const StudioFieldInfo *info = studio_field_get_info (field);

  return studio_field_is_nested (field) ? g_strjoinv (".", info->nested_path)
                                        : g_strdup (info->name);
}

gboolean
studio_fact_is_about_field (const StudioFact *self, StudioTable *table, StudioField *field)
{
  const char *schema = studio_table_get_schema (table);
  g_autofree char *name = NULL;
  g_autofree char *in_table = NULL;
  g_autofree char *in_schema = NULL;
  g_autofree char *anywhere = NULL;

  if (self->subject == NULL)
    return FALSE;
  name = dup_field_name (field);
  in_table = g_strconcat (studio_table_get_name (table), ".", name, NULL);
  in_schema = g_strconcat (schema != NULL ? schema : "", ".", in_table, NULL);
  anywhere = g_strconcat ("*.", name, NULL);
  return same_name (self->subject, in_table) || same_name (self->subject, in_schema) ||
         same_name (self->subject, anywhere) || same_name (self->subject, name);
}

gboolean
studio_fact_is_about_table (const StudioFact *self, StudioTable *table)
{
  const char *schema = studio_table_get_schema (table);
  g_autofree char *in_schema =
      g_strconcat (schema != NULL ? schema : "", ".", studio_table_get_name (table), NULL);

  return self->subject != NULL && (same_name (self->subject, studio_table_get_name (table)) ||
                                   same_name (self->subject, in_schema));
}

gboolean
studio_fact_same_place (const StudioFact *self, const StudioFact *other)
{
  if (self->kind != other->kind || (self->subject == NULL) != (other->subject == NULL) ||
      (self->subject != NULL && !same_name (self->subject, other->subject)))
    return FALSE;
  return self->kind != STUDIO_FACT_CODE || g_strcmp0 (self->value, other->value) == 0;
}

char *
studio_fact_get_subject_of (StudioTable *table, StudioField *field)
{
  g_autofree char *name = field != NULL ? dup_field_name (field) : NULL;

  return name != NULL ? g_strconcat (studio_table_get_name (table), ".", name, NULL)
                      : g_strdup (studio_table_get_name (table));
}

char *
studio_fact_to_sentence (const StudioFact *self)
{
  const char *subject = self->subject != NULL ? self->subject : "";

  switch (self->kind)
    {
    case STUDIO_FACT_CODE:
      return g_strdup_printf (_ ("%s %s = %s"), subject, self->value, self->meaning);
    case STUDIO_FACT_LEFT_OUT:
      return self->value != NULL
                 ? g_strdup_printf (_ ("rows with %s = %s do not count"), subject, self->value)
                 : g_strdup_printf (_ ("rows marked by %s do not count"), subject);
    case STUDIO_FACT_COUNTED:
      return g_strdup_printf (_ ("rows marked by %s count"), subject);
    case STUDIO_FACT_NAME:
      return g_strdup_printf (_ ("%s is called “%s”"), subject, self->meaning);
    case STUDIO_FACT_CURRENCY:
      return self->subject != NULL ? g_strdup_printf (_ ("%s is in %s"), subject, self->meaning)
                                   : g_strdup_printf (_ ("amounts are in %s"), self->meaning);
    case STUDIO_FACT_FISCAL_YEAR:
      return g_strdup_printf (_ ("the fiscal year starts in %s"),
                              _ (studio_month_get_name (atoi (self->meaning))));
    case STUDIO_FACT_WEEK_START:
      return g_strdup_printf (_ ("weeks start on %s"),
                              _ (studio_weekday_get_name (atoi (self->meaning))));
    case STUDIO_FACT_TIME_ZONE:
      return g_strdup_printf (_ ("days are those of %s"), self->meaning);
    case STUDIO_FACT_SETTLED:
    default:
      return g_strdup_printf (_ ("%s is settled"), subject);
    }
}

const char *
studio_month_get_name (int month)
{
  static const char *const names[] = {
    N_ ("January"),   N_ ("February"), N_ ("March"),    N_ ("April"),
    N_ ("May"),       N_ ("June"),     N_ ("July"),     N_ ("August"),
    N_ ("September"), N_ ("October"),  N_ ("November"), N_ ("December"),
  };

  return names[CLAMP (month, 1, 12) - 1];
}

const char *
studio_weekday_get_name (int weekday)
{
  static const char *const names[] = {
    N_ ("Monday"), N_ ("Tuesday"),  N_ ("Wednesday"), N_ ("Thursday"),
    N_ ("Friday"), N_ ("Saturday"), N_ ("Sunday"),
  };

  return names[CLAMP (weekday, 1, 7) - 1];
}
