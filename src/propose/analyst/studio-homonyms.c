/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-homonyms.h"

#include <string.h>

#include "core/studio-json.h"
#include "core/studio-resource.h"

#define RESOURCE "/org/example/KpiStudio/engine/homonyms.json"
/* What a comment says weighs as much as so many columns. */
#define COMMENT_WEIGHT 6

/* A word that a token stands for where all that is given is met. */
typedef struct
{
  const char *word;
  guint uses;         /* StudioNameUse, 0 for any */
  gboolean first;     /* nothing comes before it */
  gboolean last;      /* nothing comes behind it */
  gboolean of_table;  /* or what the table of that name is */
  GHashTable *before; /* (nullable) it stands before one of these */
  GHashTable *after;  /* (nullable) it stands after one of these */
} Rule;

/* What a table may be, and the words of columns that speak for it. */
typedef struct
{
  const char *word;
  GStrv columns;
} Candidate;

struct _StudioHomonyms
{
  JsonNode *root;
  GHashTable *sets;   /* name → GHashTable of tokens */
  GHashTable *rules;  /* token → GArray of Rule */
  GHashTable *tables; /* token → GArray of Candidate */
};

static GHashTable *
set_of (GStrv words)
{
  GHashTable *set = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; words[i] != NULL; i++)
    g_hash_table_add (set, (gpointer) g_intern_string (words[i]));
  return set;
}

/* The tokens under @name: a list of them, or of names of sets (“$identity”). */
static GHashTable *
read_tokens (StudioHomonyms *self, JsonObject *object, const char *name)
{
  g_auto (GStrv) words = studio_json_get_strings (object, name);
  GHashTable *tokens;

  if (words[0] == NULL)
    return NULL;
  tokens = set_of (words);
  for (guint i = 0; words[i] != NULL; i++)
    {
      GHashTable *set = *words[i] == '$' ? g_hash_table_lookup (self->sets, words[i] + 1) : NULL;
      GHashTableIter iter;
      gpointer token;

      if (set == NULL)
        continue;
      g_hash_table_iter_init (&iter, set);
      while (g_hash_table_iter_next (&iter, &token, NULL))
        g_hash_table_add (tokens, token);
    }
  return tokens;
}

static guint
read_uses (JsonObject *object)
{
  static const char *const names[] = { "table", "text", "number", "time", "flag" };
  g_auto (GStrv) words = studio_json_get_strings (object, "use");
  guint uses = 0;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_strv_contains ((const char *const *) words, names[i]))
      uses |= 1u << i;
  return uses;
}

static void
read_rules (StudioHomonyms *self, JsonObject *object)
{
  JsonObjectIter iter;
  const char *token;
  JsonNode *node;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &token, &node))
    {
      JsonArray *list = json_node_get_array (node);
      GArray *rules = g_array_new (FALSE, TRUE, sizeof (Rule));

      for (guint i = 0; i < json_array_get_length (list); i++)
        {
          JsonObject *item = json_array_get_object_element (list, i);
          Rule rule = {
            .word = studio_json_get_string (item, "as"),
            .uses = read_uses (item),
            .first = studio_json_get_boolean (item, "first", FALSE),
            .last = studio_json_get_boolean (item, "last", FALSE),
            .of_table = studio_json_get_boolean (item, "of_table", FALSE),
            .before = read_tokens (self, item, "before"),
            .after = read_tokens (self, item, "after"),
          };

          g_array_append_val (rules, rule);
        }
      g_hash_table_insert (self->rules, (gpointer) token, rules);
    }
}

static void
read_tables (StudioHomonyms *self, JsonObject *object)
{
  JsonObjectIter iter;
  const char *token;
  JsonNode *node;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &token, &node))
    {
      JsonArray *list = json_node_get_array (node);
      GArray *candidates = g_array_new (FALSE, TRUE, sizeof (Candidate));

      for (guint i = 0; i < json_array_get_length (list); i++)
        {
          JsonObject *item = json_array_get_object_element (list, i);
          Candidate candidate = { studio_json_get_string (item, "as"),
                                  studio_json_get_strings (item, "columns") };

          g_array_append_val (candidates, candidate);
        }
      g_hash_table_insert (self->tables, (gpointer) token, candidates);
    }
}

