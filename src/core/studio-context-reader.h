/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/studio-fact.h"

G_BEGIN_DECLS

/** StudioContextSection: where a line of a context stands. */
typedef enum
{
  STUDIO_CONTEXT_OTHER,
  STUDIO_CONTEXT_COMPANY,
  STUDIO_CONTEXT_CODES,
  STUDIO_CONTEXT_LEFT_OUT,
  STUDIO_CONTEXT_NAMES,
  STUDIO_CONTEXT_CURRENCIES,
  STUDIO_CONTEXT_SETTLED,
  STUDIO_CONTEXT_NOTES,
} StudioContextSection;

/**
 * StudioContextReader:
 * @section: the line before belongs to it
 * @subject: (owned) (nullable): the column that the last heading names
 * @fenced: within a block of code, which is left alone
 *
 * Where reading a context has come to.
 */
typedef struct
{
  StudioContextSection section;
  char *subject;
  gboolean fenced;
} StudioContextReader;

void _studio_context_reader_clear (StudioContextReader *self);

/**
 * _studio_context_reader_read:
 * @line: without its end
 * @facts: (element-type StudioFact): what it says is added
 * @heading: (out): whether it is a heading
 *
 * Returns: %FALSE when it stands where facts do and looks like one, but is not understood
 */
gboolean _studio_context_reader_read (StudioContextReader *self,
                                      const char *line,
                                      GPtrArray *facts,
                                      gboolean *heading);

/** _studio_context_section_of: where facts of that kind stand. */
StudioContextSection _studio_context_section_of (StudioFactKind kind);

/** _studio_context_section_title: (transfer none): its heading in a new text. */
const char *_studio_context_section_title (StudioContextSection section);

/** _studio_context_write: Returns: (transfer full): @facts, which share a line, as that line;
 * without their subject when @short_form. */
char *_studio_context_write (GPtrArray *facts, gboolean short_form);

/** _studio_context_quote: Returns: (transfer full): a subject as it is written. */
char *_studio_context_quote (const char *subject);

G_END_DECLS
