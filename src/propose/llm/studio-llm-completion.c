/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-llm"

#include "propose/llm/studio-llm-completion.h"

#include "core/studio-json.h"
#include "propose/llm/studio-llm-stream.h"
#include "propose/llm/studio-llm-text.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

/* Chunks of a stream wrap each word in some 300 bytes. */
#define MAX_BODY (64 * 1024 * 1024)

typedef enum
{
  FORM_UNKNOWN,
  FORM_STREAM,
  FORM_WHOLE,
} Form;

struct _StudioLlmCompletion
{
  Form form;
  StudioLlmStream *stream;   /* (owned) (nullable) */
  GString *whole;            /* (owned) a body that is no stream */
  GString *text;             /* (owned) */
  GString *refusal;          /* (owned) */
  char *finish;              /* (nullable) */
  StudioLlmFailure *failure; /* (owned) (nullable) */
  StudioLlmUsage usage;
  gsize received;
  gboolean done;       /* [DONE] */
  gboolean understood; /* at least one piece was what it should be */
};

static void take_event (const char *data, gpointer user_data);

StudioLlmCompletion *
studio_llm_completion_new (void)
{
  StudioLlmCompletion *self = g_new0 (StudioLlmCompletion, 1);

  self->text = g_string_new (NULL);
  self->whole = g_string_new (NULL);
  self->refusal = g_string_new (NULL);
  self->usage = (StudioLlmUsage) STUDIO_LLM_USAGE_INIT;
  self->stream = studio_llm_stream_new (take_event, self);
  return self;
}

void
studio_llm_completion_free (StudioLlmCompletion *self)
{
  studio_llm_stream_free (self->stream);
  g_string_free (self->text, TRUE);
  g_string_free (self->whole, TRUE);
  g_string_free (self->refusal, TRUE);
  g_clear_pointer (&self->failure, studio_llm_failure_free);
  g_free (self->finish);
  g_free (self);
}

/* Content is a string, or a list of parts of which those of type "text" are the answer. */
static void
take_content (StudioLlmCompletion *self, JsonObject *message)
{
  const char *text = studio_json_get_string (message, "content");
  const char *refusal = studio_json_get_string (message, "refusal");
  JsonArray *parts = studio_json_get_array (message, "content");

  if (text != NULL)
    g_string_append (self->text, text);
  for (guint i = 0; parts != NULL && i < json_array_get_length (parts); i++)
    {
      JsonObject *part = studio_json_array_get_object (parts, i);

      text = studio_json_get_string (part, "text");
      if (text != NULL && g_strcmp0 (studio_json_get_string (part, "type"), "text") == 0)
        g_string_append (self->text, text);
    }
  if (refusal != NULL)
    g_string_append (self->refusal, refusal);
}

static void
take_node (StudioLlmCompletion *self, JsonNode *root)
{
  JsonObject *object = studio_json_node_get_object (root);
  JsonArray *choices = studio_json_get_array (object, "choices");
  StudioLlmFailure *failure = studio_llm_failure_read_node (200, root);

  if (failure != NULL)
    {
      g_clear_pointer (&self->failure, studio_llm_failure_free);
      self->failure = failure;
    }
  for (guint i = 0; choices != NULL && i < json_array_get_length (choices); i++)
    {
      JsonObject *choice = studio_json_array_get_object (choices, i);
      JsonObject *message = studio_json_get_object (choice, "delta");
      const char *finish = studio_json_get_string (choice, "finish_reason");

      if (choice == NULL || studio_json_get_int (choice, "index", 0) != 0)
        continue;
      take_content (self, message != NULL ? message : studio_json_get_object (choice, "message"));
      if (finish != NULL && *finish != '\0')
        {
          g_free (self->finish);
          self->finish = g_strdup (finish);
        }
    }
  self->understood |= choices != NULL;
  studio_llm_usage_read (&self->usage, studio_json_get_object (object, "usage"));
}

static void
take_event (const char *data, gpointer user_data)
{
  StudioLlmCompletion *self = user_data;
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) root = NULL;

  if (self->done)
    return;
  text = g_strstrip (g_utf8_make_valid (data, -1));
  if (strcmp (text, "[DONE]") == 0)
    {
      self->done = TRUE;
      return;
    }
  root = studio_llm_text_to_json (text);
  if (root != NULL)
    take_node (self, root);
}

/* Some servers answer with one JSON document although a stream was asked for. */
static void
guess_form (StudioLlmCompletion *self)
{
  const char *at = self->whole->str;

  if (g_str_has_prefix (at, "\xef\xbb\xbf"))
    at += 3;
  while (g_ascii_isspace (*at))
    at++;
  if (*at == '\0' || (*at & 0x80) != 0)
    return;
  self->form = *at == '{' || *at == '[' || *at == '<' || *at == '"' ? FORM_WHOLE : FORM_STREAM;
  if (self->form == FORM_STREAM)
    {
      studio_llm_stream_feed (self->stream, self->whole->str, self->whole->len);
      g_string_truncate (self->whole, 0);
    }
}

