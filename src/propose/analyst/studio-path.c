/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-path.h"

/* More tables than this are not looked at: large schemas hang together in one piece. */
#define MAX_TABLES 48

static void
path_free (gpointer data)
{
  StudioPath *path = data;

  g_ptr_array_unref (path->steps);
  g_free (path);
}

const StudioRelationship *
studio_path_last (const StudioPath *path)
{
  return g_ptr_array_index (path->steps, path->steps->len - 1);
}

/* Who last changed a row is not what it is about, and a parent of the same table is a hierarchy. */
static const StudioColumn *
read_link (const StudioReading *child, const StudioRelationship *relationship)
{
  const StudioColumn *link = studio_reading_find (child, relationship->column);

  return relationship->unique && relationship->child != relationship->parent && link != NULL &&
                 link->usable && !link->audit && link->null_share < 0.9 &&
                 !studio_column_is_constant (link)
             ? link
             : NULL;
}

static StudioPath *
path_new (const StudioPath *rest,
          const StudioRelationship *step,
          StudioReading *from,
          StudioReading *to,
          double null_share,
          gboolean at_end)
{
  StudioPath *path = g_new0 (StudioPath, 1);

  path->from = from;
  path->to = to;
  path->null_share = null_share;
  path->steps = rest != NULL ? g_ptr_array_copy (rest->steps, NULL, NULL) : g_ptr_array_new ();
  g_ptr_array_insert (path->steps, at_end ? -1 : 0, (gpointer) step);
  if (rest != NULL)
    path->null_share = 1 - (1 - null_share) * (1 - rest->null_share);
  return path;
}

/* Of two ways of the same length the first one counts, unless it leads nowhere more often. */
static void
add_path (GPtrArray *paths, GHashTable *found, gpointer table, StudioPath *path)
{
  StudioPath *other = g_hash_table_lookup (found, table);

  if (other != NULL &&
      (other->steps->len < path->steps->len || other->null_share <= path->null_share + 0.05))
    {
      path_free (path);
      return;
    }
  if (other != NULL)
    g_ptr_array_remove (paths, other);
  g_hash_table_insert (found, table, path);
  g_ptr_array_add (paths, path);
}

static void
extend_up (const StudioAnalysis *self,
           StudioReading *from,
           const StudioPath *rest,
           GPtrArray *paths,
           GHashTable *found)
{
  StudioReading *at = rest != NULL ? rest->to : from;

  for (guint i = 0; i < at->parents->len && paths->len < MAX_TABLES; i++)
    {
      const StudioRelationship *step = g_ptr_array_index (at->parents, i);
      const StudioColumn *link = read_link (at, step);

      if (link == NULL || step->parent == from->table)
        continue;
      add_path (paths, found, step->parent,
                path_new (rest, step, from, studio_schema_index_read (self->index, step->parent),
                          link->null_share, TRUE));
    }
}

static void
extend_down (const StudioAnalysis *self,
             StudioReading *to,
             const StudioPath *rest,
             GPtrArray *paths,
             GHashTable *found)
{
  StudioReading *at = rest != NULL ? rest->from : to;

  for (guint i = 0; i < at->children->len && paths->len < MAX_TABLES; i++)
    {
      const StudioRelationship *step = g_ptr_array_index (at->children, i);
      StudioReading *child = studio_schema_index_read (self->index, step->child);
      const StudioColumn *link = read_link (child, step);

      if (link == NULL || step->child == to->table || child->empty || child->valid_until != NULL)
        continue;
      add_path (paths, found, step->child,
                path_new (rest, step, child, to, link->null_share, FALSE));
    }
}

static GPtrArray *
find_paths (const StudioAnalysis *self, StudioReading *reading, guint depth, gboolean up)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (path_free);
  g_autoptr (GHashTable) found = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) ends = g_ptr_array_new ();

  g_ptr_array_add (ends, NULL);
  for (guint length = 1; length <= depth && ends->len > 0; length++)
    {
      for (guint i = 0; i < ends->len; i++)
        (up ? extend_up : extend_down) (self, reading, g_ptr_array_index (ends, i), paths, found);
      g_ptr_array_set_size (ends, 0);
      for (guint i = 0; i < paths->len; i++)
        if (((const StudioPath *) g_ptr_array_index (paths, i))->steps->len == length)
          g_ptr_array_add (ends, g_ptr_array_index (paths, i));
    }
  return paths;
}

GPtrArray *
studio_paths_up (const StudioAnalysis *self, StudioReading *from, guint depth)
{
  return find_paths (self, from, depth, TRUE);
}

GPtrArray *
studio_paths_down (const StudioAnalysis *self, StudioReading *to, guint depth)
{
  return find_paths (self, to, depth, FALSE);
}

char *
studio_path_join (const StudioPath *path,
                  const StudioAnalysis *self,
                  StudioDefinition *definition,
                  const char *source)
{
  char *at = g_strdup (source);

  for (guint i = 0; i < path->steps->len; i++)
    {
      char *next =
          studio_analysis_ensure_joined (self, definition, at, g_ptr_array_index (path->steps, i));

      g_free (at);
      at = next;
    }
  return at;
}

const StudioColumn *
studio_path_last_column (const StudioPath *path, const StudioAnalysis *self)
{
  const StudioRelationship *last = studio_path_last (path);

  return studio_reading_find (studio_schema_index_read (self->index, last->child), last->column);
}

char *
studio_path_noun (const StudioPath *path, const StudioAnalysis *self)
{
  const StudioRelationship *last = studio_path_last (path);
  StudioReading *child = studio_schema_index_read (self->index, last->child);

  return studio_analysis_parent_noun (child, studio_reading_find (child, last->column), path->to);
}