static StudioHomonyms *
homonyms_new (void)
{
  StudioHomonyms *self = g_new0 (StudioHomonyms, 1);
  JsonObject *object;
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  self->root = studio_resource_read_json (RESOURCE, JSON_NODE_OBJECT);
  object = json_node_get_object (self->root);
  self->sets = g_hash_table_new (g_str_hash, g_str_equal);
  self->rules = g_hash_table_new (g_str_hash, g_str_equal);
  self->tables = g_hash_table_new (g_str_hash, g_str_equal);
  json_object_iter_init (&iter, studio_json_get_object (object, "sets"));
  while (json_object_iter_next (&iter, &name, &node))
    {
      g_auto (GStrv) words =
          studio_json_get_strings (studio_json_get_object (object, "sets"), name);

      g_hash_table_insert (self->sets, (gpointer) name, set_of (words));
    }
  read_rules (self, studio_json_get_object (object, "rules"));
  read_tables (self, studio_json_get_object (object, "tables"));
  return self;
}

const StudioHomonyms *
studio_homonyms_get (void)
{
  static StudioHomonyms *homonyms = NULL;

  if (g_once_init_enter (&homonyms))
    g_once_init_leave (&homonyms, homonyms_new ());
  return homonyms;
}

StudioNameUse
studio_homonyms_use_of (StudioFieldKind kind)
{
  if (studio_field_kind_is_temporal (kind))
    return STUDIO_NAME_USE_TIME;
  if (studio_field_kind_is_number (kind))
    return STUDIO_NAME_USE_NUMBER;
  if (kind == STUDIO_FIELD_BOOLEAN)
    return STUDIO_NAME_USE_FLAG;
  return kind == STUDIO_FIELD_TEXT ? STUDIO_NAME_USE_TEXT : STUDIO_NAME_USE_ANY;
}

static gboolean
has_token (GHashTable *tokens, const char *token)
{
  return tokens == NULL || (token != NULL && g_hash_table_contains (tokens, token));
}

const char *
studio_homonyms_find (const StudioHomonyms *self, const StudioTokenPlace *place, gboolean *of_table)
{
  GArray *rules = g_hash_table_lookup (self->rules, place->token);

  *of_table = FALSE;
  for (guint i = 0; rules != NULL && i < rules->len; i++)
    {
      const Rule *rule = &g_array_index (rules, Rule, i);

      if ((rule->uses != 0 && (rule->uses & (guint) place->use) == 0) ||
          (rule->first && place->previous != NULL) || (rule->last && place->next != NULL) ||
          !has_token (rule->before, place->next) || !has_token (rule->after, place->previous))
        continue;
      *of_table = rule->of_table;
      return rule->word;
    }
  return NULL;
}

gboolean
studio_homonyms_name_tables (const StudioHomonyms *self, const char *token)
{
  return g_hash_table_contains (self->tables, token);
}

const char *
studio_homonyms_judge (const StudioHomonyms *self,
                       const char *token,
                       GHashTable *words,
                       const char *const *comment)
{
  GArray *candidates = g_hash_table_lookup (self->tables, token);
  const char *best = NULL;
  guint most = 0;

  for (guint i = 0; candidates != NULL && i < candidates->len; i++)
    {
      const Candidate *candidate = &g_array_index (candidates, Candidate, i);
      guint score =
          comment != NULL && g_strv_contains (comment, candidate->word) ? COMMENT_WEIGHT : 0;

      for (guint k = 0; candidate->columns[k] != NULL; k++)
        score += g_hash_table_contains (words, candidate->columns[k]);
      if (best == NULL || score > most)
        {
          best = candidate->word;
          most = score;
        }
    }
  return best;
}
