/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-about"

#include "config.h"

#include "preamp-about.h"

#include <glib/gi18n.h>

#define RELEASE_NOTES "/io/github/preamp/Preamp/app/release-notes.xml"

/**
 * preamp_about_new:
 * @debug_info: what the program is, where it runs, and how it is set
 *
 * Creates the About window. Its release notes are those of the metainfo.
 *
 * Returns: (transfer none): the window, which GTK owns
 */
GtkWindow *
preamp_about_new (const char *debug_info)
{
  g_autoptr (GBytes) notes = NULL;
  g_autofree char *release_notes = NULL;

  g_return_val_if_fail (debug_info != NULL, NULL);

  notes = g_resources_lookup_data (RELEASE_NOTES, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_assert (notes != NULL);
  release_notes = g_strndup (g_bytes_get_data (notes, NULL), g_bytes_get_size (notes));

  return g_object_new (ADW_TYPE_ABOUT_WINDOW,
                       "application-icon", APPLICATION_ID,
                       "application-name", APPLICATION_NAME,
                       "comments", _("Migrate Federated datasources of a Domo instance to a "
                                     "Cloud Amplifier integration, and back. Domo also calls "
                                     "these integrations Cloud Integrations.\n\nPreamp is "
                                     "neither made nor endorsed by Domo, Inc."),
                       "copyright", _("© 2026 The Preamp authors"),
                       "debug-info", debug_info,
                       "debug-info-filename", "preamp-debug-info.txt",
                       "developer-name", _("The Preamp authors"),
                       "license-type", GTK_LICENSE_GPL_3_0,
                       "release-notes", release_notes,
                       "release-notes-version", PACKAGE_VERSION,
                       "version", PACKAGE_VERSION,
                       NULL);
}
