/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-llm"

#include "propose/llm/studio-lenient-json.h"

#include "propose/llm/studio-lenient-string.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* Bytes that are looked through for what follows an element that cannot be read. */
#define LONGEST_ITEM (64 * 1024)

typedef struct
{
  const char *at;
  guint depth;
  gboolean too_deep;
} Reader;

static StudioLenientValue *read_value (Reader *reader, StudioLenientContext context);

static StudioLenientValue *
value_new (StudioLenientKind kind)
{
  StudioLenientValue *self = g_new0 (StudioLenientValue, 1);

  self->kind = kind;
  return self;
}

void
studio_lenient_value_free (StudioLenientValue *self)
{
  g_free (self->text);
  g_clear_pointer (&self->names, g_ptr_array_unref);
  g_clear_pointer (&self->children, g_ptr_array_unref);
  g_free (self);
}

/* Between values Python's comments are possible too; inside strings a # is a part of the text. */
static void
skip_space (Reader *reader)
{
  reader->at = studio_lenient_skip_space (reader->at);
  while (*reader->at == '#')
    reader->at = studio_lenient_skip_space (reader->at + strcspn (reader->at, "\n"));
}

static gboolean
take (Reader *reader, const char *text)
{
  if (!g_str_has_prefix (reader->at, text))
    return FALSE;
  reader->at += strlen (text);
  return TRUE;
}

/* Full-width punctuation is what some models write between Korean or Chinese words. */
static gboolean
take_comma (Reader *reader)
{
  return take (reader, ",") || take (reader, "，");
}

static gboolean
take_ellipsis (Reader *reader)
{
  return take (reader, "...") || take (reader, "…");
}

/* A string and what is joined to it: "SELECT 1 " + "FROM t". */
static StudioLenientValue *
read_string (Reader *reader, StudioLenientContext context)
{
  StudioLenientValue *value = value_new (STUDIO_LENIENT_STRING);
  GString *text = g_string_new (NULL);
  gboolean more = TRUE;
  guint quotes = 0;
  gboolean joined = FALSE;

  value->complete = TRUE;
  while (more)
    {
      const char *next;
      const char *doubt = NULL;

      value->complete =
          studio_lenient_string_read (reader->at, context, text, &reader->at, &quotes, &doubt);
      if (doubt != NULL)
        value->doubt = doubt;
      next = studio_lenient_skip_space (reader->at);
      more = value->complete && *next == '+';
      if (more)
        {
          reader->at = studio_lenient_skip_space (next + 1);
          if (*reader->at != '"')
            value->doubt = _ ("something that is no text is joined to a text");
          more = *reader->at == '"';
          joined = TRUE;
        }
    }
  /* The plus may as well be a part of the SQL. */
  if (joined && quotes > 0)
    value->doubt = _ ("its quotes are not certain");
  value->text = g_string_free (text, FALSE);
  return value;
}

