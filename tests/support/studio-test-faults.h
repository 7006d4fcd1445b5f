/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** StudioTestFault: what a server, a proxy or a network may do with one request. */
typedef enum
{
  STUDIO_TEST_NO_FAULT,
  STUDIO_TEST_RESET_BEFORE, /* the connection breaks before the request was read */
  STUDIO_TEST_RESET_AFTER,  /* and after, so that it was done */
  STUDIO_TEST_HANG,
  STUDIO_TEST_TRICKLE, /* a byte now and then, for ever */
  STUDIO_TEST_UNAUTHENTICATED,
  STUDIO_TEST_FORBIDDEN_TEXT,
  STUDIO_TEST_FORBIDDEN_JSON,
  STUDIO_TEST_NOT_FOUND_TEXT,
  STUDIO_TEST_NOT_FOUND_JSON,
  STUDIO_TEST_THROTTLED,
  STUDIO_TEST_THROTTLED_NOW,  /* Retry-After: 0 */
  STUDIO_TEST_THROTTLED_LONG, /* Retry-After: 3600 */
  STUDIO_TEST_INTERNAL_ERROR, /* 500 with a page */
  STUDIO_TEST_BAD_GATEWAY,
  STUDIO_TEST_UNAVAILABLE,
  STUDIO_TEST_CUT,        /* fewer bytes than announced */
  STUDIO_TEST_CUT_SILENT, /* fewer bytes, none announced */
  STUDIO_TEST_JUNK,       /* text behind the JSON */
  STUDIO_TEST_TWO_ANSWERS,
  STUDIO_TEST_NOT_UTF8,
  STUDIO_TEST_PAGE, /* 200 with the page of a login proxy */
  STUDIO_TEST_EMPTY,
  STUDIO_TEST_ENDLESS,
  STUDIO_TEST_BROKEN_GZIP,
  STUDIO_TEST_REDIRECT, /* to another host */
  STUDIO_TEST_N_FAULTS,
} StudioTestFault;

/** StudioTestFaults: a server that gives the answers it was told to, unless a rule makes it fail.
 * It has threads of its own, so that a client may block. */
typedef struct _StudioTestFaults StudioTestFaults;

StudioTestFaults *studio_test_faults_new (void);
void studio_test_faults_free (StudioTestFaults *self);

/** studio_test_faults_get_url: Returns: (transfer none). */
const char *studio_test_faults_get_url (StudioTestFaults *self);

/** studio_test_faults_answer: @body is what @path, a glob, answers to @method with 200 from now on;
 * later ones win. */
void studio_test_faults_answer (StudioTestFaults *self,
                                const char *method,
                                const char *path,
                                const char *body);

/** studio_test_faults_fail: the next @times requests of @method to @path, a glob, fail like this; 0
 * for all. Replaces the rule for the same, if there is one. */
void studio_test_faults_fail (StudioTestFaults *self,
                              const char *method,
                              const char *path,
                              StudioTestFault fault,
                              guint times);

/** studio_test_faults_reply: the next @times requests of @method to @path get this status and body.
 */
void studio_test_faults_reply (StudioTestFaults *self,
                               const char *method,
                               const char *path,
                               guint status,
                               const char *content_type,
                               const char *body,
                               guint times);

/** studio_test_faults_reset: forgets the rules and the counts, not the answers. */
void studio_test_faults_reset (StudioTestFaults *self);

/** studio_test_faults_refuse: whether connections are refused from now on. */
void studio_test_faults_refuse (StudioTestFaults *self, gboolean refuse);

/** studio_test_faults_count: the requests of @method (%NULL: any) to @path, a glob, that were
 * begun, performed or not. Those that were broken off before they were read count as to "*". */
guint studio_test_faults_count (StudioTestFaults *self, const char *method, const char *path);

/** studio_test_faults_count_performed: those of them that were carried out. */
guint
studio_test_faults_count_performed (StudioTestFaults *self, const char *method, const char *path);

/** studio_test_faults_get_last: Returns: (transfer full) (nullable): the head and the body of the
 * last request that was read. */
char *studio_test_faults_get_last (StudioTestFaults *self);

/** studio_test_fault_get_name: for messages. */
const char *studio_test_fault_get_name (StudioTestFault fault);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioTestFaults, studio_test_faults_free)

G_END_DECLS
