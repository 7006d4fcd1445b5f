/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-metabase"

#include "metabase/studio-metabase-client.h"

#include "metabase/studio-metabase-client-private.h"
#include "metabase/studio-metabase-private.h"
#include "metabase/studio-metabase-url.h"

/* Queries have a pool of 15 connections per database in Metabase; a few are left for people. Who
 * begins much work of one kind bounds it more narrowly. */
#define CONCURRENCY 12

G_DEFINE_FINAL_TYPE (StudioMetabaseClient, studio_metabase_client, G_TYPE_OBJECT)

static void
studio_metabase_client_dispose (GObject *object)
{
  StudioMetabaseClient *self = STUDIO_METABASE_CLIENT (object);

  g_clear_pointer (&self->renewal.credentials, studio_credentials_unref);
  g_clear_pointer (&self->renewal.waiting, g_ptr_array_unref);
  g_clear_object (&self->http);
  g_clear_pointer (&self->typed, g_free);
  g_clear_pointer (&self->url, g_free);
  G_OBJECT_CLASS (studio_metabase_client_parent_class)->dispose (object);
}

static void
studio_metabase_client_class_init (StudioMetabaseClientClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = studio_metabase_client_dispose;
}

static void
studio_metabase_client_init (StudioMetabaseClient *self)
{
  self->renewal.waiting = g_ptr_array_new_with_free_func (g_object_unref);
}

void
_studio_metabase_client_set_url (StudioMetabaseClient *self, char *url)
{
  g_free (self->url);
  self->url = url;
  g_clear_object (&self->http);
  self->http = studio_http_client_new (url, CONCURRENCY);
}

StudioMetabaseClient *
studio_metabase_client_new (const char *url, GError **error)
{
  char *normal = studio_metabase_url_normalize (url, error);
  StudioMetabaseClient *self;

  if (normal == NULL)
    return NULL;
  self = g_object_new (STUDIO_TYPE_METABASE_CLIENT, NULL);
  self->typed = g_strdup (url);
  _studio_metabase_client_set_url (self, normal);
  return self;
}

const char *
studio_metabase_client_get_url (StudioMetabaseClient *self)
{
  g_return_val_if_fail (STUDIO_IS_METABASE_CLIENT (self), NULL);
  return self->url;
}

guint
studio_metabase_client_get_version (StudioMetabaseClient *self)
{
  g_return_val_if_fail (STUDIO_IS_METABASE_CLIENT (self), 0);
  return self->version;
}

StudioHttpClient *
_studio_metabase_client_get_http (StudioMetabaseClient *self)
{
  return self->http;
}

char *
studio_metabase_client_card_url (StudioMetabaseClient *self, gint64 card_id)
{
  g_return_val_if_fail (STUDIO_IS_METABASE_CLIENT (self), NULL);
  return g_strdup_printf ("%s/question/%" G_GINT64_FORMAT, self->url, card_id);
}
