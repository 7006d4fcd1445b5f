/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-llm"

#include "propose/llm/studio-llm-endpoint.h"

#include "core/studio-error.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#define CHAT "/chat/completions"
#define VERSION "/v1"

struct _StudioLlmEndpoint
{
  gatomicrefcount references;
  const StudioLlmPreset *preset;
  char *base_url;
  char *query; /* (nullable) without “?” */
  char *host;
  char *model;
  char *key;          /* (nullable) */
  const char *effort; /* (nullable) */
  gboolean secure;
  gboolean local;
  gboolean added_version;
};

G_DEFINE_BOXED_TYPE (StudioLlmEndpoint,
                     studio_llm_endpoint,
                     studio_llm_endpoint_ref,
                     studio_llm_endpoint_unref)

static gboolean
is_local_host (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  if (address != NULL)
    {
      const guint8 *bytes = g_inet_address_to_bytes (address);

      return g_inet_address_get_is_loopback (address) ||
             g_inet_address_get_is_site_local (address) ||
             g_inet_address_get_is_link_local (address) ||
             /* Unique local addresses, fc00::/7, which GLib does not count among them. */
             (g_inet_address_get_family (address) == G_SOCKET_FAMILY_IPV6 &&
              (bytes[0] & 0xfe) == 0xfc);
    }
  return strcmp (host, "localhost") == 0 || g_str_has_suffix (host, ".localhost") ||
         g_str_has_suffix (host, ".local") || g_str_has_suffix (host, ".internal") ||
         strchr (host, '.') == NULL;
}

static gboolean
is_azure (const char *host)
{
  return g_str_has_suffix (host, ".openai.azure.com") ||
         g_str_has_suffix (host, ".cognitiveservices.azure.com");
}

static StudioLlmProvider
guess_provider (const char *host, int port, const char *path, gboolean local)
{
  static const struct
  {
    const char *host;
    StudioLlmProvider provider;
  } hosts[] = {
    { "api.openai.com", STUDIO_LLM_OPENAI },
    { "openrouter.ai", STUDIO_LLM_OPENROUTER },
    { "api.groq.com", STUDIO_LLM_GROQ },
    { "api.mistral.ai", STUDIO_LLM_MISTRAL },
    { "generativelanguage.googleapis.com", STUDIO_LLM_GEMINI },
    { "api.anthropic.com", STUDIO_LLM_ANTHROPIC },
    { "api.deepseek.com", STUDIO_LLM_DEEPSEEK },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (hosts); i++)
    if (strcmp (host, hosts[i].host) == 0)
      return hosts[i].provider;
  if (is_azure (host))
    return strstr (path, "/deployments/") != NULL ? STUDIO_LLM_AZURE_LEGACY : STUDIO_LLM_AZURE;
  if (local && port == 11434)
    return STUDIO_LLM_OLLAMA;
  if (local && port == 8080)
    return STUDIO_LLM_LLAMA_CPP;
  if (local && port == 8000)
    return STUDIO_LLM_VLLM;
  if (local && port == 1234)
    return STUDIO_LLM_LM_STUDIO;
  return STUDIO_LLM_CUSTOM;
}

static char *
trim_path (const char *path)
{
  char *trimmed = g_strdup (path);

  for (gboolean cut = TRUE; cut;)
    {
      gsize length = strlen (trimmed);

      cut = FALSE;
      if (g_str_has_suffix (trimmed, "/"))
        trimmed[length - 1] = '\0', cut = TRUE;
      else if (g_str_has_suffix (trimmed, CHAT))
        trimmed[length - strlen (CHAT)] = '\0', cut = TRUE;
    }
  return trimmed;
}

/* The rule of llm-api.md section 2.2. */
static gboolean
take_url (StudioLlmEndpoint *self, const char *typed, GError **error)
{
  g_autofree char *text = g_strstrip (g_strdup (typed));
  g_autoptr (GUri) uri = g_uri_parse (text, G_URI_FLAGS_ENCODED, NULL);
  const char *scheme = uri != NULL ? g_uri_get_scheme (uri) : NULL;
  g_autofree char *path = NULL;

  if (uri == NULL || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0' ||
      (g_strcmp0 (scheme, "http") != 0 && g_strcmp0 (scheme, "https") != 0))
    {
      g_set_error (error, STUDIO_ERROR, STUDIO_ERROR_INPUT,
                   _ ("“%s” is no address of a model endpoint. It looks like "
                      "https://api.openai.com/v1."),
                   text);
      return FALSE;
    }
  if (g_uri_get_userinfo (uri) != NULL)
    {
      g_set_error_literal (error, STUDIO_ERROR, STUDIO_ERROR_INPUT,
                           _ ("The address of the model endpoint holds a user name or password. "
                              "Take it out and give the key by itself (OPENAI_API_KEY)."));
      return FALSE;
    }
  self->host = g_ascii_strdown (g_uri_get_host (uri), -1);
  self->secure = strcmp (scheme, "https") == 0;
  self->local = is_local_host (self->host);
  self->query = g_strdup (g_uri_get_query (uri));
  path = trim_path (g_uri_get_path (uri));
  self->preset =
      studio_llm_preset_get (guess_provider (self->host, g_uri_get_port (uri), path, self->local));
  if (*path == '\0' && self->preset->provider != STUDIO_LLM_DEEPSEEK)
    {
      g_free (path);
      path = g_strdup (VERSION);
      self->added_version = TRUE;
    }
  self->base_url = g_uri_join (G_URI_FLAGS_ENCODED, scheme, NULL, self->host, g_uri_get_port (uri),
                               path, NULL, NULL);
  return TRUE;
}

