/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-demo"

#include "demo/studio-demo-postgres-programs.h"

#include "demo/studio-demo-error.h"

#include <glob.h>
#include <string.h>

#include <glib/gi18n.h>

void
studio_demo_postgres_programs_free (StudioDemoPostgresPrograms *self)
{
  if (self == NULL)
    return;
  g_free (self->initdb);
  g_free (self->postgres);
  g_free (self);
}

static guint
ask_major (const char *postgres)
{
  const char *const arguments[] = { postgres, "--version", NULL };
  g_autofree char *output = NULL;
  const char *digits;

  if (!g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL,
                     &output, NULL, NULL, NULL) ||
      output == NULL)
    return 0;
  digits = strpbrk (output, "0123456789");
  return digits != NULL ? (guint) g_ascii_strtoull (digits, NULL, 10) : 0;
}

static StudioDemoPostgresPrograms *
look_in (const char *folder)
{
  g_autoptr (StudioDemoPostgresPrograms) self = g_new0 (StudioDemoPostgresPrograms, 1);

  self->initdb = g_build_filename (folder, "initdb", NULL);
  self->postgres = g_build_filename (folder, "postgres", NULL);
  if (!g_file_test (self->initdb, G_FILE_TEST_IS_EXECUTABLE) ||
      !g_file_test (self->postgres, G_FILE_TEST_IS_EXECUTABLE))
    return NULL;
  self->major = ask_major (self->postgres);
  return self->major >= STUDIO_DEMO_OLDEST_POSTGRES ? g_steal_pointer (&self) : NULL;
}

static void
add_matches (GPtrArray *folders, const char *pattern)
{
  glob_t matches;

  if (glob (pattern, 0, NULL, &matches) == 0)
    for (gsize i = 0; i < matches.gl_pathc; i++)
      g_ptr_array_add (folders, g_strdup (matches.gl_pathv[i]));
  globfree (&matches);
}

static void
add_from_pg_config (GPtrArray *folders)
{
  const char *const arguments[] = { "pg_config", "--bindir", NULL };
  char *output = NULL;

  if (g_spawn_sync (NULL, (char **) arguments, NULL,
                    G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, &output, NULL,
                    NULL, NULL) &&
      output != NULL)
    g_ptr_array_add (folders, g_strstrip (output));
  else
    g_free (output);
}

static void
add_from_path (GPtrArray *folders)
{
  g_autofree char *found = g_find_program_in_path ("initdb");

  if (found != NULL)
    g_ptr_array_add (folders, g_path_get_dirname (found));
}

static GPtrArray *
list_folders (void)
{
  GPtrArray *folders = g_ptr_array_new_with_free_func (g_free);

  add_matches (folders, "/usr/lib/postgresql/*/bin"); /* Debian, Ubuntu */
  add_matches (folders, "/usr/pgsql-*/bin");          /* PostgreSQL's own packages for Fedora */
  add_matches (folders, "/usr/lib/postgresql*/bin");  /* openSUSE */
  add_matches (folders, "/usr/libexec/postgresql*");  /* Alpine */
  add_matches (folders, "/app/bin");                  /* Flatpak */
  add_matches (folders, "/app/lib/postgresql*/bin");
  add_from_pg_config (folders);
  add_from_path (folders);
  return folders;
}

StudioDemoPostgresPrograms *
studio_demo_postgres_programs_find (guint wanted, GError **error)
{
  g_autoptr (GPtrArray) folders = list_folders ();
  g_autoptr (StudioDemoPostgresPrograms) best = NULL;

  for (guint i = 0; i < folders->len; i++)
    {
      g_autoptr (StudioDemoPostgresPrograms) found = look_in (g_ptr_array_index (folders, i));

      if (found == NULL || (best != NULL && best->major == wanted))
        continue;
      if (best != NULL && found->major != wanted && found->major <= best->major)
        continue;
      g_clear_pointer (&best, studio_demo_postgres_programs_free);
      best = g_steal_pointer (&found);
    }
  if (best == NULL)
    g_set_error (error, STUDIO_DEMO_ERROR, STUDIO_DEMO_ERROR_POSTGRES,
                 _ ("PostgreSQL %d or newer is needed for the sample company and was not found. "
                    "Install the package “postgresql” (Debian, Ubuntu) or “postgresql-server” "
                    "(Fedora)."),
                 STUDIO_DEMO_OLDEST_POSTGRES);
  return g_steal_pointer (&best);
}
