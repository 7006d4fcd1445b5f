/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/lint/studio-sql-catalog-match.h"

#include <string.h>

#define MAX_CANDIDATES 80

/* One function or operator that may be meant. */
typedef struct
{
  const StudioSqlTypeId *args;
  guint n_args;
  StudioSqlTypeId variadic; /* 0 when the last argument is not spread */
  StudioSqlTypeId result;
  const StudioSqlFunction *function;
} Candidate;

typedef struct
{
  const StudioSqlTypeId *args;
  guint n;
  Candidate candidates[MAX_CANDIDATES];
  guint n_candidates;
} Search;

/* What the polymorphic types of a call stand for; 0 while nothing tells. */
typedef struct
{
  StudioSqlTypeId element;
  StudioSqlTypeId compatible;
  gboolean unsure; /* from the element of a range, which the catalogue does not have */
} Generic;

static StudioSqlTypeId
declared_type (const Candidate *candidate, guint i)
{
  if (candidate->variadic != 0 && i + 1 >= candidate->n_args)
    return candidate->variadic;
  return candidate->args[i];
}

gboolean
_studio_sql_common_type (const StudioSqlTypeId *types, guint n, StudioSqlTypeId *common)
{
  StudioSqlTypeId best = STUDIO_SQL_UNKNOWN;
  gboolean unsure = FALSE;

  for (guint i = 0; i < n; i++)
    {
      if (types[i] == STUDIO_SQL_ANY)
        unsure = TRUE;
      else if (best == STUDIO_SQL_UNKNOWN)
        best = types[i];
      else if (types[i] != STUDIO_SQL_UNKNOWN && types[i] != best)
        {
          if (_studio_sql_type_category (types[i]) != _studio_sql_type_category (best))
            return FALSE;
          if (!_studio_sql_type_is_preferred (best) &&
              _studio_sql_type_coerces (best, types[i], STUDIO_SQL_COERCION_IMPLICIT) &&
              !_studio_sql_type_coerces (types[i], best, STUDIO_SQL_COERCION_IMPLICIT))
            best = types[i];
        }
    }
  *common = unsure ? STUDIO_SQL_ANY : best;
  for (guint i = 0; i < n && !unsure; i++)
    if (!_studio_sql_type_coerces (types[i], best, STUDIO_SQL_COERCION_IMPLICIT))
      return FALSE;
  return TRUE;
}

static gboolean
agree (StudioSqlTypeId *known, StudioSqlTypeId type)
{
  if (*known != 0 && *known != type)
    return FALSE;
  *known = type;
  return TRUE;
}

/* Takes the argument of a polymorphic type of the “any…” family; FALSE when it does not fit. */
static gboolean
take_generic (Generic *generic, StudioSqlTypeId declared, StudioSqlTypeId actual)
{
  StudioSqlTypeId element = _studio_sql_type_element (actual);
  char kind = _studio_sql_type_kind (actual);

  switch (declared)
    {
    case STUDIO_SQL_ANYELEMENT:
      return agree (&generic->element, actual);
    case STUDIO_SQL_ANYNONARRAY:
      return element == 0 && agree (&generic->element, actual);
    case STUDIO_SQL_ANYENUM:
      return kind == 'e' && agree (&generic->element, actual);
    case STUDIO_SQL_ANYARRAY:
      return element != 0 && agree (&generic->element, element);
    case STUDIO_SQL_ANYRANGE:
    case STUDIO_SQL_ANYCOMPATIBLERANGE:
      generic->unsure = TRUE;
      return kind == 'r';
    case STUDIO_SQL_ANYMULTIRANGE:
    case STUDIO_SQL_ANYCOMPATIBLEMULTIRANGE:
      generic->unsure = TRUE;
      return kind == 'm';
    default:
      return TRUE;
    }
}

/* The types that arguments of the “anycompatible…” family have in common. */
static gboolean
take_compatible (Generic *generic, const Search *search, const Candidate *candidate)
{
  StudioSqlTypeId types[STUDIO_SQL_MAX_ARGUMENTS];
  guint n = 0;

  for (guint i = 0; i < search->n; i++)
    {
      StudioSqlTypeId declared = declared_type (candidate, i);
      StudioSqlTypeId actual = search->args[i];
      StudioSqlTypeId element = _studio_sql_type_element (actual);

      if (declared < STUDIO_SQL_ANYCOMPATIBLE || declared > STUDIO_SQL_ANYCOMPATIBLENONARRAY ||
          actual == STUDIO_SQL_UNKNOWN)
        continue;
      if (actual != STUDIO_SQL_ANY &&
          ((declared == STUDIO_SQL_ANYCOMPATIBLEARRAY && element == 0) ||
           (declared == STUDIO_SQL_ANYCOMPATIBLENONARRAY && element != 0)))
        return FALSE;
      types[n++] = declared == STUDIO_SQL_ANYCOMPATIBLEARRAY ? element : actual;
    }
  generic->compatible = 0;
  if (n == 0)
    return TRUE;
  return _studio_sql_common_type (types, n, &generic->compatible);
}

