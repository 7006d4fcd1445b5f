/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * studio_metabase_url_normalize:
 * @text: what a person typed or pasted: "metabase.example.com", "https://host/mb/question/40",
 * "http://localhost:3000/api/"
 * @error: %STUDIO_ERROR_INPUT when it is no address
 *
 * Keeps a sub-path, drops Metabase's own pages, `/api`, query and fragment. Without a scheme it is
 * https, or http for this computer.
 *
 * Returns: (transfer full) (nullable): without a trailing slash
 */
char *studio_metabase_url_normalize (const char *text, GError **error);

/**
 * studio_metabase_url_list_places:
 * @text: what a person typed or pasted
 * @first: the address that studio_metabase_url_normalize() made of it
 *
 * Where else Metabase may answer, because it lives in a folder that is named like one of its pages,
 * or because the page that was pasted is not known here.
 *
 * Returns: (transfer full): addresses, the most probable (@first) first; at most six
 */
GStrv studio_metabase_url_list_places (const char *text, const char *first);

/**
 * studio_metabase_url_redirect:
 * @base: where it was asked
 * @location: (nullable): where the answer points, absolute or relative
 *
 * Returns: (transfer full) (nullable): the normal form of @location; %NULL when it leaves the host
 * or encryption, where no secret may follow
 */
char *studio_metabase_url_redirect (const char *base, const char *location);

/**
 * studio_metabase_url_describe_exposure:
 * @url: a normal form
 *
 * Returns: (transfer full) (nullable): a sentence for the person when secrets sent there can be
 * read on the way: plain http to another computer
 */
char *studio_metabase_url_describe_exposure (const char *url);

G_END_DECLS
