/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-core"

#include "core/studio-process.h"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

/* The limit holds for files; what is piped to a collector of crashes (core(5)) gets the kinds of
 * memory that the filter names, which are none. */
void
studio_process_forbid_core_dumps (void)
{
  int filter = open ("/proc/self/coredump_filter", O_WRONLY | O_CLOEXEC);

  setrlimit (RLIMIT_CORE, &(struct rlimit){ 0, 0 });
  if (filter < 0)
    return;
  if (write (filter, "0", 1) != 1)
    g_info ("The kinds of memory in core dumps could not be limited.");
  close (filter);
}

/* A sanitizer needs to look at its own process, which this would keep it from. */
void
studio_process_forbid_tracing (void)
{
#ifndef __SANITIZE_ADDRESS__
  prctl (PR_SET_DUMPABLE, 0);
#endif
}
