/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** StudioReplyEnd: how a model's reply ended (`finish_reason`). */
typedef enum
{
  STUDIO_REPLY_FINISHED, /* "stop": the model said all it wanted to */
  STUDIO_REPLY_CUT,      /* "length", or the stream broke off */
} StudioReplyEnd;

/**
 * StudioReplyItem:
 * @name: never empty
 * @sql: never empty
 *
 * One KPI that a model proposed; all but @name and @sql are (nullable).
 */
typedef struct
{
  char *name;
  char *description;
  char *business_value;
  char *category;
  char *sql;
  char *unit;
  char *display;
  char *direction;
} StudioReplyItem;

void studio_reply_item_free (StudioReplyItem *self);

/**
 * StudioReply:
 * @items: (element-type StudioReplyItem): complete and unambiguous, in order
 * @dropped: (element-type utf8): a sentence for each item that was there and cannot be used
 * @partial: whether something is missing at the end, so that asking to go on is worth it
 * @refusal: (nullable): why nothing could be read at all, a sentence
 *
 * What a model's reply holds.
 */
typedef struct
{
  GPtrArray *items;
  GPtrArray *dropped;
  gboolean partial;
  char *refusal;
} StudioReply;

/** STUDIO_REPLY_MAX_BYTES: longer replies are refused. */
#define STUDIO_REPLY_MAX_BYTES (1024 * 1024)

/**
 * studio_reply_read:
 * @text: what the model said; need not be valid UTF-8
 * @length: bytes of @text, or -1
 * @end: how the reply ended
 *
 * Reads KPIs out of what models really send: fences, prose around the JSON, other names of keys,
 * wrapped or bare lists, one object per line, missing and superfluous punctuation. An item that was
 * cut off or whose SQL is not certain is never returned; it does not keep its neighbours from
 * being.
 *
 * Returns: (transfer full): free with studio_reply_free()
 */
StudioReply *studio_reply_read (const char *text, gssize length, StudioReplyEnd end);
void studio_reply_free (StudioReply *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioReply, studio_reply_free)

G_END_DECLS
