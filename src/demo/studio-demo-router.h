/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo/studio-demo-exchange.h"

G_BEGIN_DECLS

typedef void (*StudioDemoHandler) (StudioDemoExchange *exchange);

/** StudioDemoRoute: an endpoint. Tables of them end with one without a method. */
typedef struct
{
  const char *method;
  const char *pattern; /* "/api/card/:id": a segment with a colon is captured */
  StudioDemoHandler handle;
  gboolean is_open; /* needs no sign-in */
  guint from;       /* there from this minor version on; 0: always */
  guint before;     /* gone from this minor version on; 0: never */
} StudioDemoRoute;

/** studio_demo_router_dispatch: answers the request, or passes it to the endpoint's handler. */
void studio_demo_router_dispatch (StudioDemoExchange *exchange);

G_END_DECLS
