/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-llm"

#include "propose/llm/studio-reply.h"

#include "propose/llm/studio-lenient-json.h"
#include "propose/llm/studio-lenient-string.h"
#include "propose/llm/studio-reply-item.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* Brackets that are tried; a reply of KPIs has a few at the top, hostile text may have a million.
 */
#define MAX_TRIES 2000
#define BYTE_ORDER_MARK "\xEF\xBB\xBF"

void
studio_reply_free (StudioReply *self)
{
  g_ptr_array_unref (self->items);
  g_ptr_array_unref (self->dropped);
  g_free (self->refusal);
  g_free (self);
}

static void
refuse (StudioReply *self, const char *why)
{
  g_free (self->refusal);
  self->refusal = g_strdup (why);
}

static void
drop (StudioReply *self, const char *name, const char *why)
{
  g_ptr_array_add (self->dropped, name != NULL && *name != '\0'
                                      ? g_strdup_printf (_ ("“%s” was dropped: %s."), name, why)
                                      : g_strdup_printf (_ ("A KPI was dropped: %s."), why));
}

/* Thinking aloud is no answer. Returns FALSE when it has no end. */
static gboolean
cut_thoughts (GString *text)
{
  static const char *const tags[] = { "think", "thinking", "reasoning" };

  for (gsize i = 0; i < G_N_ELEMENTS (tags); i++)
    {
      g_autofree char *open = g_strdup_printf ("<%s>", tags[i]);
      g_autofree char *close = g_strdup_printf ("</%s>", tags[i]);
      const char *start;

      while ((start = strstr (text->str, open)) != NULL)
        {
          const char *first = strpbrk (text->str, "{[");
          const char *end = strstr (start, close);

          /* Inside a string of the answer it is no tag. */
          if (first != NULL && first < start)
            break;
          if (end == NULL)
            return FALSE;
          g_string_erase (text, start - text->str, end + strlen (close) - start);
        }
    }
  return TRUE;
}

static const struct
{
  const char *entity;
  const char *text;
} entities[] = {
  { "&quot;", "\"" }, { "&#34;", "\"" }, { "&#x22;", "\"" }, { "&apos;", "'" }, { "&#39;", "'" },
  { "&#x27;", "'" },  { "&lt;", "<" },   { "&gt;", ">" },    { "&nbsp;", " " }, { "&amp;", "&" },
};

/* Whether quotes are written as in a web page: some interfaces hand replies on like that. */
static gboolean
is_encoded (const char *text)
{
  for (const char *at = text; (at = strpbrk (at, "{[")) != NULL; at++)
    {
      const char *next = studio_lenient_skip_space (at + 1);

      if (*next == '"' || *next == '\'')
        return FALSE;
      for (gsize i = 0; i < G_N_ELEMENTS (entities); i++)
        if (g_str_has_prefix (next, entities[i].entity))
          return TRUE;
    }
  return FALSE;
}

static void
decode_entities (GString *text)
{
  for (gsize i = 0; i < G_N_ELEMENTS (entities); i++)
    g_string_replace (text, entities[i].entity, entities[i].text, 0);
}

/* Where a value stands: what is said around it describes it too. */
typedef struct
{
  const StudioLenientValue *outer; /* (nullable) the object that it is a member of */
  const char *key;                 /* (nullable) of that member */
} Place;

/* Takes the item a value describes, or says why it cannot be taken. */
static void
collect_item (StudioReply *self,
              const StudioLenientValue *value,
              const Place *place,
              StudioReplyEnd end)
{
  g_autofree char *name = NULL;
  const char *why = NULL;
  StudioReplyItem *item = studio_reply_item_read (value, place->outer, place->key, &name, &why);

  if (!value->complete && end == STUDIO_REPLY_CUT)
    {
      self->partial = TRUE;
      drop (self, name, _ ("the reply broke off in it"));
      g_clear_pointer (&item, studio_reply_item_free);
    }
  else if (!value->complete && !studio_reply_item_is_closed (value))
    {
      self->partial = TRUE;
      drop (self, name, _ ("it is damaged or broke off"));
      g_clear_pointer (&item, studio_reply_item_free);
    }
  else if (item == NULL)
    drop (self, name, why);
  if (item != NULL)
    g_ptr_array_add (self->items, item);
}

