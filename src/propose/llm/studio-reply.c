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

/* Takes the item a value describes, or says why it cannot be taken. */
static void
collect_item (StudioReply *self, const StudioLenientValue *value, StudioReplyEnd end)
{
  g_autofree char *name = NULL;
  const char *why = NULL;
  StudioReplyItem *item = studio_reply_item_read (value, &name, &why);

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

/* KPIs are found wherever they are: in lists, wrappers, numbered members, one per table. Returns
 * whether there was any, usable or not. */
static gboolean
collect (StudioReply *self, const StudioLenientValue *value, StudioReplyEnd end)
{
  gboolean found = FALSE;
  guint damaged = 0;

  if (value->kind == STUDIO_LENIENT_OBJECT && studio_reply_item_is_shaped (value))
    {
      collect_item (self, value, end);
      return TRUE;
    }
  if (value->kind != STUDIO_LENIENT_OBJECT && value->kind != STUDIO_LENIENT_ARRAY)
    return FALSE;
  for (guint i = 0; i < value->children->len; i++)
    {
      const StudioLenientValue *child = g_ptr_array_index (value->children, i);

      if (collect (self, child, end))
        found = TRUE;
      else if (value->kind == STUDIO_LENIENT_ARRAY && child->kind == STUDIO_LENIENT_OBJECT &&
               studio_reply_item_is_damaged (child))
        damaged++;
    }
  for (guint i = 0; found && i < damaged; i++)
    drop (self, NULL, _ ("it is damaged or broke off"));
  if (found && (value->doubt != NULL || !value->complete))
    self->partial = TRUE;
  return found;
}

/* JSON inside a JSON string, as some wrap it. */
static gboolean
collect_wrapped (StudioReply *self, const StudioLenientValue *value, StudioReplyEnd end)
{
  const char *beyond;
  g_autoptr (StudioLenientValue) inner = NULL;

  if (value->kind != STUDIO_LENIENT_STRING || value->text[0] == '\0' ||
      strchr ("{[", *studio_lenient_skip_space (value->text)) == NULL)
    return FALSE;
  inner = studio_lenient_json_read (value->text, &beyond);
  return inner != NULL && collect (self, inner, value->complete ? end : STUDIO_REPLY_CUT);
}

static guint
count_fences (const char *text)
{
  guint fences = 0;

  for (const char *line = text; line != NULL; line = strchr (line, '\n'))
    {
      line += *line == '\n';
      fences += g_str_has_prefix (line + strspn (line, " \t"), "```");
    }
  return fences / 2;
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
  gboolean several_blocks = count_fences (text) >= 2;

  for (guint tries = 0; tries < MAX_TRIES && (at = strpbrk (at, "{[")) != NULL; tries++)
    {
      const char *beyond = at + 1;
      g_autoptr (StudioLenientValue) value = studio_lenient_json_read (at, &beyond);

      if (value != NULL && collect (self, value, end))
        {
          lists++;
          at = beyond;
          continue;
        }
      if (value != NULL && value->complete && value->children->len > 0)
        {
          others++;
          at = beyond;
        }
      else
        at++;
    }
  /* Two blocks of which one is something else: which of them is the answer is not certain. */
  if (several_blocks && lists > 0 && others > 0)
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
  start = studio_lenient_skip_space (cleaned->str);
  if (*start == '"')
    {
      const char *beyond;
      g_autoptr (StudioLenientValue) value = studio_lenient_json_read (start, &beyond);

      if (value != NULL && collect_wrapped (self, value, end))
        return self;
    }
  scan (self, cleaned->str, end);
  if (self->items->len == 0 && self->dropped->len == 0 && self->refusal == NULL)
    refuse (self, explain_nothing (cleaned->str));
  self->partial |= end == STUDIO_REPLY_CUT;
  return self;
}
