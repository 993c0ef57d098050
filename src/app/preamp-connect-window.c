/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-connect-window"

#include "config.h"

#include "preamp-connect-window.h"

/**
 * PreampConnectWindow:
 *
 * A [class@ConnectPage] in a window: the program's only one at the first start, a dialog later.
 */
struct _PreampConnectWindow
{
  AdwApplicationWindow  parent_instance;

  /* template */
  GtkWidget            *menu_button;
  PreampConnectPage    *page;
};

G_DEFINE_FINAL_TYPE (PreampConnectWindow, preamp_connect_window, ADW_TYPE_APPLICATION_WINDOW)

static void
close_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  gtk_window_close (GTK_WINDOW (widget));
}

static void
preamp_connect_window_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PREAMP_TYPE_CONNECT_WINDOW);

  G_OBJECT_CLASS (preamp_connect_window_parent_class)->dispose (object);
}

static void
preamp_connect_window_class_init (PreampConnectWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = preamp_connect_window_dispose;

  g_type_ensure (PREAMP_TYPE_CONNECT_PAGE);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/preamp/Preamp/app/preamp-connect-window.ui");
  gtk_widget_class_bind_template_child (widget_class, PreampConnectWindow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, PreampConnectWindow, page);

  gtk_widget_class_install_action (widget_class, "connect-window.close", NULL, close_action);
}

static void
preamp_connect_window_init (PreampConnectWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  gtk_window_set_default_widget (GTK_WINDOW (self),
                                 preamp_connect_page_get_default_widget (self->page));
}

/**
 * preamp_connect_window_new:
 * @application: the application
 * @purpose: what it asks for
 * @profile: where the instance and its token will be kept
 * @instance: (nullable): the instance whose token is asked for
 *
 * Creates a window that asks for an instance and its access token. At the first start it is as
 * large as the main window; otherwise it is a dialog, which Escape closes.
 *
 * Returns: (transfer none): a new `PreampConnectWindow`, which GTK owns
 */
GtkWindow *
preamp_connect_window_new (GtkApplication       *application,
                           PreampConnectPurpose  purpose,
                           PreampProfile        *profile,
                           PreampInstance       *instance)
{
  PreampConnectWindow *self;
  gboolean first_run = purpose == PREAMP_CONNECT_FIRST_RUN;

  self = g_object_new (PREAMP_TYPE_CONNECT_WINDOW,
                       "application", application,
                       "default-width", first_run ? 1280 : 540,
                       "default-height", first_run ? 720 : 560,
                       "modal", !first_run,
                       NULL);
  gtk_widget_set_visible (self->menu_button, first_run);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "connect-window.close", !first_run);
  preamp_connect_page_set_up (self->page, purpose, profile, instance);
  gtk_widget_grab_focus (GTK_WIDGET (self->page));

  return GTK_WINDOW (self);
}

/**
 * preamp_connect_window_get_page:
 * @self: a `PreampConnectWindow`
 *
 * Returns: (transfer none): the page in it
 */
PreampConnectPage *
preamp_connect_window_get_page (PreampConnectWindow *self)
{
  g_return_val_if_fail (PREAMP_IS_CONNECT_WINDOW (self), NULL);

  return self->page;
}
