/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/repair/studio-sql-rule.h"
#include "sql/repair/studio-sql-type-names.h"

#include <glib/gi18n-lib.h>

static void
mend (const StudioSqlSubject *subject, StudioSqlEdits *edits, guint first, guint last)
{
  g_autofree char *own = studio_sql_type_name_convert (subject->text, first, last);

  if (own != NULL)
    _studio_sql_rule_replace (subject, edits, "type-name",
                              g_strdup_printf (_ ("PostgreSQL calls this type “%s”."), own), first,
                              last, own);
}

/* CAST(x AS type): the type is all after the last AS. */
static void
mend_cast (const StudioSqlSubject *subject, StudioSqlEdits *edits, guint open)
{
  static const char *const as[] = { "AS", NULL };
  guint close = studio_sql_text_match (subject->text, open);
  guint at = studio_sql_text_find (subject->text, open + 1, as);

  if (close != STUDIO_SQL_NOWHERE && at < close && at + 1 < close)
    mend (subject, edits, at + 1, close - 1);
}

void
_studio_sql_rule_types (const StudioSqlSubject *subject, StudioSqlEdits *edits)
{
  const StudioSqlText *text = subject->text;

  for (guint i = 0; i < studio_sql_text_get_length (text); i++)
    {
      guint end;

      if (studio_sql_text_is (text, i, "CAST") && studio_sql_text_get_kind (text, i + 1) == '(')
        mend_cast (subject, edits, i + 1);
      else if (studio_sql_text_get_kind (text, i) == PG_QUERY__TOKEN__TYPECAST &&
               !studio_sql_text_is (text, i + 1, "CHAR"))
        {
          end = studio_sql_text_type_end (text, i + 1);
          if (end != STUDIO_SQL_NOWHERE)
            mend (subject, edits, i + 1, end);
        }
    }
}
