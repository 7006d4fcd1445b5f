/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-llm"

#include "propose/llm/studio-llm-failure.h"

#include "core/studio-json.h"
#include "propose/llm/studio-llm-text.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#define MAX_MESSAGE 300
#define MAX_BODY (64 * 1024)

/* What the body of an error says, whatever form it has. */
typedef struct
{
  char *message; /* (owned) (nullable) */
  char *code;    /* (owned) (nullable) a string or a number */
  char *type;    /* (owned) (nullable) */
  char *param;   /* (owned) (nullable) */
  char *salvage; /* (owned) (nullable) */
  gboolean page; /* it is a web page */
} Said;

static void
said_clear (Said *said)
{
  g_free (said->message);
  g_free (said->code);
  g_free (said->type);
  g_free (said->param);
  g_free (said->salvage);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Said, said_clear)

void
studio_llm_failure_free (StudioLlmFailure *self)
{
  g_free (self->message);
  g_free (self->salvage);
  g_free (self);
}

static char *
scalar_to_text (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return NULL;
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return g_strdup (json_node_get_string (node));
  if (json_node_get_value_type (node) == G_TYPE_INT64)
    return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
  return NULL;
}

/* FastAPI and Mistral: a string, or a list of objects with `loc` and `msg`. */
static char *
detail_to_text (JsonNode *node)
{
  g_autoptr (GString) text = g_string_new (NULL);
  JsonArray *array;

  if (JSON_NODE_HOLDS_VALUE (node))
    return json_node_get_value_type (node) == G_TYPE_STRING ? g_strdup (json_node_get_string (node))
                                                            : NULL;
  array = studio_json_node_get_array (node);
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *item = studio_json_array_get_object (array, i);
      JsonArray *where = studio_json_get_array (item, "loc");
      const char *type = studio_json_get_string (item, "type");
      const char *what = studio_json_get_string (item, "msg");

      if (text->len > 0)
        g_string_append (text, "; ");
      for (guint j = 0; where != NULL && j < json_array_get_length (where); j++)
        {
          JsonNode *part = json_array_get_element (where, j);

          if (JSON_NODE_HOLDS_VALUE (part) && json_node_get_value_type (part) == G_TYPE_STRING)
            g_string_append_printf (text, "%s: ", json_node_get_string (part));
        }
      g_string_append (text, what != NULL ? what : "");
      if (type != NULL)
        g_string_append_printf (text, " (%s)", type);
    }
  return text->len > 0 ? g_strdup (text->str) : NULL;
}

static void
read_object (Said *said, JsonObject *object)
{
  JsonObject *metadata = studio_json_get_object (object, "metadata");
  JsonNode *message = json_object_get_member (object, "message");
  JsonNode *detail = json_object_get_member (object, "detail");

  if (message != NULL && JSON_NODE_HOLDS_VALUE (message))
    said->message = scalar_to_text (object, "message");
  else if (message != NULL && JSON_NODE_HOLDS_OBJECT (message))
    detail = json_object_get_member (json_node_get_object (message), "detail");
  if (said->message == NULL && detail != NULL)
    said->message = detail_to_text (detail);
  said->code = scalar_to_text (object, "code");
  said->type = scalar_to_text (object, "type");
  if (said->type == NULL)
    said->type = scalar_to_text (object, "status");
  said->param = scalar_to_text (object, "param");
  said->salvage = g_strdup (studio_json_get_string (object, "failed_generation"));
  /* OpenRouter puts what the provider behind it said there. */
  if (studio_json_get_string (metadata, "raw") != NULL)
    {
      char *both = g_strconcat (said->message != NULL ? said->message : "", ": ",
                                studio_json_get_string (metadata, "raw"), NULL);

      g_free (said->message);
      said->message = both;
    }
}

