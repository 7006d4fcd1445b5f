/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/studio-enums.h"

G_BEGIN_DECLS

/**
 * StudioSqlGateKind: how a name in data/engine/guard.csv is meant.
 * @STUDIO_SQL_GATE_WORD: refused as a word of its own
 * @STUDIO_SQL_GATE_VERB: like that, unless a bracket follows: then it is a function
 * @STUDIO_SQL_GATE_DOTTED: like a word, and behind a dot too (sequence.NEXTVAL)
 * @STUDIO_SQL_GATE_PAIR: two words with a blank between them
 * @STUDIO_SQL_GATE_CALL: refused before a bracket
 * @STUDIO_SQL_GATE_PREFIX: no function's name may begin like that
 * @STUDIO_SQL_GATE_PACKAGE: nor that of what stands before a dot
 * @STUDIO_SQL_GATE_SECRET: a table that holds secrets, perhaps with its schema
 * @STUDIO_SQL_GATE_MODULE: what stands in front of the dot of a function that may be called
 * @STUDIO_SQL_GATE_METHOD: what stands behind the dot of one
 */
typedef enum
{
  STUDIO_SQL_GATE_WORD,
  STUDIO_SQL_GATE_VERB,
  STUDIO_SQL_GATE_DOTTED,
  STUDIO_SQL_GATE_PAIR,
  STUDIO_SQL_GATE_CALL,
  STUDIO_SQL_GATE_PREFIX,
  STUDIO_SQL_GATE_PACKAGE,
  STUDIO_SQL_GATE_SECRET,
  STUDIO_SQL_GATE_MODULE,
  STUDIO_SQL_GATE_METHOD,
  STUDIO_SQL_GATE_N_KINDS
} StudioSqlGateKind;

/**
 * studio_sql_gate_words_find:
 * @name: in lower case
 *
 * For an unknown engine, what any engine refuses is found, and nothing that one allows.
 *
 * Returns: (transfer none) (nullable): the reason ("write", "file"…, "" for what is allowed), %NULL
 * when the engine has no such entry
 */
const char *
studio_sql_gate_words_find (StudioDialect dialect, StudioSqlGateKind kind, const char *name);

G_END_DECLS
