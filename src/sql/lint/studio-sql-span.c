/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/lint/studio-sql-names-private.h"

/* The tree tells where a node begins, never where it ends, and for an operator not even that: it
 * points at the operator. So the places of everything below a node are taken together, the last of
 * them is followed to the end of its token or name, and brackets are closed. */

typedef struct
{
  gssize first;
  gssize last;
} Places;

static gboolean
collect_place (const ProtobufCMessage *node, gpointer user_data)
{
  Places *places = user_data;
  const ProtobufCFieldDescriptor *field =
      protobuf_c_message_descriptor_get_field_by_name (node->descriptor, "location");
  int location;

  if (field == NULL)
    return TRUE;
  location = *(const gint32 *) (gconstpointer) ((const char *) node + field->offset);
  if (location < 0)
    return TRUE;
  if (places->first < 0 || location < places->first)
    places->first = location;
  if (location > places->last)
    places->last = location;
  return TRUE;
}

static gboolean
is_kind (const StudioSqlTokens *tokens, guint i, int kind)
{
  return i < studio_sql_tokens_get_length (tokens) &&
         studio_sql_tokens_get (tokens, i)->kind == kind;
}

static guint
skip_comments (const StudioSqlTokens *tokens, guint i)
{
  while (i < studio_sql_tokens_get_length (tokens) &&
         studio_sql_token_is_comment (studio_sql_tokens_get (tokens, i)))
    i++;
  return i;
}

static gboolean
is_word (const StudioSqlTokens *tokens, guint i, const char *const *words)
{
  for (; *words != NULL; words++)
    if (studio_sql_tokens_equal (tokens, i, *words))
      return TRUE;
  return FALSE;
}

/* The last token of the name, type, test or signed number that begins with token @i. */
static guint
follow_leaf (const StudioSqlTokens *tokens, guint i)
{
  static const char *const test_words[] = { "not",        "null",     "true",     "false",
                                            "unknown",    "notnull",  "distinct", "from",
                                            "normalized", "document", NULL };
  static const char *const type_words[] = { "precision", "varying", "with", "without",
                                            "time",      "zone",    NULL };
  guint next;

  if (is_kind (tokens, i, '-') || is_kind (tokens, i, '+'))
    return skip_comments (tokens, i + 1);
  while (is_kind (tokens, i + 1, '.'))
    i += 2;
  if (studio_sql_tokens_equal (tokens, i, "is"))
    while (is_word (tokens, i + 1, test_words))
      i++;
  else
    while (is_word (tokens, i + 1, type_words))
      i++;
  next = skip_comments (tokens, i + 1);
  if (is_kind (tokens, next, '(') && studio_sql_tokens_match (tokens, next) != G_MAXUINT)
    i = studio_sql_tokens_match (tokens, next);
  while (is_kind (tokens, i + 1, '[') && studio_sql_tokens_match (tokens, i + 1) != G_MAXUINT)
    i = studio_sql_tokens_match (tokens, i + 1);
  return i;
}

/* What belongs to a call after its closing bracket. */
static guint
follow_call (const StudioSqlTokens *tokens, guint close)
{
  for (;;)
    {
      guint next = skip_comments (tokens, close + 1);
      guint open = next;

      if (studio_sql_tokens_equal (tokens, next, "within"))
        open = skip_comments (tokens, next + 2);
      else if (studio_sql_tokens_equal (tokens, next, "filter"))
        open = skip_comments (tokens, next + 1);
      else if (studio_sql_tokens_equal (tokens, next, "over"))
        {
          open = skip_comments (tokens, next + 1);
          if (open < studio_sql_tokens_get_length (tokens) && !is_kind (tokens, open, '('))
            {
              close = open;
              continue;
            }
        }
      else
        return close;
      if (!is_kind (tokens, open, '(') || studio_sql_tokens_match (tokens, open) == G_MAXUINT)
        return close;
      close = studio_sql_tokens_match (tokens, open);
    }
}

/* Moves the ends outwards until every bracket and every CASE between them is whole. */
static void
balance (const StudioSqlTokens *tokens, guint *first, guint *last)
{
  guint length = studio_sql_tokens_get_length (tokens);
  int depth = 0, lowest = 0;
  int cases = 0;

  for (guint i = *first; i <= *last && i < length; i++)
    {
      int kind = studio_sql_tokens_get (tokens, i)->kind;

      depth += (kind == '(' || kind == '[') - (kind == ')' || kind == ']');
      lowest = MIN (lowest, depth);
      cases += (kind == PG_QUERY__TOKEN__CASE) - (kind == PG_QUERY__TOKEN__END_P);
    }
  for (int open = -lowest; open > 0 && *first > 0;)
    {
      int kind = studio_sql_tokens_get (tokens, --*first)->kind;

      open += (kind == ')' || kind == ']') - (kind == '(' || kind == '[');
    }
  depth -= lowest;
  while ((depth > 0 || cases > 0) && *last + 1 < length)
    {
      int kind = studio_sql_tokens_get (tokens, ++*last)->kind;

      depth += (kind == '(' || kind == '[') - (kind == ')' || kind == ']');
      cases += (kind == PG_QUERY__TOKEN__CASE) - (kind == PG_QUERY__TOKEN__END_P);
      if (kind == ')' && depth == 0)
        *last = follow_call (tokens, *last);
    }
}

gboolean
_studio_sql_span (const StudioSqlTokens *tokens,
                  const ProtobufCMessage *node,
                  gsize *start,
                  gsize *end)
{
  Places places = { -1, -1 };
  guint length = studio_sql_tokens_get_length (tokens);
  guint first, last;

  studio_sql_node_walk (node, collect_place, &places);
  if (places.first < 0)
    return FALSE;
  first = studio_sql_tokens_find (tokens, places.first);
  last = studio_sql_tokens_find (tokens, places.last);
  if (first >= length || last >= length)
    return FALSE;
  last = MIN (follow_leaf (tokens, last), length - 1);
  if (is_kind (tokens, last, ')'))
    last = follow_call (tokens, last);
  balance (tokens, &first, &last);
  *start = studio_sql_tokens_get (tokens, first)->start;
  *end = studio_sql_tokens_get (tokens, last)->end;
  return TRUE;
}
