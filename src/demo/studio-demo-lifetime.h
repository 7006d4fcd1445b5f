/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * studio_demo_lifetime_bind:
 *
 * To be called first of all: when standard input is a pipe (another program started the server),
 * the server ends with that program, even when the program is killed.
 */
void studio_demo_lifetime_bind (void);

/**
 * studio_demo_lifetime_watch: quits @loop on SIGINT, SIGTERM and SIGHUP, when the pipe at standard
 * input is closed, and when the program that started the server has ended.
 */
void studio_demo_lifetime_watch (GMainLoop *loop);

G_END_DECLS
