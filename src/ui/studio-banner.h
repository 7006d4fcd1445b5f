/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define STUDIO_TYPE_BANNER (studio_banner_get_type ())

/**
 * StudioBanner: a sentence about trouble that stays, across the top of a page, with one button at
 * most (AdwBanner is newer than our baseline).
 *
 * Signals: "button-clicked".
 */
G_DECLARE_FINAL_TYPE (StudioBanner, studio_banner, STUDIO, BANNER, AdwBin)

/**
 * studio_banner_show:
 * @title: (nullable): the sentence; %NULL hides the banner
 * @button: (nullable): label of the button, with a mnemonic; %NULL for none
 */
void studio_banner_show (StudioBanner *self, const char *title, const char *button);

const char *studio_banner_get_title (StudioBanner *self);

G_END_DECLS