/* Statements under the names of their KPIs. */
static void
collect_map (StudioReply *self, const StudioLenientValue *value)
{
  for (guint i = 0; i < value->children->len; i++)
    {
      StudioReplyItem *item = studio_reply_item_read_mapped (value, i);

      if (item != NULL)
        g_ptr_array_add (self->items, item);
      else
        drop (self, g_ptr_array_index (value->names, i), _ ("it is damaged or broke off"));
    }
  self->partial |= !value->complete;
}

static gboolean collect (StudioReply *self,
                         const StudioLenientValue *value,
                         const Place *place,
                         StudioReplyEnd end);

/* JSON inside a JSON string, as some wrap it, and as the arguments of a function are sent. */
static gboolean
collect_wrapped (StudioReply *self, const StudioLenientValue *value, StudioReplyEnd end)
{
  const char *start = studio_lenient_skip_space (value->text);
  const char *beyond;
  g_autoptr (StudioLenientValue) inner = NULL;

  if (*start != '{' && *start != '[')
    return FALSE;
  inner = studio_lenient_json_read (start, &beyond);
  return inner != NULL &&
         collect (self, inner, &(Place){ NULL, NULL }, value->complete ? end : STUDIO_REPLY_CUT);
}

/* The members or elements; those that are damaged beyond recognition are counted. */
static gboolean
collect_children (StudioReply *self, const StudioLenientValue *value, StudioReplyEnd end)
{
  gboolean found = FALSE;
  guint damaged = 0;

  for (guint i = 0; i < value->children->len; i++)
    {
      const StudioLenientValue *child = g_ptr_array_index (value->children, i);
      Place place = { NULL, NULL };

      if (value->kind == STUDIO_LENIENT_OBJECT)
        place = (Place){ value, g_ptr_array_index (value->names, i) };
      if (collect (self, child, &place, end))
        found = TRUE;
      else if (value->kind == STUDIO_LENIENT_ARRAY && child->kind == STUDIO_LENIENT_OBJECT &&
               studio_reply_item_is_damaged (child))
        damaged++;
    }
  for (guint i = 0; found && i < damaged; i++)
    drop (self, NULL, _ ("it is damaged or broke off"));
  return found;
}

/* KPIs are found wherever they are: in lists, wrappers, numbered members, one per table. Returns
 * whether there was any, usable or not. */
static gboolean
collect (StudioReply *self, const StudioLenientValue *value, const Place *place, StudioReplyEnd end)
{
  gboolean found;

  if (value->kind == STUDIO_LENIENT_OBJECT && studio_reply_item_is_shaped (value))
    {
      collect_item (self, value, place, end);
      return TRUE;
    }
  if (value->kind == STUDIO_LENIENT_OBJECT && studio_reply_item_is_map (value))
    {
      collect_map (self, value);
      return TRUE;
    }
  if (value->kind == STUDIO_LENIENT_STRING)
    return collect_wrapped (self, value, end);
  if (value->kind != STUDIO_LENIENT_OBJECT && value->kind != STUDIO_LENIENT_ARRAY)
    return FALSE;
  found = collect_children (self, value, end);
  if (found && (value->doubt != NULL || !value->complete))
    self->partial = TRUE;
  return found;
}

static gboolean
is_fence (const char *line)
{
  return g_str_has_prefix (line + strspn (line, " \t"), "```");
}

/* How many lines of @text that begin before @end are fences. */
static guint
count_fences (const char *text, const char *end)
{
  guint fences = 0;

  for (const char *line = text; line != NULL && line < end; line = strchr (line, '\n'))
    {
      line += *line == '\n';
      fences += is_fence (line);
    }
  return fences;
}

