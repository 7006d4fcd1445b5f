/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * StudioError:
 * @STUDIO_ERROR_UNREACHABLE: no connection: refused, no such host, TLS, reset
 * @STUDIO_ERROR_NOT_METABASE: something answered, but it is not a Metabase
 * @STUDIO_ERROR_SIGN_IN: user name, password, key or session refused
 * @STUDIO_ERROR_THROTTLED: too many attempts to sign in; the message says how long to wait
 * @STUDIO_ERROR_FORBIDDEN: signed in, but without the permission
 * @STUDIO_ERROR_NOT_FOUND: the object does not exist (any more)
 * @STUDIO_ERROR_SERVER: the server failed (5xx) or refused the request (other 4xx)
 * @STUDIO_ERROR_PROTOCOL: the reply could not be understood
 * @STUDIO_ERROR_TIMED_OUT: no answer within the time limit
 * @STUDIO_ERROR_TOO_LARGE: more data than the limit allows
 * @STUDIO_ERROR_SQL: the database refused the statement
 * @STUDIO_ERROR_GUARD: the statement was not sent, because it does more than read
 * @STUDIO_ERROR_WORKSPACE: the workspace file cannot be used
 * @STUDIO_ERROR_INPUT: a file or value given by the person cannot be used
 * @STUDIO_ERROR_UNCLEAR: a write may or may not have happened; read back before trying again
 *
 * What the program does differently depending on what went wrong. A cancelled
 * operation is always %G_IO_ERROR_CANCELLED.
 */
typedef enum
{
  STUDIO_ERROR_UNREACHABLE,
  STUDIO_ERROR_NOT_METABASE,
  STUDIO_ERROR_SIGN_IN,
  STUDIO_ERROR_THROTTLED,
  STUDIO_ERROR_FORBIDDEN,
  STUDIO_ERROR_NOT_FOUND,
  STUDIO_ERROR_SERVER,
  STUDIO_ERROR_PROTOCOL,
  STUDIO_ERROR_TIMED_OUT,
  STUDIO_ERROR_TOO_LARGE,
  STUDIO_ERROR_SQL,
  STUDIO_ERROR_GUARD,
  STUDIO_ERROR_WORKSPACE,
  STUDIO_ERROR_INPUT,
  STUDIO_ERROR_UNCLEAR,
} StudioError;

#define STUDIO_ERROR (studio_error_quark ())

GQuark studio_error_quark (void);

G_END_DECLS
