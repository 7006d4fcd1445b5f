/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/studio-cli.h"
#include "report/studio-ledger-report.h"

G_BEGIN_DECLS

/** studio_cli_load_ledger: Returns: (transfer full) (nullable): what language models used, by what
 * the workspace says; it has to be open. */
StudioLedgerReport *studio_cli_load_ledger (StudioCli *self, GError **error);

G_END_DECLS
