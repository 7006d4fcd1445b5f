/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-status.h"

gboolean
studio_status_is_known (const StudioColumn *status)
{
  if (studio_field_kind_is_number (status->kind))
    for (guint i = 0; i < status->codes->len; i++)
      {
        const StudioCode *code = g_ptr_array_index (status->codes, i);

        if (!g_ascii_isdigit (*code->value) && *code->value != '-')
          return FALSE;
      }
  return status->codes->len > 0;
}

gboolean
studio_status_is_told (const StudioColumn *status, StudioState state)
{
  for (guint i = 0; i < status->codes->len; i++)
    {
      const StudioCode *code = g_ptr_array_index (status->codes, i);

      if (code->told && code->state == state)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_listed (const StudioColumn *status)
{
  return status->codes->len > 0 &&
         ((const StudioCode *) g_ptr_array_index (status->codes, 0))->listed;
}

char *
studio_status_reason (const StudioColumn *status, StudioState state)
{
  const char *name = studio_column_get_name (status);
  const char *meaning = state != STUDIO_STATE_NONE ? studio_lexicon_state_name (state) : NULL;

  if (meaning == NULL)
    return g_strdup_printf (is_listed (status)
                                ? "The values of “%s” that Metabase lists say which are final."
                                : "The comment of “%s” says which values are final.",
                            name);
  return g_strdup_printf (
      studio_status_is_told (status, state) ? "Your context says which values of “%s” mean “%s”."
      : is_listed (status) ? "The values of “%s” that Metabase lists say which mean “%s”."
                           : "The comment of “%s” says which values mean “%s”.",
      name, meaning);
}

static void
add_value (const StudioColumn *status, const StudioCode *code, GPtrArray *values)
{
  g_ptr_array_add (values, studio_field_kind_is_number (status->kind)
                               ? studio_expression_number (g_ascii_strtod (code->value, NULL))
                               : studio_expression_text (code->value));
}

/* The condition that the status is one of @values, which is taken over. */
static StudioExpression *
finish_values (const StudioColumn *status, const char *source, GPtrArray *values)
{
  if (values->len == 0)
    {
      g_ptr_array_unref (values);
      return NULL;
    }
  g_ptr_array_insert (values, 0, studio_column_expression (status, source));
  return studio_expression_new_list (values->len == 2 ? STUDIO_OPERATOR_EQUAL : STUDIO_OPERATOR_IN,
                                     values);
}

/* The condition that the status is one of those whose meaning is in @states; %NULL for none. */
StudioExpression *
studio_status_in (const StudioColumn *status, const char *source, guint states)
{
  GPtrArray *values = g_ptr_array_new ();

  for (guint i = 0; i < status->codes->len; i++)
    {
      const StudioCode *code = g_ptr_array_index (status->codes, i);

      if ((states & (1u << code->state)) != 0 && code->state != STUDIO_STATE_NONE)
        add_value (status, code, values);
    }
  return finish_values (status, source, values);
}

gboolean
studio_status_leads_on (StudioState state)
{
  return state >= STUDIO_STATE_APPROVED && state <= STUDIO_STATE_COMPLETED;
}

/* The condition that a row is in @state, or has been: comments list states in the order of life, so
 * what was delivered had been paid. %NULL when no value means @state. */
StudioExpression *
studio_status_reached (const StudioColumn *status, const char *source, StudioState state)
{
  GPtrArray *arguments = g_ptr_array_new ();
  gboolean positive = studio_status_leads_on (state);

  for (guint i = 0; i < status->codes->len; i++)
    {
      const StudioCode *code = g_ptr_array_index (status->codes, i);

      if (code->state == state ||
          (arguments->len > 0 && positive && studio_status_leads_on (code->state)))
        add_value (status, code, arguments);
    }
  return finish_values (status, source, arguments);
}

/* The last state that things come to when all goes well: what was delivered, or at least paid. */
static gboolean
is_final (const StudioColumn *status, guint index)
{
  const StudioCode *code = g_ptr_array_index (status->codes, index);

  if ((code->state >= STUDIO_STATE_CANCELLED && code->state <= STUDIO_STATE_WON &&
       code->state != STUDIO_STATE_OVERDUE) ||
      code->state == STUDIO_STATE_COMPLETED || code->state == STUDIO_STATE_DELIVERED)
    return TRUE;
  if (code->state != STUDIO_STATE_PAID && code->state != STUDIO_STATE_APPROVED)
    return FALSE;
  for (guint i = index + 1; i < status->codes->len; i++)
    {
      const StudioCode *later = g_ptr_array_index (status->codes, i);

      if (studio_status_leads_on (later->state) || later->state == STUDIO_STATE_NONE ||
          later->state == STUDIO_STATE_OPEN)
        return FALSE;
    }
  return TRUE;
}

/* The condition that a row is in none of the states that are final; %NULL when it cannot be told.
 */
StudioExpression *
studio_status_open (const StudioColumn *status, const char *source)
{
  GPtrArray *values = g_ptr_array_new ();
  StudioExpression *final;
  guint n = status->codes->len;

  for (guint i = 0; i < n; i++)
    if (is_final (status, i))
      add_value (status, g_ptr_array_index (status->codes, i), values);
  if (values->len == n)
    {
      g_ptr_array_set_free_func (values, (GDestroyNotify) studio_expression_unref);
      g_ptr_array_unref (values);
      return NULL;
    }
  final = finish_values (status, source, values);
  if (final == NULL)
    return NULL;
  if (final->op == STUDIO_OPERATOR_IN)
    return studio_expression_new (STUDIO_OPERATOR_NOT, final, NULL);
  studio_expression_unref (final);
  return studio_status_in (status, source,
                           (1u << STUDIO_STATE_OPEN) | (1u << STUDIO_STATE_SHIPPED));
}

/* The states of rows whose amounts never counted. */
static guint
void_states (const StudioReading *reading)
{
  guint states =
      (1u << STUDIO_STATE_CANCELLED) | (1u << STUDIO_STATE_REJECTED) | (1u << STUDIO_STATE_FAILED);

  /* What is asked for is not paid yet. */
  if (studio_reading_has_word (reading, "payment"))
    states |= 1u << STUDIO_STATE_OPEN;
  return states;
}

char *
studio_status_describe_void (const StudioReading *reading)
{
  guint states = void_states (reading);
  guint found = 0;
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree char *start = NULL;

  for (guint i = 0; reading->status != NULL && i < reading->status->codes->len; i++)
    {
      const StudioCode *code = g_ptr_array_index (reading->status->codes, i);

      found |= (1u << code->state) & states;
    }
  for (guint state = 0; state < STUDIO_N_STATES; state++)
    if ((found & (1u << state)) != 0)
      g_ptr_array_add (names, (gpointer) studio_lexicon_state_name ((StudioState) state));
  if (names->len < 2)
    return g_strdup (names->len == 1 ? g_ptr_array_index (names, 0) : "cancelled");
  g_ptr_array_add (names, NULL);
  start = g_strjoinv (", ", (char **) names->pdata);
  *g_strrstr (start, ", ") = '\0';
  return g_strconcat (start, " and ", g_ptr_array_index (names, names->len - 2), NULL);
}

/* What was cancelled runs on to its end where that is kept for nearly all of them: it is when they
 * ended, not when they were meant to. */
static gboolean
ends_later (const StudioReading *reading, const StudioColumn *cancelled)
{
  static const StudioTimeRole ends[] = { STUDIO_TIME_EXPIRED, STUDIO_TIME_ENDED };

  for (guint i = 0; cancelled != NULL && i < G_N_ELEMENTS (ends); i++)
    {
      const StudioColumn *end = studio_reading_find_border (reading, ends[i]);

      if (end != NULL && end->null_share > 0.3 &&
          end->null_share - cancelled->null_share < 0.25 * (1 - cancelled->null_share))
        return TRUE;
    }
  return FALSE;
}

/* What runs for a term counts as long as it has not ended. */
static StudioExpression *
runs_now (const StudioReading *reading, const char *source)
{
  static const StudioTimeRole ends[] = { STUDIO_TIME_CANCELLED, STUDIO_TIME_EXPIRED,
                                         STUDIO_TIME_ENDED };
  StudioExpression *condition = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      const StudioColumn *end = studio_reading_find_border (reading, ends[i]);
      StudioExpression *running;

      if (end == NULL || (ends[i] == STUDIO_TIME_CANCELLED && ends_later (reading, end)))
        continue;
      running = studio_expression_new (STUDIO_OPERATOR_IS_NULL,
                                       studio_column_expression (end, source), NULL);
      if (ends[i] != STUDIO_TIME_CANCELLED)
        running = studio_expression_new (
            STUDIO_OPERATOR_OR, running,
            studio_expression_new (STUDIO_OPERATOR_GREATER_EQUAL,
                                   studio_column_expression (end, source),
                                   studio_expression_new (STUDIO_OPERATOR_TODAY, NULL), NULL),
            NULL);
      condition = condition == NULL
                      ? running
                      : studio_expression_new (STUDIO_OPERATOR_AND, condition, running, NULL);
    }
  return condition;
}

StudioExpression *
studio_status_valid (const StudioReading *reading, const char *source)
{
  const StudioColumn *cancelled = studio_reading_find_time (reading, STUDIO_TIME_CANCELLED);
  StudioExpression *known = NULL;

  if (studio_reading_is_term (reading))
    return runs_now (reading, source);
  if (studio_reading_is_contest (reading) || reading->archetype == STUDIO_ARCHETYPE_ENTITY)
    return NULL;
  if (reading->status != NULL && studio_status_is_known (reading->status) &&
      reading->status->null_share == 0)
    known = studio_status_in (reading->status, source, void_states (reading));
  if (known != NULL && known->op == STUDIO_OPERATOR_EQUAL)
    {
      StudioExpression *other = studio_expression_new (
          STUDIO_OPERATOR_NOT_EQUAL,
          studio_expression_ref (g_ptr_array_index (known->arguments, 0)),
          studio_expression_ref (g_ptr_array_index (known->arguments, 1)), NULL);

      studio_expression_unref (known);
      return other;
    }
  if (known != NULL)
    return studio_expression_new (STUDIO_OPERATOR_NOT, known, NULL);
  if (cancelled != NULL)
    return studio_expression_new (STUDIO_OPERATOR_IS_NULL,
                                  studio_column_expression (cancelled, source), NULL);
  return NULL;
}