/* Whether @candidate takes the arguments, some of which may have to be turned into another type. */
static gboolean
takes (const Search *search, const Candidate *candidate, Generic *generic)
{
  *generic = (Generic){ 0 };
  for (guint i = 0; i < search->n; i++)
    {
      StudioSqlTypeId declared = declared_type (candidate, i);
      StudioSqlTypeId actual = search->args[i];

      if (actual == STUDIO_SQL_ANY || actual == STUDIO_SQL_UNKNOWN)
        continue;
      if (!_studio_sql_type_is_polymorphic (declared))
        {
          if (!_studio_sql_type_coerces (actual, declared, STUDIO_SQL_COERCION_IMPLICIT))
            return FALSE;
        }
      else if (!take_generic (generic, declared, actual))
        return FALSE;
    }
  return take_compatible (generic, search, candidate);
}

static StudioSqlTypeId
resolve (const Generic *generic, StudioSqlTypeId type)
{
  switch (type)
    {
    case STUDIO_SQL_ANYELEMENT:
    case STUDIO_SQL_ANYNONARRAY:
    case STUDIO_SQL_ANYENUM:
      return generic->unsure ? STUDIO_SQL_ANY : generic->element;
    case STUDIO_SQL_ANYARRAY:
      return generic->unsure ? STUDIO_SQL_ANY : _studio_sql_type_array (generic->element);
    case STUDIO_SQL_ANYCOMPATIBLE:
    case STUDIO_SQL_ANYCOMPATIBLENONARRAY:
      return generic->unsure ? STUDIO_SQL_ANY : generic->compatible;
    case STUDIO_SQL_ANYCOMPATIBLEARRAY:
      return generic->unsure ? STUDIO_SQL_ANY : _studio_sql_type_array (generic->compatible);
    default:
      return _studio_sql_type_is_polymorphic (type) || type == STUDIO_SQL_PSEUDO_ANY
                 ? STUDIO_SQL_ANY
                 : type;
    }
}

/* PostgreSQL refuses what takes anything, given only literals that could be anything. */
static gboolean
is_undetermined (const Search *search, const Candidate *candidate, const Generic *generic)
{
  gboolean polymorphic = FALSE;

  if (generic->element != 0 || generic->unsure)
    return FALSE;
  for (guint i = 0; i < search->n; i++)
    {
      StudioSqlTypeId declared = declared_type (candidate, i);

      if (declared < STUDIO_SQL_ANYELEMENT || declared > STUDIO_SQL_ANYMULTIRANGE)
        continue;
      polymorphic = TRUE;
      if (search->args[i] != STUDIO_SQL_UNKNOWN)
        return FALSE;
    }
  return polymorphic;
}

static void
found (const Search *search, const Candidate *candidate, StudioSqlMatch *match)
{
  Generic generic;

  takes (search, candidate, &generic);
  match->kind = is_undetermined (search, candidate, &generic) ? STUDIO_SQL_MATCH_NONE
                                                              : STUDIO_SQL_MATCH_FOUND;
  match->function = candidate->function;
  match->since = candidate->function != NULL ? candidate->function->since : 0;
  match->result = resolve (&generic, candidate->result);
  for (guint i = 0; i < search->n; i++)
    match->args[i] = resolve (&generic, declared_type (candidate, i));
}

/* Several fit, because a type is not known: what they agree on is known all the same. */
static void
unsure (const Search *search, StudioSqlMatch *match)
{
  match->kind = STUDIO_SQL_MATCH_UNSURE;
  match->function = search->candidates[0].function;
  match->result = search->candidates[0].result;
  memset (match->args, 0, sizeof (*match->args) * search->n);
  for (guint i = 1; i < search->n_candidates; i++)
    if (search->candidates[i].result != match->result)
      match->result = STUDIO_SQL_ANY;
  if (_studio_sql_type_is_polymorphic (match->result))
    match->result = STUDIO_SQL_ANY;
}

static const Candidate *
find_exact (const Search *search)
{
  for (guint i = 0; i < search->n_candidates; i++)
    {
      guint same = 0;

      while (same < search->n && declared_type (&search->candidates[i], same) == search->args[same])
        same++;
      if (same == search->n)
        return &search->candidates[i];
    }
  return NULL;
}

static void
keep_takers (Search *search)
{
  guint kept = 0;
  Generic generic;

  for (guint i = 0; i < search->n_candidates; i++)
    if (takes (search, &search->candidates[i], &generic))
      search->candidates[kept++] = search->candidates[i];
  search->n_candidates = kept;
}

