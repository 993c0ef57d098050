/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-window"

#include "config.h"

#include "preamp-window-private.h"

/* What the window remembers from one time to the next, in its settings: of the sandbox these are in
 * memory alone. Which instance was shown last is the application's to know. */

/**
 * preamp_window_restore:
 * @self: a `PreampWindow`
 *
 * Makes the window as it was left.
 */
void
preamp_window_restore (PreampWindow *self)
{
  gtk_window_set_default_size (GTK_WINDOW (self),
                               g_settings_get_int (self->settings, "window-width"),
                               g_settings_get_int (self->settings, "window-height"));
  if (g_settings_get_boolean (self->settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));

  preamp_integration_page_bind_settings (self->integration_page, self->settings);
}

/**
 * preamp_window_keep_size:
 * @self: a `PreampWindow`
 *
 * Remembers how large the window is.
 */
void
preamp_window_keep_size (PreampWindow *self)
{
  int width = 0;
  int height = 0;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  if (width > 0 && height > 0)
    {
      g_settings_set_int (self->settings, "window-width", width);
      g_settings_set_int (self->settings, "window-height", height);
    }

  g_settings_set_boolean (self->settings, "window-maximized",
                          gtk_window_is_maximized (GTK_WINDOW (self)));
}

/**
 * preamp_window_keep_integration:
 * @self: a `PreampWindow`
 *
 * Remembers which integration of the instance is chosen. Of an instance that is not among the known
 * ones any more nothing stays.
 */
void
preamp_window_keep_integration (PreampWindow *self)
{
  PreampIntegrationLists *lists = preamp_sidebar_get_selected (self->sidebar);
  PreampConnection *connection = preamp_window_get_connection (self);
  GVariantBuilder builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a{ss}"));
  g_autoptr (GVariant) kept = NULL;
  GVariantIter iter;
  const char *uri;
  const char *id;
  const char *shown;

  if (lists == NULL || connection == NULL)
    return;

  shown = preamp_instance_get_base_uri (preamp_connection_get_instance (connection));
  kept = g_settings_get_value (self->settings, "last-integrations");
  g_variant_iter_init (&iter, kept);
  while (g_variant_iter_next (&iter, "{&s&s}", &uri, &id))
    {
      if (!g_str_equal (uri, shown) && preamp_instance_list_find (self->instances, uri) != NULL)
        g_variant_builder_add (&builder, "{ss}", uri, id);
    }

  g_variant_builder_add (&builder, "{ss}", shown,
                         preamp_integration_get_id (
                           preamp_integration_lists_get_integration (lists)));
  g_settings_set_value (self->settings, "last-integrations", g_variant_builder_end (&builder));
}

/**
 * preamp_window_choose_integration:
 * @self: a `PreampWindow`
 *
 * Chooses the integration that was chosen last in this instance, or the first one.
 */
void
preamp_window_choose_integration (PreampWindow *self)
{
  PreampConnection *connection = preamp_window_get_connection (self);
  g_autoptr (GVariant) kept = g_settings_get_value (self->settings, "last-integrations");
  const char *id = NULL;

  if (connection != NULL)
    g_variant_lookup (kept,
                      preamp_instance_get_base_uri (preamp_connection_get_instance (connection)),
                      "&s", &id);

  if (id == NULL || !preamp_sidebar_select (self->sidebar, id))
    preamp_sidebar_select_first (self->sidebar);
}
