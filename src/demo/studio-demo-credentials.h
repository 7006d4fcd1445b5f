/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo/studio-demo-exchange.h"

G_BEGIN_DECLS

/** studio_demo_credentials_get_session: Returns: (transfer full) (nullable): the session's token,
 * from where Metabase looks for it: the cookies first, then the header. */
char *studio_demo_credentials_get_session (StudioDemoExchange *exchange);

/** studio_demo_credentials_identify: who sent the request. */
StudioDemoIdentity studio_demo_credentials_identify (StudioDemoExchange *exchange);

G_END_DECLS