/* Keeps the candidates with the most arguments that need no conversion, or, with @preferred, that
 * need none or take the preferred type of the argument's category. */
static void
keep_closest (Search *search, gboolean preferred)
{
  guint best = 0, kept = 0;

  for (guint i = 0; i < search->n_candidates; i++)
    {
      guint close = 0;

      for (guint k = 0; k < search->n; k++)
        {
          StudioSqlTypeId declared = declared_type (&search->candidates[i], k);

          if (search->args[k] == STUDIO_SQL_UNKNOWN)
            continue;
          close +=
              declared == search->args[k] ||
              (preferred && _studio_sql_type_is_preferred (declared) &&
               _studio_sql_type_category (declared) == _studio_sql_type_category (search->args[k]));
        }
      if (close > best || kept == 0)
        {
          best = close;
          kept = 0;
        }
      if (close == best)
        search->candidates[kept++] = search->candidates[i];
    }
  search->n_candidates = kept;
}

/* The category that a literal at @position is taken to have: strings when any candidate takes one,
 * else what all agree on; 0 when they do not. */
static char
literal_category (const Search *search, guint position, gboolean *preferred)
{
  char category = 0;
  gboolean conflict = FALSE;

  *preferred = FALSE;
  for (guint i = 0; i < search->n_candidates; i++)
    {
      StudioSqlTypeId declared = declared_type (&search->candidates[i], position);
      char its = _studio_sql_type_category (declared);

      if (category == 0)
        category = its;
      else if (category == its)
        ;
      else if (its == 'S')
        {
          category = 'S';
          *preferred = FALSE;
        }
      else if (category != 'S')
        conflict = TRUE;
      if (category == its)
        *preferred |= _studio_sql_type_is_preferred (declared);
    }
  return conflict && category != 'S' ? 0 : category;
}

/* Returns whether the literals' categories could be told; the candidates that do not fit them go.
 */
static gboolean
keep_literal_categories (Search *search)
{
  char categories[STUDIO_SQL_MAX_ARGUMENTS] = { 0 };
  gboolean preferred[STUDIO_SQL_MAX_ARGUMENTS] = { FALSE };
  guint kept = 0;

  for (guint k = 0; k < search->n; k++)
    if (search->args[k] == STUDIO_SQL_UNKNOWN)
      {
        categories[k] = literal_category (search, k, &preferred[k]);
        if (categories[k] == 0)
          return FALSE;
      }
  for (guint i = 0; i < search->n_candidates; i++)
    {
      gboolean keep = TRUE;

      for (guint k = 0; k < search->n && keep; k++)
        {
          StudioSqlTypeId declared = declared_type (&search->candidates[i], k);

          keep =
              categories[k] == 0 || (_studio_sql_type_category (declared) == categories[k] &&
                                     (!preferred[k] || _studio_sql_type_is_preferred (declared)));
        }
      if (keep)
        search->candidates[kept++] = search->candidates[i];
    }
  if (kept > 0)
    search->n_candidates = kept;
  return TRUE;
}

/* The last resort: literals are of the type that all other arguments have. */
static const Candidate *
find_by_known_type (const Search *search)
{
  StudioSqlTypeId known = STUDIO_SQL_UNKNOWN;
  StudioSqlTypeId types[STUDIO_SQL_MAX_ARGUMENTS];
  Search same = { .args = types, .n = search->n };
  const Candidate *only = NULL;
  Generic generic;

  for (guint i = 0; i < search->n; i++)
    {
      if (search->args[i] == STUDIO_SQL_UNKNOWN)
        continue;
      if (known != STUDIO_SQL_UNKNOWN && known != search->args[i])
        return NULL;
      known = search->args[i];
    }
  if (known == STUDIO_SQL_UNKNOWN)
    return NULL;
  for (guint i = 0; i < search->n; i++)
    types[i] = known;
  for (guint i = 0; i < search->n_candidates; i++)
    if (takes (&same, &search->candidates[i], &generic))
      {
        if (only != NULL)
          return NULL;
        only = &search->candidates[i];
      }
  return only;
}

static void
choose (Search *search, StudioSqlMatch *match)
{
  guint literals = 0;
  gboolean has_any = FALSE;
  const Candidate *best = NULL;

  for (guint i = 0; i < search->n; i++)
    {
      literals += search->args[i] == STUDIO_SQL_UNKNOWN;
      has_any |= search->args[i] == STUDIO_SQL_ANY;
    }
  keep_takers (search);
  if (search->n_candidates == 0)
    {
      match->kind = STUDIO_SQL_MATCH_NONE;
      return;
    }
  if (has_any && search->n_candidates > 1)
    {
      unsure (search, match);
      return;
    }
  if (search->n_candidates > 1)
    keep_closest (search, FALSE);
  if (search->n_candidates > 1)
    keep_closest (search, TRUE);
  if (search->n_candidates > 1 && literals > 0)
    {
      gboolean told = keep_literal_categories (search);

      if (search->n_candidates > 1 || !told)
        best = find_by_known_type (search);
    }
  if (search->n_candidates == 1)
    best = &search->candidates[0];
  if (best != NULL)
    found (search, best, match);
  else
    match->kind = STUDIO_SQL_MATCH_AMBIGUOUS;
}