/* Whether a block of data, fenced off from what is said about it, begins with @at. */
static gboolean
begins_block (const char *text, const char *at)
{
  const char *before = at;

  if (count_fences (text, at) % 2 == 0)
    return FALSE;
  while (before > text && g_ascii_isspace (before[-1]))
    before--;
  while (before > text && before[-1] != '\n')
    before--;
  return is_fence (before);
}

/*
 * Tries every bracket until one begins something with KPIs in it, then goes on behind it: several
 * objects may follow each other. A bracket in prose (“use {table}”) begins nothing.
 */
static void
scan (StudioReply *self, const char *text, StudioReplyEnd end)
{
  const char *at = text;
  guint lists = 0, others = 0;

  for (guint tries = 0; tries < MAX_TRIES && (at = strpbrk (at, "{[")) != NULL; tries++)
    {
      const char *beyond = at + 1;
      g_autoptr (StudioLenientValue) value = studio_lenient_json_read (at, &beyond);

      if (value != NULL && collect (self, value, &(Place){ NULL, NULL }, end))
        {
          lists++;
          at = beyond;
          continue;
        }
      if (value != NULL && value->complete && value->children->len > 0)
        {
          others += begins_block (text, at);
          at = beyond;
        }
      else
        at++;
    }
  /* Two blocks of which one is something else: which of them is the answer is not certain. */
  if (lists > 0 && others > 0)
    {
      g_ptr_array_set_size (self->items, 0);
      refuse (self, _ ("The reply has several blocks of data, and not all of them hold KPIs."));
    }
}

static const char *
explain_nothing (const char *text)
{
  const char *start = studio_lenient_skip_space (text);

  if (*start == '\0')
    return _ ("The reply is empty.");
  if (g_ascii_strncasecmp (start, "<!doctype", 9) == 0 ||
      g_ascii_strncasecmp (start, "<html", 5) == 0)
    return _ ("A web page came instead of a reply.");
  if (strpbrk (start, "{[") == NULL)
    return _ ("The model answered in words instead of data.");
  return _ ("No KPI could be found in the reply.");
}

StudioReply *
studio_reply_read (const char *text, gssize length, StudioReplyEnd end)
{
  StudioReply *self = g_new0 (StudioReply, 1);
  g_autofree char *valid = NULL;
  g_autoptr (GString) cleaned = NULL;
  const char *start;

  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) studio_reply_item_free);
  self->dropped = g_ptr_array_new_with_free_func (g_free);
  if ((length >= 0 ? (gsize) length : strlen (text)) > STUDIO_REPLY_MAX_BYTES)
    {
      refuse (self, _ ("The reply is larger than 1 MiB and was not read."));
      return self;
    }
  valid = g_utf8_make_valid (text, length);
  cleaned = g_string_new (
      g_str_has_prefix (valid, BYTE_ORDER_MARK) ? valid + strlen (BYTE_ORDER_MARK) : valid);
  if (!cut_thoughts (cleaned))
    {
      refuse (self, _ ("The model only thought aloud and gave no answer. Let it write more, or let "
                       "it think less."));
      self->partial = TRUE;
      return self;
    }
  if (is_encoded (cleaned->str))
    decode_entities (cleaned);
  start = studio_lenient_skip_space (cleaned->str);
  if (*start == '"')
    {
      const char *beyond;
      g_autoptr (StudioLenientValue) value = studio_lenient_json_read (start, &beyond);

      if (value != NULL && value->kind == STUDIO_LENIENT_STRING &&
          collect_wrapped (self, value, end))
        {
          self->partial |= end == STUDIO_REPLY_CUT;
          return self;
        }
    }
  scan (self, cleaned->str, end);
  if (self->items->len == 0 && self->dropped->len == 0 && self->refusal == NULL)
    refuse (self, explain_nothing (cleaned->str));
  self->partial |= end == STUDIO_REPLY_CUT;
  return self;
}
