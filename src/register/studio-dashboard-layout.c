/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-register"

#include "register/studio-dashboard-layout.h"

#include "metabase/studio-dashboard.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* The grid that the sizes below are for. */
#define FULL_WIDTH 24

typedef struct
{
  const char *display;
  StudioDashboardSection section;
  guint width;
  guint height;
} DisplaySize;

/* Sizes as Metabase's own pages choose them (reference: metabase-api.md, section 7). */
static const DisplaySize sizes[] = {
  { "scalar", STUDIO_SECTION_FIGURES, 6, 3 },      { "number", STUDIO_SECTION_FIGURES, 6, 3 },
  { "smartscalar", STUDIO_SECTION_FIGURES, 6, 3 }, { "progress", STUDIO_SECTION_FIGURES, 6, 3 },
  { "gauge", STUDIO_SECTION_FIGURES, 6, 6 },       { "line", STUDIO_SECTION_TRENDS, 12, 6 },
  { "area", STUDIO_SECTION_TRENDS, 12, 6 },        { "combo", STUDIO_SECTION_TRENDS, 12, 6 },
  { "waterfall", STUDIO_SECTION_TRENDS, 12, 6 },   { "pie", STUDIO_SECTION_BREAKDOWNS, 12, 8 },
  { "table", STUDIO_SECTION_TABLES, 12, 9 },       { "pivot", STUDIO_SECTION_TABLES, 12, 9 },
  { "object", STUDIO_SECTION_TABLES, 12, 9 },
};

/* Bars, rows, funnels, maps and whatever comes with the next version. */
static const DisplaySize other = { NULL, STUDIO_SECTION_BREAKDOWNS, 12, 6 };

static const DisplaySize *
find_size (const char *display)
{
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    if (strcmp (sizes[i].display, display != NULL ? display : "table") == 0)
      return &sizes[i];
  return &other;
}

StudioDashboardItem *
studio_dashboard_item_new (gint64 card_id, const char *name, const char *display, int score)
{
  StudioDashboardItem *self = g_new0 (StudioDashboardItem, 1);

  self->card_id = card_id;
  self->name = g_strdup (name);
  self->display = g_strdup (display);
  self->score = score;
  return self;
}

void
studio_dashboard_item_free (StudioDashboardItem *self)
{
  g_free (self->name);
  g_free (self->display);
  g_free (self);
}

StudioDashboardSection
studio_dashboard_section_for (const char *display)
{
  return find_size (display)->section;
}

const char *
studio_dashboard_section_title (StudioDashboardSection section)
{
  switch (section)
    {
    case STUDIO_SECTION_FIGURES:
      return _ ("Key figures");
    case STUDIO_SECTION_TRENDS:
      return _ ("Trends");
    case STUDIO_SECTION_BREAKDOWNS:
      return _ ("Breakdowns");
    case STUDIO_SECTION_TABLES:
    case STUDIO_N_SECTIONS:
    default:
      return _ ("Tables");
    }
}

static int
compare_items (gconstpointer a, gconstpointer b)
{
  const StudioDashboardItem *left = *(StudioDashboardItem *const *) a;
  const StudioDashboardItem *right = *(StudioDashboardItem *const *) b;

  if (left->score != right->score)
    return left->score > right->score ? -1 : 1;
  if (g_strcmp0 (left->name, right->name) != 0)
    return g_strcmp0 (left->name, right->name);
  return left->card_id < right->card_id ? -1 : left->card_id > right->card_id;
}

/* Where the next card goes. */
typedef struct
{
  GPtrArray *places;
  guint columns;
  guint row;
  guint column;
  guint row_height; /* of the tallest card of the row */
} Pen;

static void
end_row (Pen *pen)
{
  pen->row += pen->row_height;
  pen->row_height = 0;
  pen->column = 0;
}

/* Takes @place. */
static void
put (Pen *pen, StudioDashboardPlace *place, guint width, guint height)
{
  guint scaled = MAX (1, width * pen->columns / FULL_WIDTH);

  if (pen->column + scaled > pen->columns)
    end_row (pen);
  place->row = pen->row;
  place->column = pen->column;
  place->width = scaled;
  place->height = height;
  pen->column += scaled;
  pen->row_height = MAX (pen->row_height, height);
  g_ptr_array_add (pen->places, place);
}

GPtrArray *
studio_dashboard_layout (GPtrArray *items, guint columns, guint first_row)
{
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();
  Pen pen = { .columns = columns, .row = first_row };

  pen.places = g_ptr_array_new_with_free_func ((GDestroyNotify) studio_dashboard_place_free);
  g_ptr_array_extend (sorted, items, NULL, NULL);
  g_ptr_array_sort (sorted, compare_items);
  for (guint section = 0; section < STUDIO_N_SECTIONS; section++)
    {
      gboolean begun = FALSE;

      for (guint i = 0; i < sorted->len; i++)
        {
          const StudioDashboardItem *item = g_ptr_array_index (sorted, i);
          const DisplaySize *size = find_size (item->display);

          if (size->section != section)
            continue;
          if (!begun)
            {
              put (&pen, studio_dashboard_place_new_text (studio_dashboard_section_title (section)),
                   FULL_WIDTH, 1);
              end_row (&pen);
            }
          begun = TRUE;
          put (&pen, studio_dashboard_place_new_card (item->card_id), size->width, size->height);
        }
      end_row (&pen);
    }
  return pen.places;
}
