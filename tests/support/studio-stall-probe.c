/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Preloaded into a program (LD_PRELOAD), it tells how long the program's main loop was busy between
 * two looks at its events: no frame is drawn meanwhile. At the end it writes to the file
 * STUDIO_STALL_LOG a line for each time that was longer than a frame: seconds since the start, and
 * milliseconds by the clock and of the processor (on a busy machine the first is longer).
 */
#include <glib.h>
#include <stdio.h>
#include <time.h>

#define FRAME 16.0

typedef struct
{
  double at, wall, cpu;
} Stall;

static GPollFunc original;
static gint64 started;    /* microseconds */
static gint64 away;       /* since when, 0 while waiting for events */
static double cpu_before; /* milliseconds */
static GArray *stalls;    /* of Stall */

static double
get_cpu (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (double) time.tv_sec * 1e3 + (double) time.tv_nsec / 1e6;
}

static int
poll_cb (GPollFD *fds, guint n, int timeout)
{
  gint64 now = g_get_monotonic_time ();
  int result;

  if (away > 0 && (double) (now - away) / 1e3 > FRAME)
    {
      Stall stall = { (double) (away - started) / 1e6, (double) (now - away) / 1e3,
                      get_cpu () - cpu_before };

      g_array_append_val (stalls, stall);
    }
  result = original (fds, n, timeout);
  cpu_before = get_cpu ();
  away = g_get_monotonic_time ();
  return result;
}

static void __attribute__ ((constructor)) begin (void)
{
  if (g_getenv ("STUDIO_STALL_LOG") == NULL)
    return;
  started = g_get_monotonic_time ();
  stalls = g_array_new (FALSE, FALSE, sizeof (Stall));
  original = g_main_context_get_poll_func (NULL);
  g_main_context_set_poll_func (NULL, poll_cb);
}

static void __attribute__ ((destructor)) end (void)
{
  FILE *file = stalls != NULL ? fopen (g_getenv ("STUDIO_STALL_LOG"), "w") : NULL;

  for (guint i = 0; file != NULL && i < stalls->len; i++)
    {
      const Stall *stall = &g_array_index (stalls, Stall, i);

      fprintf (file, "%.3f %.1f %.1f\n", stall->at, stall->wall, stall->cpu);
    }
  if (file != NULL)
    fclose (file);
}
