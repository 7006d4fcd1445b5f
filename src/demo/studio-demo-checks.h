/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo/studio-demo-exchange.h"

G_BEGIN_DECLS

/** StudioDemoChecks: what is wrong with the members of a request's body. */
typedef struct _StudioDemoChecks StudioDemoChecks;

StudioDemoChecks *studio_demo_checks_new (JsonObject *body);
void studio_demo_checks_free (StudioDemoChecks *self);

/* Members that have to be there. */
void studio_demo_checks_text (StudioDemoChecks *self, const char *member);
void studio_demo_checks_object (StudioDemoChecks *self, const char *member);

/* Members that may be missing or null. */
void studio_demo_checks_maybe_text (StudioDemoChecks *self, const char *member);
void studio_demo_checks_maybe_id (StudioDemoChecks *self, const char *member);
void studio_demo_checks_maybe_boolean (StudioDemoChecks *self, const char *member);
void studio_demo_checks_maybe_object (StudioDemoChecks *self, const char *member);
void studio_demo_checks_maybe_array (StudioDemoChecks *self, const char *member);

/** studio_demo_checks_maybe_one_of: @values: NULL-terminated */
void studio_demo_checks_maybe_one_of (StudioDemoChecks *self,
                                      const char *member,
                                      const char *const *values);

/** studio_demo_checks_add: notes a problem found elsewhere. */
void studio_demo_checks_add (StudioDemoChecks *self,
                             const char *member,
                             const char *message,
                             const char *specific);

/** studio_demo_checks_reply: answers 400 and returns TRUE when something was wrong. */
gboolean studio_demo_checks_reply (StudioDemoChecks *self, StudioDemoExchange *exchange);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioDemoChecks, studio_demo_checks_free)

G_END_DECLS
