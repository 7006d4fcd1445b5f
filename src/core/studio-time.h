/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** studio_time_for_people: the ISO 8601 time @iso in the time zone of this machine, to the minute:
 * “2026-11-25 09:30”; as it is when it is no time. Returns: (transfer full) */
char *studio_time_for_people (const char *iso);

G_END_DECLS
