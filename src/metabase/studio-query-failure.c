/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-metabase"

#include "metabase/studio-query-failure.h"

#include "core/studio-json.h"

#include <string.h>

#include <glib/gi18n-lib.h>

void
studio_query_failure_free (StudioQueryFailure *self)
{
  g_free (self->message);
  g_free (self->sqlstate);
  g_free (self);
}

/* Appendix A of PostgreSQL's manual; other engines use the same classes where they have SQLSTATE.
 */
static StudioErrorClass
classify_state (const char *state)
{
  static const struct
  {
    const char *prefix;
    StudioErrorClass error_class;
  } states[] = {
    { "42601", STUDIO_ERROR_CLASS_SYNTAX },
    { "42P01", STUDIO_ERROR_CLASS_UNKNOWN_TABLE },
    { "42S02", STUDIO_ERROR_CLASS_UNKNOWN_TABLE },
    { "42703", STUDIO_ERROR_CLASS_UNKNOWN_COLUMN },
    { "42702", STUDIO_ERROR_CLASS_UNKNOWN_COLUMN },
    { "42S22", STUDIO_ERROR_CLASS_UNKNOWN_COLUMN },
    { "42883", STUDIO_ERROR_CLASS_UNKNOWN_FUNCTION },
    { "42803", STUDIO_ERROR_CLASS_GROUPING },
    { "42P20", STUDIO_ERROR_CLASS_GROUPING },
    { "42804", STUDIO_ERROR_CLASS_TYPE_MISMATCH },
    { "42846", STUDIO_ERROR_CLASS_TYPE_MISMATCH },
    { "42P18", STUDIO_ERROR_CLASS_TYPE_MISMATCH },
    { "42501", STUDIO_ERROR_CLASS_PERMISSION },
    { "22012", STUDIO_ERROR_CLASS_DIVISION },
    { "22", STUDIO_ERROR_CLASS_TYPE_MISMATCH },
    { "57014", STUDIO_ERROR_CLASS_TIMEOUT },
    { "25006", STUDIO_ERROR_CLASS_NOT_READ_ONLY },
    { "08", STUDIO_ERROR_CLASS_CONNECTION },
    { "42000", STUDIO_ERROR_CLASS_SYNTAX },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    if (g_str_has_prefix (state, states[i].prefix))
      return states[i].error_class;
  return STUDIO_ERROR_CLASS_OTHER;
}

static StudioErrorClass
classify_text (const char *message)
{
  static const struct
  {
    const char *part;
    StudioErrorClass error_class;
  } parts[] = {
    { "syntax error", STUDIO_ERROR_CLASS_SYNTAX },
    { "division by zero", STUDIO_ERROR_CLASS_DIVISION },
    { "operator does not exist", STUDIO_ERROR_CLASS_TYPE_MISMATCH },
    { "must appear in the group by", STUDIO_ERROR_CLASS_GROUPING },
    { "no such table", STUDIO_ERROR_CLASS_UNKNOWN_TABLE },
    { "no such column", STUDIO_ERROR_CLASS_UNKNOWN_COLUMN },
    { "unknown column", STUDIO_ERROR_CLASS_UNKNOWN_COLUMN },
    { "no such function", STUDIO_ERROR_CLASS_UNKNOWN_FUNCTION },
    { "permission", STUDIO_ERROR_CLASS_PERMISSION },
    { "checkout a connection", STUDIO_ERROR_CLASS_CONNECTION },
    { "acquire a connection", STUDIO_ERROR_CLASS_CONNECTION },
    { "statement timeout", STUDIO_ERROR_CLASS_TIMEOUT },
    { "timed out", STUDIO_ERROR_CLASS_TIMEOUT },
    { "read-only", STUDIO_ERROR_CLASS_NOT_READ_ONLY },
    { "invalid input syntax", STUDIO_ERROR_CLASS_TYPE_MISMATCH },
    { "connection", STUDIO_ERROR_CLASS_CONNECTION },
  };
  g_autofree char *folded = g_utf8_strdown (message, -1);

  if (strstr (folded, "relation ") != NULL && strstr (folded, "does not exist") != NULL)
    return STUDIO_ERROR_CLASS_UNKNOWN_TABLE;
  if (strstr (folded, "column ") != NULL && strstr (folded, "does not exist") != NULL)
    return STUDIO_ERROR_CLASS_UNKNOWN_COLUMN;
  if (strstr (folded, "function ") != NULL && strstr (folded, "does not exist") != NULL)
    return STUDIO_ERROR_CLASS_UNKNOWN_FUNCTION;
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (strstr (folded, parts[i].part) != NULL)
      return parts[i].error_class;
  return STUDIO_ERROR_CLASS_OTHER;
}

StudioErrorClass
studio_query_failure_classify (const char *sqlstate, const char *message)
{
  /* One state stands for a missing function and for an operator that no pair of types has. */
  if (g_strcmp0 (sqlstate, "42883") == 0 && message != NULL &&
      strstr (message, "operator does not exist") != NULL)
    return STUDIO_ERROR_CLASS_TYPE_MISMATCH;
  if (sqlstate != NULL && *sqlstate != '\0')
    return classify_state (sqlstate);
  return message != NULL ? classify_text (message) : STUDIO_ERROR_CLASS_OTHER;
}

/* The last of `via` is the root cause. */
static JsonObject *
last_cause (JsonObject *reply)
{
  JsonArray *via = studio_json_get_array (reply, "via");

  return via != NULL && json_array_get_length (via) > 0
             ? studio_json_array_get_object (via, json_array_get_length (via) - 1)
             : NULL;
}

static const char *
find_sqlstate (JsonObject *reply)
{
  JsonObject *cause = last_cause (reply);
  const char *state = studio_json_get_string (reply, "state");

  if (state == NULL)
    state = studio_json_get_string (cause, "state");
  return state != NULL
             ? state
             : studio_json_get_string (studio_json_get_object (cause, "ex-data"), "state");
}

static const char *
find_sent_sql (JsonObject *reply)
{
  const char *sql =
      studio_json_get_string (studio_json_get_object (last_cause (reply), "ex-data"), "sql");

  return sql != NULL ? sql
                     : studio_json_get_string (studio_json_get_object (reply, "ex-data"), "sql");
}

/* Characters that Metabase put in front of the statement, or -1 when that is not known. The
 * statement itself may have been changed on the way, as when it has parameters. */
static glong
remark_length (const char *sent, const char *sql)
{
  const char *start = sent != NULL ? strstr (sent, sql) : NULL;

  if (start == NULL && sent != NULL && g_str_has_prefix (sent, "-- Metabase::"))
    start = strchr (sent, '\n') != NULL ? strchr (sent, '\n') + 1 : NULL;
  return start != NULL ? g_utf8_pointer_to_offset (sent, start) : -1;
}

/* MySQL quotes what follows the mistake, and counts lines, Metabase's remark as the first. */
static gssize
find_quoted_position (const char *message, const char *sql)
{
  g_autoptr (GRegex) regex = g_regex_new (" near '(.+)' at line (\\d+)", G_REGEX_DOTALL, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *near = NULL;
  g_autofree char *line = NULL;
  const char *found = NULL;
  gint64 wanted;

  if (!g_regex_match (regex, message, 0, &match))
    return -1;
  near = g_match_info_fetch (match, 1);
  line = g_match_info_fetch (match, 2);
  wanted = g_ascii_strtoll (line, NULL, 10) - 1;
  for (const char *at = sql; (at = strstr (at, near)) != NULL; at++)
    {
      gint64 lines = 1;

      for (const char *c = sql; c < at; c++)
        lines += *c == '\n';
      if (lines == wanted)
        return at - sql;
      found = found == NULL ? at : sql;
    }
  /* The only place, whatever the lines say. */
  return found != NULL && found != sql ? found - sql : -1;
}

/* PostgreSQL's driver appends “Position: n”: characters from 1, the remark counted. */
static gssize
find_position (const char *message, JsonObject *reply, const char *sql)
{
  const char *mark = strstr (message, "Position: ");
  const char *sent = find_sent_sql (reply);
  glong remark = remark_length (sent, sql);
  gint64 position = mark != NULL ? g_ascii_strtoll (mark + strlen ("Position: "), NULL, 10) : 0;

  if (mark == NULL)
    return find_quoted_position (message, sql);
  if (position <= 0 || remark < 0)
    return -1;
  position -= remark + 1;
  if (position < 0 || position >= g_utf8_strlen (sql, -1))
    return -1;
  return g_utf8_offset_to_pointer (sql, position) - sql;
}

static gboolean
one_line_less_cb (const GMatchInfo *match, GString *text, gpointer user_data)
{
  g_autofree char *line = g_match_info_fetch (match, 1);
  gint64 number = g_ascii_strtoll (line, NULL, 10);

  g_string_append_printf (text, "' at line %" G_GINT64_FORMAT, MAX (1, number - 1));
  return FALSE;
}

/* The line as the person counts it, without the remark's. */
static char *
correct_line (const char *message)
{
  g_autoptr (GRegex) regex = g_regex_new ("' at line (\\d+)", 0, 0, NULL);

  return g_regex_replace_eval (regex, message, -1, 0, 0, one_line_less_cb, NULL, NULL);
}

static char *
clean_message (const char *message)
{
  g_autoptr (GRegex) position = g_regex_new ("\\s*Position: \\d+", 0, 0, NULL);
  g_autoptr (GRegex) remark = g_regex_new ("-- Metabase::[^\\n]*\\n?", 0, 0, NULL);
  g_autofree char *corrected = correct_line (message);
  g_autofree char *first = g_regex_replace_literal (position, corrected, -1, 0, "", 0, NULL);
  char *second =
      g_regex_replace_literal (remark, first != NULL ? first : message, -1, 0, "", 0, NULL);
  const glong longest = 600;

  g_strstrip (second);
  if (g_utf8_strlen (second, -1) > longest)
    {
      g_autofree char *whole = second;
      g_autofree char *head = g_utf8_substring (whole, 0, longest);

      second = g_strconcat (head, "…", NULL);
    }
  return second;
}

static char *
find_message (JsonObject *reply)
{
  const char *text = studio_json_get_string (reply, "error");
  JsonObject *object = studio_json_get_object (reply, "error");

  if (text == NULL)
    text = studio_json_get_string (object, "data");
  if (text == NULL)
    text = studio_json_get_string (reply, "message");
  if (text == NULL)
    text = studio_json_get_string (last_cause (reply), "error");
  return g_utf8_make_valid (text != NULL ? text : _ ("Metabase does not say why the query failed."),
                            -1);
}

StudioQueryFailure *
studio_query_failure_new (const char *message)
{
  StudioQueryFailure *self = g_new0 (StudioQueryFailure, 1);

  self->position = -1;
  self->message = clean_message (message);
  self->error_class = studio_query_failure_classify (NULL, message);
  return self;
}

StudioQueryFailure *
studio_query_failure_from_reply (JsonObject *reply, const char *sql)
{
  StudioQueryFailure *self = g_new0 (StudioQueryFailure, 1);
  g_autofree char *message = find_message (reply);
  const char *type = studio_json_get_string (reply, "error_type");

  self->sqlstate = g_strdup (find_sqlstate (reply));
  self->position = find_position (message, reply, sql);
  self->message = clean_message (message);
  if (g_strcmp0 (type, "missing-required-permissions") == 0)
    self->error_class = STUDIO_ERROR_CLASS_PERMISSION;
  else if (g_strcmp0 (type, "unable-to-acquire-connection") == 0)
    self->error_class = STUDIO_ERROR_CLASS_CONNECTION;
  else if (g_strcmp0 (type, "timed-out") == 0)
    self->error_class = STUDIO_ERROR_CLASS_TIMEOUT;
  else
    self->error_class = studio_query_failure_classify (self->sqlstate, message);
  return self;
}
