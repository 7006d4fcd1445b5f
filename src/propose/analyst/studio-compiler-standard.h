/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "propose/analyst/studio-compiler-private.h"

G_BEGIN_DECLS

/* What several dialects say in the same way; each is a function of StudioCompilerClass. */

/** _studio_standard_text: with single quotes, which are doubled inside. */
char *_studio_standard_text (const char *text);
/** _studio_standard_text_escaped: the same where a backslash begins an escape. */
char *_studio_standard_text_escaped (const char *text);
/** _studio_standard_date: DATE '2026-01-31'. */
char *_studio_standard_date (const char *iso);
/** _studio_standard_boolean: TRUE or FALSE. */
char *_studio_standard_boolean (gboolean value);
/** _studio_standard_is_true: IS TRUE, IS NOT TRUE. */
char *
_studio_standard_is_true (const StudioFragment *value, gboolean is, StudioPrecedence *precedence);
/** _studio_standard_is_true_coalesced: where there is no IS TRUE. */
char *_studio_standard_is_true_coalesced (const StudioFragment *value,
                                          gboolean is,
                                          StudioPrecedence *precedence);
/** _studio_standard_contains: LIKE over lower case. */
char *_studio_standard_contains (const StudioFragment *value,
                                 const char *part,
                                 StudioPrecedence *precedence);
/** _studio_standard_contains_as: the same, with the text written by @write_text, whose result is
 * (transfer full). */
char *_studio_standard_contains_as (const StudioFragment *value,
                                    const char *part,
                                    char *(*write_text) (const char *text),
                                    StudioPrecedence *precedence);
/** _studio_standard_ilike: ILIKE. */
char *_studio_standard_ilike (const StudioFragment *value,
                              const char *part,
                              StudioPrecedence *precedence);
/** _studio_standard_ratio_double: a division in DOUBLE, NULL where the denominator is 0. */
char *_studio_standard_ratio_double (const StudioFragment *numerator,
                                     const StudioFragment *denominator,
                                     StudioPrecedence *precedence);
/** _studio_standard_bucket: FLOOR. */
char *_studio_standard_bucket (const StudioFragment *value,
                               const char *width,
                               StudioPrecedence *precedence);
char *_studio_standard_least (const char *const *values);
/** _studio_standard_concat: ||. */
char *_studio_standard_concat (const char *const *parts, StudioPrecedence *precedence);
/** _studio_standard_percentile: PERCENTILE_CONT … WITHIN GROUP. */
char *_studio_standard_percentile (const StudioFragment *value, double percent);
char *_studio_standard_today (void);
char *_studio_standard_now (void);
/** _studio_standard_getdate: GETDATE(). */
char *_studio_standard_getdate (void);
/** _studio_standard_truncate: DATE_TRUNC, a DATE for days and more. */
char *_studio_standard_truncate (const StudioFragment *time, StudioGrain grain);
/** _studio_standard_datediff: DATEDIFF, which counts the borders between months and more. */
char *_studio_standard_datediff (const StudioFragment *from,
                                 const StudioFragment *to,
                                 StudioGrain grain,
                                 StudioPrecedence *precedence);
/** _studio_standard_dateadd: DATEADD. */
char *_studio_standard_dateadd (const StudioFragment *time,
                                gint64 count,
                                StudioGrain grain,
                                StudioPrecedence *precedence);
/** _studio_standard_dateadd_period: DATEADD to DATE_TRUNC of the current date. */
char *
_studio_standard_dateadd_period (StudioGrain grain, gint64 offset, StudioPrecedence *precedence);
/** _studio_standard_interval_shift: + INTERVAL 3 DAY. */
char *_studio_standard_interval_shift (const StudioFragment *time,
                                       gint64 count,
                                       StudioGrain grain,
                                       StudioPrecedence *precedence);

/** _studio_standard_interval: Returns: (transfer full): @time, which needs no parentheses in a sum,
 * and the interval of @count times @grain. */
char *_studio_standard_interval (const char *time, gint64 count, StudioGrain grain);

/** _studio_standard_json_path: Returns: (transfer full): '$."a"."b"', quoted as a text. */
char *_studio_standard_json_path (const char *const *path);

/** _studio_standard_json_keys: Returns: (transfer full): ", 'a', 'b'", further arguments. */
char *_studio_standard_json_keys (const char *const *path);

/** _studio_standard_cast_text: Returns: (transfer full): what was read from JSON as @text, as a
 * @kind, for which @type_name says the dialect's type. */
char *_studio_standard_cast_text (const char *text,
                                  StudioFieldKind kind,
                                  const char *(*type_name) (StudioFieldKind kind));

/** _studio_standard_shape: regular expression of the texts that are of @kind. */
const char *_studio_standard_shape (StudioFieldKind kind);

/** _studio_standard_seconds: seconds of a grain of up to a week. */
int _studio_standard_seconds (StudioGrain grain);

/** _studio_standard_unit: Returns: (transfer full): the grain's name in upper case. */
char *_studio_standard_unit (StudioGrain grain);

G_END_DECLS
