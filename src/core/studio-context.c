/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-core"

#include "core/studio-context.h"

#include "core/studio-context-reader.h"
#include "core/studio-error.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#define MAX_LENGTH (256 * 1024)
#define TITLE "# What the schema does not say"

/* A line of the text and what it says. */
typedef struct
{
  char *text;
  GPtrArray *facts; /* (owned) of StudioFact, which the context's list holds too */
  StudioContextSection section;
  gboolean heading;
  gboolean short_form; /* its subject is in the heading */
} Line;

struct _StudioContext
{
  GObject parent_instance;

  char *text;
  GPtrArray *lines;    /* (owned) of Line */
  GPtrArray *facts;    /* (owned) of StudioFact */
  GPtrArray *problems; /* (owned) of utf8 */
  GHashTable *columns; /* (owned) last part of a subject, without case → GPtrArray of StudioFact */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (StudioContext, studio_context, G_TYPE_OBJECT)

static void
line_free (gpointer data)
{
  Line *line = data;

  g_free (line->text);
  g_ptr_array_unref (line->facts);
  g_free (line);
}

static void
studio_context_finalize (GObject *object)
{
  StudioContext *self = STUDIO_CONTEXT (object);

  g_free (self->text);
  g_ptr_array_unref (self->lines);
  g_ptr_array_unref (self->facts);
  g_ptr_array_unref (self->problems);
  g_hash_table_unref (self->columns);
  G_OBJECT_CLASS (studio_context_parent_class)->finalize (object);
}

static void
studio_context_class_init (StudioContextClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = studio_context_finalize;
  signals[CHANGED] = g_signal_new ("changed", STUDIO_TYPE_CONTEXT, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
studio_context_init (StudioContext *self)
{
  self->text = g_strdup ("");
  self->lines = g_ptr_array_new_with_free_func (line_free);
  self->facts = g_ptr_array_new_with_free_func ((GDestroyNotify) studio_fact_free);
  self->problems = g_ptr_array_new_with_free_func (g_free);
  self->columns =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
}

StudioContext *
studio_context_new (void)
{
  return g_object_new (STUDIO_TYPE_CONTEXT, NULL);
}

static void
read_line (StudioContext *self, StudioContextReader *reader, const char *text, guint number)
{
  Line *line = g_new0 (Line, 1);

  line->text = g_strdup (text);
  line->facts = g_ptr_array_new ();
  if (!_studio_context_reader_read (reader, text, line->facts, &line->heading))
    {
      g_autofree char *item = g_strstrip (g_strdup (text));

      g_ptr_array_add (self->problems,
                       g_strdup_printf (_ ("Line %u is kept as a note, because it could not be "
                                           "understood: “%s”"),
                                        number, item));
    }
  line->section = reader->section;
  line->short_form = reader->subject != NULL && line->facts->len == 1;
  g_ptr_array_extend (self->facts, line->facts, NULL, NULL);
  g_ptr_array_add (self->lines, line);
}

/* The last part of a name, without case: facts about a column are found by it. */
static char *
column_key (const char *name)
{
  const char *dot = strrchr (name, '.');

  return g_utf8_casefold (dot != NULL ? dot + 1 : name, -1);
}

static void
index_facts (StudioContext *self)
{
  g_hash_table_remove_all (self->columns);
  for (guint i = 0; i < self->facts->len; i++)
    {
      StudioFact *fact = g_ptr_array_index (self->facts, i);
      g_autofree char *key = fact->subject != NULL ? column_key (fact->subject) : NULL;
      GPtrArray *list = key != NULL ? g_hash_table_lookup (self->columns, key) : NULL;

      if (key == NULL)
        continue;
      if (list == NULL)
        g_hash_table_insert (self->columns, g_steal_pointer (&key), list = g_ptr_array_new ());
      g_ptr_array_add (list, fact);
    }
}

/* Reads @text, which is taken over, anew. */
static void
take_text (StudioContext *self, char *text)
{
  StudioContextReader reader = { 0 };
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  g_free (self->text);
  self->text = text;
  g_hash_table_remove_all (self->columns);
  g_ptr_array_set_size (self->lines, 0);
  g_ptr_array_set_size (self->facts, 0);
  g_ptr_array_set_size (self->problems, 0);
  for (guint i = 0; lines[i] != NULL; i++)
    read_line (self, &reader, lines[i], i + 1);
  _studio_context_reader_clear (&reader);
  index_facts (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Line ends of any system become those of this one; other control characters are no text. */
static char *
clean (const char *text)
{
  GString *clean = g_string_sized_new (strlen (text));

  if (g_str_has_prefix (text, "\357\273\277"))
    text += 3;
  for (const char *c = text; *c != '\0'; c++)
    if (*c == '\r' && c[1] != '\n')
      g_string_append_c (clean, '\n');
    else if ((guchar) *c >= 0x20 || *c == '\n' || *c == '\t')
      g_string_append_c (clean, *c);
  return g_string_free (clean, FALSE);
}

gboolean
studio_context_set_text (StudioContext *self, const char *text, GError **error)
{
  g_autofree char *cleaned = NULL;

  g_return_val_if_fail (STUDIO_IS_CONTEXT (self), FALSE);
  g_return_val_if_fail (text != NULL, FALSE);

  if (strlen (text) > MAX_LENGTH)
    {
      g_set_error (error, STUDIO_ERROR, STUDIO_ERROR_INPUT,
                   _ ("The company's context is longer than %d KiB; shorten it."),
                   MAX_LENGTH / 1024);
      return FALSE;
    }
  if (!g_utf8_validate (text, -1, NULL))
    {
      g_set_error_literal (error, STUDIO_ERROR, STUDIO_ERROR_INPUT,
                           _ ("The company's context is no text in UTF-8; save it as that."));
      return FALSE;
    }
  cleaned = clean (text);
  if (strcmp (cleaned, self->text) != 0)
    take_text (self, g_steal_pointer (&cleaned));
  return TRUE;
}

const char *
studio_context_get_text (StudioContext *self)
{
  g_return_val_if_fail (STUDIO_IS_CONTEXT (self), NULL);
  return self->text;
}

GPtrArray *
studio_context_get_facts (StudioContext *self)
{
  g_return_val_if_fail (STUDIO_IS_CONTEXT (self), NULL);
  return self->facts;
}

GPtrArray *
studio_context_get_problems (StudioContext *self)
{
  g_return_val_if_fail (STUDIO_IS_CONTEXT (self), NULL);
  return self->problems;
}

static void
take_lines (StudioContext *self, GPtrArray *texts)
{
  g_ptr_array_add (texts, NULL);
  take_text (self, g_strjoinv ("\n", (GStrv) texts->pdata));
}

static GPtrArray *
copy_texts (StudioContext *self)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->lines->len; i++)
    g_ptr_array_add (texts, g_strdup (((Line *) g_ptr_array_index (self->lines, i))->text));
  return texts;
}

/* The line that says something in the place of @fact, and which of its facts that is. */
static gboolean
find_line (StudioContext *self, const StudioFact *fact, guint *line_index, guint *fact_index)
{
  for (guint i = self->lines->len; i > 0; i--)
    {
      const Line *line = g_ptr_array_index (self->lines, i - 1);

      for (guint k = 0; k < line->facts->len; k++)
        if (studio_fact_same_place (g_ptr_array_index (line->facts, k), fact))
          {
            *line_index = i - 1;
            *fact_index = k;
            return TRUE;
          }
    }
  return FALSE;
}

/* Where a new line of @section goes: behind its last line that is not blank; -1: no such section.
 */
static int
find_end (StudioContext *self, StudioContextSection section)
{
  int end = -1;

  for (guint i = 0; i < self->lines->len; i++)
    {
      const Line *line = g_ptr_array_index (self->lines, i);

      if (line->section == section && line->text[strspn (line->text, " \t")] != '\0')
        end = (int) i + 1;
    }
  return end;
}

/* Behind the last line about the same column. */
static int
find_group (StudioContext *self, const StudioFact *fact, gboolean *short_form)
{
  int at = -1;

  for (guint i = 0; i < self->lines->len; i++)
    {
      const Line *line = g_ptr_array_index (self->lines, i);
      const StudioFact *first = line->facts->len > 0 ? g_ptr_array_index (line->facts, 0) : NULL;

      if (first == NULL || first->kind != fact->kind || fact->subject == NULL ||
          first->subject == NULL || g_ascii_strcasecmp (first->subject, fact->subject) != 0)
        continue;
      at = (int) i + 1;
      *short_form = line->short_form;
    }
  return at;
}

static char *
write_fact (const StudioFact *fact, gboolean short_form)
{
  g_autoptr (GPtrArray) facts = g_ptr_array_new ();

  g_ptr_array_add (facts, (gpointer) fact);
  return _studio_context_write (facts, short_form);
}

/* A section that is not there yet goes before the notes, or to the end. */
static int
add_section (GPtrArray *texts, int before, StudioContextSection section)
{
  int at = before >= 0 ? before : (int) texts->len;

  while (at > 0 && *(char *) g_ptr_array_index (texts, at - 1) == '\0')
    at--;
  if (at == 0)
    g_ptr_array_insert (texts, at++, g_strdup (TITLE));
  g_ptr_array_insert (texts, at++, g_strdup (""));
  g_ptr_array_insert (texts, at++,
                      g_strconcat ("## ", _studio_context_section_title (section), NULL));
  return at;
}

static int
find_notes (StudioContext *self)
{
  for (guint i = 0; i < self->lines->len; i++)
    {
      const Line *line = g_ptr_array_index (self->lines, i);

      if (line->heading && line->section == STUDIO_CONTEXT_NOTES)
        return (int) i;
    }
  return -1;
}

static void
add_fact (StudioContext *self, const StudioFact *fact)
{
  g_autoptr (GPtrArray) texts = copy_texts (self);
  StudioContextSection section = fact->kind == STUDIO_FACT_CURRENCY && fact->subject == NULL
                                     ? STUDIO_CONTEXT_COMPANY
                                     : _studio_context_section_of (fact->kind);
  gboolean short_form = FALSE;
  int at = find_group (self, fact, &short_form);

  if (at >= 0)
    {
      g_ptr_array_insert (texts, at, write_fact (fact, short_form));
      take_lines (self, texts);
      return;
    }
  at = find_end (self, section);
  if (at < 0)
    at = add_section (texts, find_notes (self), section);
  if (fact->kind == STUDIO_FACT_CODE)
    {
      g_autofree char *subject = _studio_context_quote (fact->subject);

      g_ptr_array_insert (texts, at++, g_strconcat ("### ", subject, NULL));
      short_form = TRUE;
    }
  g_ptr_array_insert (texts, at, write_fact (fact, short_form));
  if ((guint) at + 1 == texts->len)
    g_ptr_array_add (texts, g_strdup (""));
  take_lines (self, texts);
}

void
studio_context_set_fact (StudioContext *self, const StudioFact *fact)
{
  guint at, index;
  g_autoptr (GPtrArray) texts = NULL;
  g_autoptr (GPtrArray) facts = NULL;
  const Line *line;

  g_return_if_fail (STUDIO_IS_CONTEXT (self));

  if (!find_line (self, fact, &at, &index))
    {
      add_fact (self, fact);
      return;
    }
  line = g_ptr_array_index (self->lines, at);
  facts = g_ptr_array_copy (line->facts, NULL, NULL);
  facts->pdata[index] = (gpointer) fact;
  texts = copy_texts (self);
  g_free (texts->pdata[at]);
  texts->pdata[at] = _studio_context_write (facts, line->short_form);
  take_lines (self, texts);
}

void
studio_context_remove_fact (StudioContext *self, const StudioFact *fact)
{
  guint at, index;
  g_autoptr (GPtrArray) texts = NULL;
  g_autoptr (GPtrArray) facts = NULL;
  const Line *line;

  g_return_if_fail (STUDIO_IS_CONTEXT (self));

  if (!find_line (self, fact, &at, &index))
    return;
  line = g_ptr_array_index (self->lines, at);
  facts = g_ptr_array_copy (line->facts, NULL, NULL);
  g_ptr_array_remove_index (facts, index);
  texts = copy_texts (self);
  if (facts->len > 0)
    {
      g_free (texts->pdata[at]);
      texts->pdata[at] = _studio_context_write (facts, line->short_form);
    }
  else
    g_ptr_array_remove_index (texts, at);
  take_lines (self, texts);
}

const StudioFact *
studio_context_find (StudioContext *self, StudioFactKind kind)
{
  g_return_val_if_fail (STUDIO_IS_CONTEXT (self), NULL);

  for (guint i = self->facts->len; i > 0; i--)
    {
      const StudioFact *fact = g_ptr_array_index (self->facts, i - 1);

      if (fact->kind == kind && fact->subject == NULL)
        return fact;
    }
  return NULL;
}

const StudioFact *
studio_context_find_field (StudioContext *self,
                           StudioFactKind kind,
                           StudioTable *table,
                           StudioField *field)
{
  g_autoptr (GPtrArray) facts = studio_context_get_field_facts (self, table, field);

  for (guint i = facts->len; i > 0; i--)
    {
      const StudioFact *fact = g_ptr_array_index (facts, i - 1);

      if (fact->kind == kind)
        return fact;
    }
  return NULL;
}

GPtrArray *
studio_context_get_field_facts (StudioContext *self, StudioTable *table, StudioField *field)
{
  GPtrArray *found = g_ptr_array_new ();
  const StudioFieldInfo *info = studio_field_get_info (field);
  g_autofree char *key = NULL;
  GPtrArray *list;

  g_return_val_if_fail (STUDIO_IS_CONTEXT (self), found);

  if (g_hash_table_size (self->columns) == 0)
    return found;
  key = column_key (studio_field_is_nested (field)
                        ? info->nested_path[g_strv_length (info->nested_path) - 1]
                        : info->name);
  list = g_hash_table_lookup (self->columns, key);
  for (guint i = 0; list != NULL && i < list->len; i++)
    if (studio_fact_is_about_field (g_ptr_array_index (list, i), table, field))
      g_ptr_array_add (found, g_ptr_array_index (list, i));
  return found;
}

const StudioFact *
studio_context_find_place (StudioContext *self, const StudioFact *fact)
{
  guint at, index;
  const Line *line;

  g_return_val_if_fail (STUDIO_IS_CONTEXT (self), NULL);

  if (!find_line (self, fact, &at, &index))
    return NULL;
  line = g_ptr_array_index (self->lines, at);
  return g_ptr_array_index (line->facts, index);
}
