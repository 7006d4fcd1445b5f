/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-ui"

#include "ui/studio-diff.h"

/* A statement has at most some hundred lines; beyond this many, everything counts as changed. */
#define MAX_LINES 2000

static void
line_free (StudioDiffLine *line)
{
  g_free (line->text);
  g_free (line);
}

static void
add (GPtrArray *lines, StudioDiffKind kind, const char *text)
{
  StudioDiffLine *line = g_new0 (StudioDiffLine, 1);

  line->kind = kind;
  line->text = g_strdup (text);
  g_ptr_array_add (lines, line);
}

/* Lengths of the longest common subsequences of the tails that begin at each pair of lines. */
static guint *
measure_tails (GStrv before, guint n_before, GStrv after, guint n_after)
{
  guint width = n_after + 1;
  guint *lengths = g_new0 (guint, (gsize) (n_before + 1) * width);

  for (guint i = n_before; i-- > 0;)
    for (guint j = n_after; j-- > 0;)
      lengths[i * width + j] = g_str_equal (before[i], after[j])
                                   ? lengths[(i + 1) * width + j + 1] + 1
                                   : MAX (lengths[(i + 1) * width + j], lengths[i * width + j + 1]);
  return lengths;
}

GPtrArray *
studio_diff_lines (const char *before, const char *after)
{
  g_auto (GStrv) old = g_strsplit (before, "\n", -1);
  g_auto (GStrv) new = g_strsplit (after, "\n", -1);
  guint n_old = g_strv_length (old);
  guint n_new = g_strv_length (new);
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) line_free);
  g_autofree guint *lengths = NULL;
  guint i = 0, j = 0;

  if (n_old <= MAX_LINES && n_new <= MAX_LINES)
    lengths = measure_tails (old, n_old, new, n_new);
  while (lengths != NULL && i < n_old && j < n_new)
    if (g_str_equal (old[i], new[j]))
      {
        add (lines, STUDIO_DIFF_SAME, old[i]);
        i++;
        j++;
      }
    else if (lengths[(i + 1) * (n_new + 1) + j] >= lengths[i * (n_new + 1) + j + 1])
      add (lines, STUDIO_DIFF_REMOVED, old[i++]);
    else
      add (lines, STUDIO_DIFF_ADDED, new[j++]);
  while (i < n_old)
    add (lines, STUDIO_DIFF_REMOVED, old[i++]);
  while (j < n_new)
    add (lines, STUDIO_DIFF_ADDED, new[j++]);
  return lines;
}
