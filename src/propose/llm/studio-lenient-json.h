/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** StudioLenientKind: what a value is. */
typedef enum
{
  STUDIO_LENIENT_NULL,
  STUDIO_LENIENT_BOOLEAN,
  STUDIO_LENIENT_NUMBER,
  STUDIO_LENIENT_STRING,
  STUDIO_LENIENT_ARRAY,
  STUDIO_LENIENT_OBJECT,
} StudioLenientKind;

typedef struct _StudioLenientValue StudioLenientValue;

/**
 * StudioLenientValue:
 * @kind: what it is
 * @text: (nullable): of strings, numbers and booleans
 * @names: (nullable) (element-type utf8): of an object's members, as written
 * @children: (nullable) (element-type StudioLenientValue): members or elements
 * @complete: whether its end was seen: a text that broke off leaves the values around the break
 *   incomplete
 * @doubt: (nullable): why it cannot be trusted (an ambiguous quote, a NUL…), a sentence
 *
 * A value read from text that is nearly JSON.
 */
struct _StudioLenientValue
{
  StudioLenientKind kind;
  char *text;
  GPtrArray *names;
  GPtrArray *children;
  gboolean complete;
  const char *doubt;
};

void studio_lenient_value_free (StudioLenientValue *self);

/** STUDIO_LENIENT_MAX_DEPTH: deeper nesting is refused: json-glib crashes on some 100,000. */
#define STUDIO_LENIENT_MAX_DEPTH 64

/**
 * studio_lenient_json_read:
 * @text: valid UTF-8
 * @end: (out): one past the value, or where reading it failed
 *
 * Reads the value at the beginning of @text, taking what language models write for JSON: comments,
 * trailing and missing commas, bare keys, single and curly quotes, unescaped quotes and newlines in
 * strings, Python's literals, joined strings. It never guesses inside a string: what is ambiguous
 * is marked with a doubt. An array goes on behind an element that cannot be read.
 *
 * Returns: (transfer full) (nullable): %NULL when there is no value; free with
 * studio_lenient_value_free()
 */
StudioLenientValue *studio_lenient_json_read (const char *text, const char **end);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioLenientValue, studio_lenient_value_free)

G_END_DECLS