/* Returns: whether @root tells of an error */
static gboolean
read_root (Said *said, JsonNode *root, guint status)
{
  JsonArray *array = studio_json_node_get_array (root);
  JsonObject *object = array != NULL && json_array_get_length (array) > 0
                           ? studio_json_array_get_object (array, 0)
                           : studio_json_node_get_object (root);
  JsonNode *error;

  if (object == NULL)
    {
      if (root != NULL && JSON_NODE_HOLDS_VALUE (root) &&
          json_node_get_value_type (root) == G_TYPE_STRING)
        said->message = g_strdup (json_node_get_string (root));
      return said->message != NULL;
    }
  error = json_object_get_member (object, "error");
  if (error != NULL && JSON_NODE_HOLDS_OBJECT (error))
    read_object (said, json_node_get_object (error));
  else if (error != NULL && JSON_NODE_HOLDS_VALUE (error) &&
           json_node_get_value_type (error) == G_TYPE_STRING)
    said->message = g_strdup (json_node_get_string (error));
  else if (g_strcmp0 (studio_json_get_string (object, "object"), "error") == 0 || status >= 300)
    read_object (said, object);
  else
    return FALSE;
  return TRUE;
}

static gboolean
mentions (const Said *said, const char *word)
{
  const char *const texts[] = { said->message, said->code, said->type, said->param };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if (texts[i] != NULL && strcasestr (texts[i], word) != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
mentions_any (const Said *said, const char *const *words)
{
  for (; *words != NULL; words++)
    if (mentions (said, *words))
      return TRUE;
  return FALSE;
}

static gboolean
is_about_context (const Said *said)
{
  static const char *const words[] = {
    "context_length",
    "context length",
    "maximum context",
    "context window",
    "exceed_context",
    "context size",
    "prompt is too long",
    "input is too long",
    "too many input tokens",
    "reduce the length",
    "maximum prompt length",
    "input token count",
    NULL,
  };

  return mentions_any (said, words);
}

static gboolean
is_about_quota (const Said *said)
{
  static const char *const words[] = {
    "insufficient_quota",   "exceeded your current quota",
    "insufficient balance", "insufficient credit",
    "billing_hard_limit",   "credit balance",
    "billing details",      NULL,
  };

  return mentions_any (said, words);
}

static gboolean
is_about_model (const Said *said, guint status)
{
  static const char *const certain[] = {
    "model_not_found", "model not found",    "deploymentnotfound",
    "unknown model",   "invalid model",      "no such model",
    "unknown_model",   "no endpoints found", NULL,
  };

  return mentions_any (said, certain) ||
         (status == 404 && mentions (said, "model") &&
          (mentions (said, "not found") || mentions (said, "does not exist") ||
           mentions (said, "not exist") || mentions (said, "not_found")));
}

/* The most telling name first: the names of keys are often listed together. */
static StudioLlmKey
find_key (const Said *said)
{
  static const char *const extras[] = {
    "prompt_cache", "\"store\"", "'store'", "require_parameters", NULL,
  };
  static const char *const formats[] = {
    "response_format",   "json_schema",  "strict",      "schema",
    "extra_forbidden",   "Unknown name", "json_object", "json mode",
    "structured output", "grammar",      NULL,
  };

  if (mentions (said, "reasoning_effort") || mentions (said, "reasoning.effort") ||
      g_strcmp0 (said->param, "reasoning") == 0)
    return STUDIO_LLM_KEY_EFFORT;
  if (g_strcmp0 (said->param, "store") == 0 || mentions_any (said, extras) ||
      (mentions (said, "extra_forbidden") && mentions (said, "store")))
    return STUDIO_LLM_KEY_EXTRA;
  if (mentions (said, "stream_options") || mentions (said, "include_usage"))
    return STUDIO_LLM_KEY_STREAM_OPTIONS;
  if (mentions (said, "max_tokens") || mentions (said, "max_completion_tokens"))
    return STUDIO_LLM_KEY_CAP;
  if (mentions (said, "stream") && !mentions (said, "upstream"))
    return STUDIO_LLM_KEY_STREAM;
  if (mentions_any (said, formats))
    return STUDIO_LLM_KEY_FORMAT;
  return STUDIO_LLM_KEY_NONE;
}

static void
judge_bad_request (StudioLlmFailure *self, const Said *said)
{
  if (is_about_context (said))
    self->error = STUDIO_LLM_ERROR_CONTEXT;
  else if (is_about_quota (said))
    self->error = STUDIO_LLM_ERROR_QUOTA;
  else if (mentions (said, "content_filter") || mentions (said, "content management policy"))
    self->error = STUDIO_LLM_ERROR_FILTERED;
  else if (is_about_model (said, self->status))
    self->error = STUDIO_LLM_ERROR_MODEL;
  else if (mentions (said, "invalid_api_key") || mentions (said, "api key not valid") ||
           mentions (said, "API_KEY_INVALID"))
    self->error = STUDIO_LLM_ERROR_KEY;
  else
    {
      self->error = STUDIO_LLM_ERROR_REQUEST;
      self->key = find_key (said);
    }
}

/* The rows of llm-api.md section 1.6. */
static void
judge (StudioLlmFailure *self, const Said *said)
{
  switch (self->status)
    {
    case 400:
    case 413:
    case 422:
      judge_bad_request (self, said);
      break;
    case 401:
      self->error = STUDIO_LLM_ERROR_KEY;
      break;
    case 402:
      self->error = STUDIO_LLM_ERROR_QUOTA;
      break;
    case 403:
      self->error = STUDIO_LLM_ERROR_FORBIDDEN;
      break;
    case 404:
    case 405:
      self->error =
          is_about_model (said, self->status) ? STUDIO_LLM_ERROR_MODEL : STUDIO_LLM_ERROR_ADDRESS;
      break;
    case 408:
    case 409:
      self->error = STUDIO_LLM_ERROR_SERVER;
      self->retry = TRUE;
      break;
    case 429:
      self->error = is_about_quota (said) ? STUDIO_LLM_ERROR_QUOTA : STUDIO_LLM_ERROR_RATE_LIMIT;
      self->retry = self->error == STUDIO_LLM_ERROR_RATE_LIMIT;
      break;
    default:
      self->error = self->status >= 500                         ? STUDIO_LLM_ERROR_SERVER
                    : self->status >= 300 && self->status < 400 ? STUDIO_LLM_ERROR_ADDRESS
                                                                : STUDIO_LLM_ERROR_REQUEST;
      self->retry = self->status >= 500 && self->status != 501 && self->status != 505;
      break;
    }
}

/* An error inside a reply with status 200: its `code` is often the status it should have had. */
static guint
guess_status (const Said *said)
{
  guint64 status;

  if (said->code != NULL && g_ascii_string_to_unsigned (said->code, 10, 400, 599, &status, NULL))
    return status;
  if (is_about_context (said))
    return 400;
  if (is_about_quota (said) || mentions (said, "rate_limit"))
    return 429;
  if (mentions (said, "invalid_api_key") || mentions (said, "authentication"))
    return 401;
  if (mentions (said, "invalid_request"))
    return 400;
  return 500;
}

/* It becomes a part of a sentence. Takes @message. */
static char *
without_stop (char *message)
{
  if (g_str_has_suffix (message, "."))
    message[strlen (message) - 1] = '\0';
  return message;
}

static StudioLlmFailure *
make_failure (guint status, Said *said)
{
  StudioLlmFailure *self = g_new0 (StudioLlmFailure, 1);

  self->status = status >= 300 ? status : guess_status (said);
  judge (self, said);
  self->status = status;
  if (said->message != NULL)
    self->message = without_stop (studio_llm_text_clean (said->message, MAX_MESSAGE));
  if (self->message == NULL || *self->message == '\0')
    {
      const char *word = said->code != NULL ? said->code : said->type;

      g_free (self->message);
      self->message = said->page     ? g_strdup (_ ("a web page instead of an answer"))
                      : word != NULL ? studio_llm_text_clean (word, MAX_MESSAGE)
                                     : g_strdup (_ ("nothing that says why"));
    }
  self->salvage = g_steal_pointer (&said->salvage);
  return self;
}

StudioLlmFailure *
studio_llm_failure_read_node (guint status, JsonNode *root)
{
  g_auto (Said) said = { 0 };

  return read_root (&said, root, status) ? make_failure (status, &said) : NULL;
}

StudioLlmFailure *
studio_llm_failure_read (guint status, const char *body, gssize length)
{
  g_auto (Said) said = { 0 };
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;

  if (length < 0)
    length = body != NULL ? strlen (body) : 0;
  text = g_utf8_make_valid (body != NULL ? body : "", MIN (length, MAX_BODY));
  g_strstrip (text);
  root = studio_llm_text_to_json (text);
  if (root != NULL)
    read_root (&said, root, status);
  else if (*text == '<')
    said.page = TRUE;
  else if (*text != '\0' && *text != '{' && *text != '[')
    said.message = g_steal_pointer (&text);
  return make_failure (status, &said);
}

GError *
studio_llm_failure_to_error (const StudioLlmFailure *self, const char *host, const char *model)
{
  const char *said = self->message;

  if (model == NULL)
    model = "";
  switch (self->error)
    {
    case STUDIO_LLM_ERROR_KEY:
      return g_error_new (STUDIO_LLM_ERROR, self->error,
                          _ ("%s did not accept the key: %s. Check the key in the settings or in "
                             "OPENAI_API_KEY."),
                          host, said);
    case STUDIO_LLM_ERROR_QUOTA:
      return g_error_new (STUDIO_LLM_ERROR, self->error,
                          _ ("The account at %s has no credit left: %s. Add credit there, or use "
                             "another model."),
                          host, said);
    case STUDIO_LLM_ERROR_FORBIDDEN:
      return g_error_new (STUDIO_LLM_ERROR, self->error,
                          _ ("%s does not allow this request: %s. Ask whoever looks after the "
                             "account."),
                          host, said);
    case STUDIO_LLM_ERROR_MODEL:
      return g_error_new (STUDIO_LLM_ERROR, self->error,
                          _ ("%s has no model “%s”: %s. Choose another one in the settings or with "
                             "OPENAI_MODEL."),
                          host, model, said);
    case STUDIO_LLM_ERROR_ADDRESS:
      return g_error_new (STUDIO_LLM_ERROR, self->error,
                          _ ("There is no model endpoint at this address of %s (status %u: %s). "
                             "Check the base URL; it usually ends in “/v1”."),
                          host, self->status, said);
    case STUDIO_LLM_ERROR_CONTEXT:
      return g_error_new (STUDIO_LLM_ERROR, self->error,
                          _ ("The schema is longer than “%s” can read: %s. Choose a model with a "
                             "larger context, or fewer tables."),
                          model, said);
    case STUDIO_LLM_ERROR_FILTERED:
      return g_error_new (STUDIO_LLM_ERROR, self->error,
                          _ ("The content filter of %s stopped the request: %s. Look for words in "
                             "names and comments that it may take offence at."),
                          host, said);
    case STUDIO_LLM_ERROR_RATE_LIMIT:
      return g_error_new (STUDIO_LLM_ERROR, self->error,
                          _ ("%s allows no more requests for now: %s. Try again later, or with "
                             "fewer tables at once."),
                          host, said);
    case STUDIO_LLM_ERROR_SERVER:
      return g_error_new (STUDIO_LLM_ERROR, self->error,
                          _ ("%s failed (status %u: %s). Try again later."), host, self->status,
                          said);
    case STUDIO_LLM_ERROR_UNREACHABLE:
    case STUDIO_LLM_ERROR_TIMED_OUT:
    case STUDIO_LLM_ERROR_REQUEST:
    case STUDIO_LLM_ERROR_BROKEN:
    case STUDIO_LLM_ERROR_NO_ROOM:
    case STUDIO_LLM_ERROR_REFUSED:
    case STUDIO_LLM_ERROR_BUDGET:
    default:
      return g_error_new (STUDIO_LLM_ERROR, self->error,
                          _ ("%s refused the request (status %u): %s. Check the model and the "
                             "provider in the settings."),
                          host, self->status, said);
    }
}
