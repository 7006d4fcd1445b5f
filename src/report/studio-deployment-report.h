/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "core/studio-deployment.h"

G_BEGIN_DECLS

/** StudioDeploymentReport: what a registration, or one that was taken back, did in Metabase: what
 * was created, linked, updated, skipped, archived and what failed, with reasons and addresses. */
typedef struct _StudioDeploymentReport StudioDeploymentReport;

/**
 * studio_deployment_report_new:
 * @deployment: is copied as far as it is needed
 * @server: (nullable): what people call the Metabase
 * @base_url: (nullable): its address without a slash at the end; without it no pages are named
 *
 * Returns: (transfer full): free with studio_deployment_report_free()
 */
StudioDeploymentReport *studio_deployment_report_new (const StudioDeployment *deployment,
                                                      const char *server,
                                                      const char *base_url);
void studio_deployment_report_free (StudioDeploymentReport *self);

/** studio_deployment_report_count_failed: how many objects something failed about. */
guint studio_deployment_report_count_failed (StudioDeploymentReport *self);

/** studio_deployment_report_to_text: Returns: (transfer full): for a terminal. */
char *studio_deployment_report_to_text (StudioDeploymentReport *self);

/** studio_deployment_report_to_markdown: Returns: (transfer full) */
char *studio_deployment_report_to_markdown (StudioDeploymentReport *self);

/** studio_deployment_report_to_html: Returns: (transfer full): a page that needs no other file. */
char *studio_deployment_report_to_html (StudioDeploymentReport *self);

/** studio_deployment_report_to_csv: Returns: (transfer full): RFC 4180, a line for each object. */
char *studio_deployment_report_to_csv (StudioDeploymentReport *self);

/** studio_deployment_report_to_json: Returns: (transfer full): {run, what, server, collection,
 * started, ended, "counts": {"card": {"created": …}…}, "entries": […]}. */
JsonNode *studio_deployment_report_to_json (StudioDeploymentReport *self);

/** studio_deployment_entry_write_json: adds an object that says what was done about one object;
 * @base_url is (nullable). */
void studio_deployment_entry_write_json (JsonBuilder *builder,
                                         const StudioDeploymentEntry *entry,
                                         const char *base_url);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioDeploymentReport, studio_deployment_report_free)

G_END_DECLS