void
studio_llm_completion_feed (StudioLlmCompletion *self, const char *bytes, gsize length)
{
  self->received += length;
  if (self->form == FORM_STREAM)
    {
      studio_llm_stream_feed (self->stream, bytes, length);
      return;
    }
  g_string_append_len (self->whole, bytes, length);
  if (self->form == FORM_UNKNOWN)
    guess_form (self);
}

void
studio_llm_completion_end (StudioLlmCompletion *self)
{
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) root = NULL;

  if (self->form == FORM_STREAM)
    {
      studio_llm_stream_end (self->stream);
      return;
    }
  text = g_strstrip (g_utf8_make_valid (self->whole->str, self->whole->len));
  root = studio_llm_text_to_json (g_str_has_prefix (text, "\xef\xbb\xbf") ? text + 3 : text);
  if (root != NULL)
    take_node (self, root);
}

gboolean
studio_llm_completion_is_done (const StudioLlmCompletion *self)
{
  return self->done;
}

gboolean
studio_llm_completion_is_too_large (const StudioLlmCompletion *self)
{
  return self->received > MAX_BODY || self->text->len > STUDIO_REPLY_MAX_BYTES;
}

gboolean
studio_llm_completion_has_begun (const StudioLlmCompletion *self)
{
  return self->text->len > 0 || self->refusal->len > 0;
}

const char *
studio_llm_completion_get_text (const StudioLlmCompletion *self)
{
  return self->text->str;
}

static gboolean
has_stopped (const StudioLlmCompletion *self)
{
  static const char *const words[] = { "stop", "end_turn", "eos", "eos_token", NULL };

  for (gsize i = 0; self->finish != NULL && words[i] != NULL; i++)
    if (g_ascii_strcasecmp (self->finish, words[i]) == 0)
      return TRUE;
  return FALSE;
}

/* Some servers never say how a reply ended; what is complete has ended well. */
StudioReply *
studio_llm_completion_read (const StudioLlmCompletion *self)
{
  if (has_stopped (self))
    return studio_reply_read (self->text->str, self->text->len, STUDIO_REPLY_FINISHED);
  if (self->finish == NULL)
    {
      StudioReply *reply =
          studio_reply_read (self->text->str, self->text->len, STUDIO_REPLY_FINISHED);

      if (!reply->partial && reply->refusal == NULL)
        return reply;
      studio_reply_free (reply);
    }
  return studio_reply_read (self->text->str, self->text->len, STUDIO_REPLY_CUT);
}

StudioLlmUsage *
studio_llm_completion_get_usage (StudioLlmCompletion *self)
{
  return &self->usage;
}

const StudioLlmFailure *
studio_llm_completion_get_failure (const StudioLlmCompletion *self)
{
  return self->failure;
}

static GError *
judge_empty (const StudioLlmCompletion *self, const char *host, const char *model)
{
  if (g_strcmp0 (self->finish, "length") == 0)
    return g_error_new (STUDIO_LLM_ERROR, STUDIO_LLM_ERROR_NO_ROOM,
                        _ ("“%s” used up all tokens of its reply before it said anything, usually "
                           "by reasoning. Allow longer replies, or choose a model that reasons "
                           "less."),
                        model);
  if (!self->understood)
    return g_error_new (STUDIO_LLM_ERROR, STUDIO_LLM_ERROR_BROKEN,
                        _ ("%s did not answer as a model endpoint does. Check the base URL; it "
                           "usually ends in “/v1”."),
                        host);
  if (self->finish == NULL)
    return g_error_new (STUDIO_LLM_ERROR, STUDIO_LLM_ERROR_BROKEN,
                        _ ("The reply of “%s” broke off before it said anything. Try again; if it "
                           "happens every time, look into the log of %s."),
                        model, host);
  return g_error_new (STUDIO_LLM_ERROR, STUDIO_LLM_ERROR_BROKEN,
                      _ ("“%s” answered with nothing at all. The schema may be longer than it can "
                         "read; choose a model with a larger context, or fewer tables."),
                      model);
}

GError *
studio_llm_completion_judge (const StudioLlmCompletion *self, const char *host, const char *model)
{
  if (self->failure != NULL && self->text->len == 0)
    return studio_llm_failure_to_error (self->failure, host, model);
  if (g_strcmp0 (self->finish, "content_filter") == 0)
    return g_error_new (STUDIO_LLM_ERROR, STUDIO_LLM_ERROR_FILTERED,
                        _ ("The content filter of %s stopped the reply of “%s”. Look for words in "
                           "names and comments that it may take offence at."),
                        host, model);
  if (self->refusal->len > 0)
    {
      g_autofree char *words = studio_llm_text_clean (self->refusal->str, 200);

      return g_error_new (STUDIO_LLM_ERROR, STUDIO_LLM_ERROR_REFUSED,
                          _ ("“%s” declined: “%s” Try another model."), model, words);
    }
  if (g_strcmp0 (self->finish, "tool_calls") == 0 || g_strcmp0 (self->finish, "function_call") == 0)
    return g_error_new (STUDIO_LLM_ERROR, STUDIO_LLM_ERROR_BROKEN,
                        _ ("“%s” wanted to call a tool instead of answering. Try another model."),
                        model);
  if (self->text->len == 0)
    return judge_empty (self, host, model);
  return NULL;
}
