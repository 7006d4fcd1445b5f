/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/dialect/studio-sql-gate-private.h"

#include <glib/gi18n-lib.h>

StudioFinding *
studio_sql_gate_refuse (const char *id,
                        StudioErrorClass error_class,
                        gssize start,
                        gssize end,
                        char *message)
{
  return studio_finding_new (id, STUDIO_SEVERITY_ERROR, error_class, start, end, message);
}

/* What a denied function does, as the end of a sentence. */
static const char *
explain_denial (const char *denied)
{
  static const struct
  {
    const char *denied;
    const char *text;
  } reasons[] = {
    { "administration", N_ ("it looks after the database server") },
    { "dynamic-sql", N_ ("it runs SQL that is hidden in a text") },
    { "file", N_ ("it reaches files of the database server") },
    { "internal", N_ ("it is a part of the database that queries should not call") },
    { "large-object", N_ ("it reaches large objects and files of the database server") },
    { "lock", N_ ("it takes locks that others wait for") },
    { "memory", N_ ("it would take up the memory of the database server") },
    { "notify", N_ ("it sends messages to other connections") },
    { "remote", N_ ("it runs SQL on another connection") },
    { "secret", N_ ("it shows what is secret") },
    { "sequence", N_ ("it moves a sequence on") },
    { "setting", N_ ("it changes settings of the connection") },
    { "side-effect", N_ ("it does more than read") },
    { "sleep", N_ ("it keeps a connection of the database waiting") },
    { "transaction", N_ ("it changes the state of the transaction") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (g_strcmp0 (reasons[i].denied, denied) == 0)
      return _ (reasons[i].text);
  return _ ("it does more than read");
}

StudioFinding *
studio_sql_gate_refuse_function (const char *name, const char *denied, gssize start, gssize end)
{
  return studio_sql_gate_refuse (
      "forbidden-function", STUDIO_ERROR_CLASS_NOT_READ_ONLY, start, end,
      /* translators: a function's name, and a reason such as “it runs SQL on another connection” */
      g_strdup_printf (_ ("“%s” may not be called: %s. Take the call out."), name,
                       explain_denial (denied)));
}

StudioFinding *
studio_sql_gate_refuse_at (const StudioSqlReading *reading,
                           guint index,
                           const char *id,
                           StudioErrorClass error_class,
                           char *message)
{
  const StudioSqlLexeme *lexeme = studio_sql_reading_get (reading, index);

  return studio_sql_gate_refuse (id, error_class, lexeme->start, lexeme->end, message);
}