StudioLlmEndpoint *
studio_llm_endpoint_new (const char *base_url, const char *model, const char *key, GError **error)
{
  g_autoptr (StudioLlmEndpoint) self = g_new0 (StudioLlmEndpoint, 1);

  g_atomic_ref_count_init (&self->references);
  if (base_url == NULL || *base_url == '\0')
    base_url = studio_llm_preset_get (STUDIO_LLM_OPENAI)->base_url;
  if (!take_url (self, base_url, error))
    return NULL;
  self->model =
      g_strstrip (g_strdup (model != NULL && *model != '\0' ? model : STUDIO_LLM_DEFAULT_MODEL));
  if (key != NULL && *key != '\0')
    self->key = g_strstrip (g_strdup (key));
  return g_steal_pointer (&self);
}

static gboolean
is_given (const char *value)
{
  return value != NULL && *value != '\0';
}

StudioLlmEndpoint *
studio_llm_endpoint_new_from_environment (StudioLlmLookUp look_up, gpointer data, GError **error)
{
  const char *base_url = look_up ("OPENAI_BASE_URL", data);
  const char *model = look_up ("OPENAI_MODEL", data);
  const char *key = look_up ("OPENAI_API_KEY", data);

  if (!is_given (base_url) && !is_given (model) && !is_given (key))
    return NULL;
  return studio_llm_endpoint_new (base_url, model, key, error);
}

gboolean
studio_llm_endpoint_set_effort (StudioLlmEndpoint *self, const char *effort, GError **error)
{
  static const char *const efforts[] = {
    "none", "minimal", "low", "medium", "high", "xhigh", "max"
  };

  self->effort = NULL;
  if (!is_given (effort))
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (efforts); i++)
    if (strcmp (effort, efforts[i]) == 0)
      self->effort = efforts[i];
  if (self->effort == NULL)
    g_set_error (
        error, STUDIO_ERROR, STUDIO_ERROR_INPUT,
        _ ("“%s” is no effort of reasoning. Use none, minimal, low, medium, high, xhigh or "
           "max."),
        effort);
  return self->effort != NULL;
}

const char *
studio_llm_endpoint_get_effort (const StudioLlmEndpoint *self)
{
  return self->effort;
}

StudioLlmEndpoint *
studio_llm_endpoint_ref (StudioLlmEndpoint *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
studio_llm_endpoint_unref (StudioLlmEndpoint *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  if (self->key != NULL)
    explicit_bzero (self->key, strlen (self->key));
  g_free (self->key);
  g_free (self->base_url);
  g_free (self->query);
  g_free (self->host);
  g_free (self->model);
  g_free (self);
}

const char *
studio_llm_endpoint_get_base_url (const StudioLlmEndpoint *self)
{
  return self->base_url;
}

const char *
studio_llm_endpoint_get_model (const StudioLlmEndpoint *self)
{
  return self->model;
}

const char *
studio_llm_endpoint_get_host (const StudioLlmEndpoint *self)
{
  return self->host;
}

const StudioLlmPreset *
studio_llm_endpoint_get_preset (const StudioLlmEndpoint *self)
{
  return self->preset;
}

gboolean
studio_llm_endpoint_has_key (const StudioLlmEndpoint *self)
{
  return self->key != NULL;
}

gboolean
studio_llm_endpoint_is_local (const StudioLlmEndpoint *self)
{
  return self->local;
}

gboolean
studio_llm_endpoint_is_exposed (const StudioLlmEndpoint *self)
{
  return self->key != NULL && !self->secure && !self->local;
}

gboolean
studio_llm_endpoint_added_version (const StudioLlmEndpoint *self)
{
  return self->added_version;
}

char *
studio_llm_endpoint_get_url (const StudioLlmEndpoint *self,
                             const char *path,
                             gboolean without_version)
{
  gsize length = strlen (self->base_url);

  if (without_version && self->added_version)
    length -= strlen (VERSION);
  return g_strdup_printf ("%.*s%s%s%s", (int) length, self->base_url, path,
                          self->query != NULL ? "?" : "", self->query != NULL ? self->query : "");
}

char *
studio_llm_endpoint_get_header (const StudioLlmEndpoint *self, const char **name)
{
  gboolean azure = is_azure (self->host);

  *name = azure ? "api-key" : "Authorization";
  if (self->key == NULL)
    return NULL;
  return g_strconcat (azure ? "" : "Bearer ", self->key, NULL);
}
