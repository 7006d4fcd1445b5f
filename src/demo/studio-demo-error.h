/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define STUDIO_DEMO_ERROR (studio_demo_error_quark ())

/** StudioDemoError: every one of them is a sentence for the person who started the server. */
typedef enum
{
  STUDIO_DEMO_ERROR_POSTGRES, /* PostgreSQL is missing, did not start, refused a statement */
  STUDIO_DEMO_ERROR_FOLDER,   /* the data folder cannot be used */
  STUDIO_DEMO_ERROR_STORE,    /* the file with cards and collections cannot be used */
  STUDIO_DEMO_ERROR_COMPANY,  /* the sample company cannot be loaded */
} StudioDemoError;

GQuark studio_demo_error_quark (void);

G_END_DECLS