static void
collect_functions (Search *search,
                   const StudioSqlFunction *functions,
                   guint n_functions,
                   gboolean variadic,
                   gboolean newer)
{
  search->n_candidates = 0;
  for (guint i = 0; i < n_functions && search->n_candidates < MAX_CANDIDATES; i++)
    {
      const StudioSqlFunction *function = &functions[i];
      gboolean spread = function->variadic != 0 && !variadic;
      Candidate candidate = {
        .args = function->args,
        .n_args = function->n_args,
        .variadic = spread ? function->variadic : 0,
        .result = function->result,
        .function = function,
      };

      if (function->since != 0 && !newer)
        continue;
      if (search->n > function->n_args ? !spread
                                       : search->n + function->n_defaults < function->n_args)
        continue;
      search->candidates[search->n_candidates++] = candidate;
    }
}

/* `date (x)`: the name of a type called with one argument is a cast, where there is such a cast. */
static gboolean
is_cast (const char *name, StudioSqlTypeId from, StudioSqlTypeId *to)
{
  *to = _studio_sql_type_find (name);
  return *to != STUDIO_SQL_ANY && _studio_sql_type_kind (*to) != 'p' &&
         _studio_sql_type_coerces (from, *to, STUDIO_SQL_COERCION_EXPLICIT);
}

void
_studio_sql_match_function (const char *name,
                            const StudioSqlTypeId *args,
                            guint n,
                            gboolean variadic,
                            StudioSqlMatch *match)
{
  guint n_functions;
  const StudioSqlFunction *functions = _studio_sql_functions_find (name, &n_functions);
  Search search = { .args = args, .n = n };
  const Candidate *exact;
  StudioSqlTypeId cast;

  match->function = NULL;
  match->result = STUDIO_SQL_ANY;
  match->since = 0;
  memset (match->args, 0, sizeof (*match->args) * n);
  collect_functions (&search, functions, n_functions, variadic, FALSE);
  exact = find_exact (&search);
  if (exact != NULL)
    {
      found (&search, exact, match);
      return;
    }
  if (n == 1 && is_cast (name, args[0], &cast))
    {
      match->kind = STUDIO_SQL_MATCH_CAST;
      match->result = match->args[0] = cast;
      return;
    }
  choose (&search, match);
  if (match->kind == STUDIO_SQL_MATCH_NONE)
    {
      collect_functions (&search, functions, n_functions, variadic, TRUE);
      choose (&search, match);
      if (match->kind == STUDIO_SQL_MATCH_UNSURE)
        match->since = match->function->since;
    }
  if (n_functions == 0)
    match->kind = STUDIO_SQL_MATCH_NO_NAME;
}

void
_studio_sql_match_operator (const char *name,
                            StudioSqlTypeId left,
                            StudioSqlTypeId right,
                            gboolean prefix,
                            StudioSqlMatch *match)
{
  guint n_operators;
  const StudioSqlOperator *operators = _studio_sql_operators_find (name, &n_operators);
  StudioSqlTypeId types[2] = { prefix ? right : left, right };
  StudioSqlTypeId same[2] = { types[0], types[1] };
  Search search = { .args = same, .n = prefix ? 1 : 2 };
  const Candidate *exact;

  match->function = NULL;
  match->result = STUDIO_SQL_ANY;
  match->since = 0;
  match->args[0] = match->args[1] = STUDIO_SQL_ANY;
  for (guint i = 0; i < n_operators && search.n_candidates < MAX_CANDIDATES; i++)
    {
      const StudioSqlOperator *entry = &operators[i];

      if ((entry->operands[0] == 0) != prefix)
        continue;
      search.candidates[search.n_candidates++] = (Candidate){
        .args = prefix ? &entry->operands[1] : entry->operands,
        .n_args = search.n,
        .result = entry->result,
      };
    }
  if (n_operators == 0)
    {
      match->kind = STUDIO_SQL_MATCH_NO_NAME;
      return;
    }
  /* A literal is first tried as the type of the other side. */
  if (types[0] == STUDIO_SQL_UNKNOWN)
    same[0] = types[1];
  else if (types[1] == STUDIO_SQL_UNKNOWN)
    same[1] = types[0];
  exact = find_exact (&search);
  if (exact != NULL)
    {
      found (&search, exact, match);
      return;
    }
  search.args = types;
  choose (&search, match);
}