static StudioLenientValue *
read_word (Reader *reader)
{
  static const struct
  {
    const char *word;
    StudioLenientKind kind;
    const char *text;
  } words[] = {
    { "true", STUDIO_LENIENT_BOOLEAN, "true" },   { "false", STUDIO_LENIENT_BOOLEAN, "false" },
    { "null", STUDIO_LENIENT_NULL, NULL },        { "True", STUDIO_LENIENT_BOOLEAN, "true" },
    { "False", STUDIO_LENIENT_BOOLEAN, "false" }, { "None", STUDIO_LENIENT_NULL, NULL },
    { "NaN", STUDIO_LENIENT_NULL, NULL },         { "Infinity", STUDIO_LENIENT_NULL, NULL },
    { "-Infinity", STUDIO_LENIENT_NULL, NULL },   { "undefined", STUDIO_LENIENT_NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      gsize length = strlen (words[i].word);
      StudioLenientValue *value;

      if (strncmp (reader->at, words[i].word, length) != 0 ||
          g_ascii_isalnum (reader->at[length]) || reader->at[length] == '_')
        continue;
      reader->at += length;
      value = value_new (words[i].kind);
      value->text = g_strdup (words[i].text);
      value->complete = TRUE;
      return value;
    }
  return NULL;
}

/* A number at the very end may have lost digits. */
static StudioLenientValue *
read_number (Reader *reader)
{
  gsize length = strspn (reader->at, "+-0123456789.eExXabcdfABCDF_");
  StudioLenientValue *value;

  if (!g_ascii_isdigit (*reader->at) && *reader->at != '-' && *reader->at != '+' &&
      *reader->at != '.')
    return NULL;
  if (g_ascii_isalpha (reader->at[length]))
    return NULL;
  value = value_new (STUDIO_LENIENT_NUMBER);
  value->text = g_strndup (reader->at, length);
  reader->at += length;
  value->complete = *reader->at != '\0';
  return value;
}

static void
add_child (StudioLenientValue *parent, char *name, StudioLenientValue *child)
{
  if (name != NULL)
    g_ptr_array_add (parent->names, name);
  g_ptr_array_add (parent->children, child);
}

/* A key, quoted in any way or bare. */
static char *
read_key (Reader *reader)
{
  GString *text;
  const char *doubt = NULL;
  guint quotes = 0;
  gsize length = 0;

  if (studio_lenient_string_begins (reader->at))
    {
      text = g_string_new (NULL);
      if (studio_lenient_string_read (reader->at, STUDIO_LENIENT_KEY, text, &reader->at, &quotes,
                                      &doubt) &&
          doubt == NULL)
        return g_string_free (text, FALSE);
      g_string_free (text, TRUE);
      return NULL;
    }
  while (g_ascii_isalnum (reader->at[length]) || reader->at[length] == '_' ||
         reader->at[length] == '-' || (guchar) reader->at[length] >= 0x80)
    length++;
  if (length == 0 || g_ascii_isdigit (*reader->at))
    return NULL;
  reader->at += length;
  return g_strndup (reader->at - length, length);
}

/* Returns whether reading can go on behind the member. */
static gboolean
read_member (Reader *reader, StudioLenientValue *object)
{
  g_autofree char *name = read_key (reader);
  StudioLenientValue *child;

  if (name == NULL)
    return FALSE;
  skip_space (reader);
  if (!take (reader, ":") && !take (reader, "："))
    return FALSE;
  skip_space (reader);
  child = read_value (reader, STUDIO_LENIENT_MEMBER);
  if (child == NULL)
    return FALSE;
  add_child (object, g_steal_pointer (&name), child);
  return child->complete;
}

static StudioLenientValue *
read_object (Reader *reader)
{
  StudioLenientValue *object = value_new (STUDIO_LENIENT_OBJECT);

  object->names = g_ptr_array_new_with_free_func (g_free);
  object->children = g_ptr_array_new_with_free_func ((GDestroyNotify) studio_lenient_value_free);
  reader->at++;
  while (TRUE)
    {
      skip_space (reader);
      if (take (reader, "}"))
        {
          object->complete = TRUE;
          break;
        }
      if (take_comma (reader) || take_ellipsis (reader))
        continue;
      if (*reader->at == '\0' || !read_member (reader, object))
        break;
    }
  return object;
}

/* Where the next object of an array begins behind one that cannot be read. */
static gboolean
find_next_element (Reader *reader)
{
  const char *limit = reader->at + LONGEST_ITEM;

  if (reader->too_deep)
    return FALSE;
  for (const char *at = reader->at; *at != '\0' && at < limit; at++)
    {
      const char *next;

      if (*at != '}')
        continue;
      next = studio_lenient_skip_space (at + 1);
      if (*next == ',' || *next == ';')
        next = studio_lenient_skip_space (next + 1);
      if (*next == '{')
        {
          reader->at = next;
          return TRUE;
        }
    }
  return FALSE;
}

static StudioLenientValue *
read_array (Reader *reader)
{
  StudioLenientValue *array = value_new (STUDIO_LENIENT_ARRAY);

  array->children = g_ptr_array_new_with_free_func ((GDestroyNotify) studio_lenient_value_free);
  reader->at++;
  while (TRUE)
    {
      const char *start;
      StudioLenientValue *child;

      skip_space (reader);
      if (take (reader, "]"))
        {
          array->complete = TRUE;
          break;
        }
      if (take_comma (reader) || take (reader, ";"))
        continue;
      if (take_ellipsis (reader))
        {
          array->doubt = _ ("the list was cut short with an ellipsis");
          continue;
        }
      start = reader->at;
      child = *start != '\0' ? read_value (reader, STUDIO_LENIENT_ELEMENT) : NULL;
      if (child != NULL)
        add_child (array, NULL, child);
      /* A word in brackets (“KPIs [for you]”) is prose, and what follows is not its list. */
      if ((child == NULL || !child->complete) &&
          ((child == NULL && array->children->len == 0) || !find_next_element (reader)))
        break;
    }
  return array;
}

static StudioLenientValue *
read_value (Reader *reader, StudioLenientContext context)
{
  StudioLenientValue *value = NULL;

  if (reader->depth >= STUDIO_LENIENT_MAX_DEPTH)
    {
      reader->too_deep = TRUE;
      return NULL;
    }
  reader->depth++;
  if (*reader->at == '{')
    value = read_object (reader);
  else if (*reader->at == '[')
    value = read_array (reader);
  else if (studio_lenient_string_begins (reader->at))
    value = read_string (reader, context);
  else
    {
      value = read_word (reader);
      if (value == NULL)
        value = read_number (reader);
    }
  reader->depth--;
  return value;
}

StudioLenientValue *
studio_lenient_json_read (const char *text, const char **end)
{
  Reader reader = { .at = studio_lenient_skip_space (text) };
  g_autoptr (StudioLenientValue) value = read_value (&reader, STUDIO_LENIENT_ELEMENT);

  *end = reader.at;
  return reader.too_deep ? NULL : g_steal_pointer (&value);
}
