/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-inhibitor"

#include "config.h"

#include "preamp-inhibitor.h"

#include <glib/gi18n.h>

#define PORTAL_NAME "org.freedesktop.portal.Desktop"
#define PORTAL_PATH "/org/freedesktop/portal/desktop"
#define REQUEST_INTERFACE "org.freedesktop.portal.Request"

#define REASON _("Datasources are being migrated")

/* What the portal was asked for. It lives until it was answered and given back. */
typedef struct
{
  PreampInhibitor *inhibitor; /* NULL once it is given back */
  GDBusConnection *portal;
  char *handle;
  guint response_id;
  gboolean answered;
} Request;

/**
 * PreampInhibitor:
 *
 * Keeps the computer from going to sleep and the session from being ended.
 *
 * In a Flatpak it asks the portal itself. GTK does so too, but takes for granted that it will be
 * done as soon as the question has arrived; whether it is comes later, as a response. A desktop
 * whose back end cannot keep the computer awake (xdg-desktop-portal-gtk without GNOME's session
 * manager) is found out by that alone.
 */
struct _PreampInhibitor
{
  GObject          parent_instance;

  GtkApplication  *application; /* not owned, it owns the inhibitor */
  GDBusConnection *portal;
  gboolean         held;
  guint            cookie;
  Request         *request;
};

G_DEFINE_FINAL_TYPE (PreampInhibitor, preamp_inhibitor, G_TYPE_OBJECT)

enum
{
  FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
request_free (Request *request)
{
  g_object_unref (request->portal);
  g_free (request->handle);
  g_free (request);
}

static void
request_close (Request *request)
{
  g_dbus_connection_call (request->portal, PORTAL_NAME, request->handle, REQUEST_INTERFACE,
                          "Close", NULL, NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL, NULL);
  request_free (request);
}

static void
answered_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  Request *request = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = NULL;

  answer = g_dbus_connection_call_finish (G_DBUS_CONNECTION (object), result, &error);
  request->answered = TRUE;

  if (request->inhibitor == NULL)
    {
      request_close (request);
    }
  else if (answer == NULL)
    {
      g_debug ("The portal was not asked: %s", error->message);
      g_signal_emit (request->inhibitor, signals[FAILED], 0);
    }
}

static void
response_cb (GDBusConnection *connection,
             const char      *sender,
             const char      *path,
             const char      *interface,
             const char      *signal,
             GVariant        *parameters,
             gpointer         user_data)
{
  Request *request = user_data;
  guint32 response = 0;

  if (g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(ua{sv})")))
    g_variant_get (parameters, "(ua{sv})", &response, NULL);

  if (response != 0)
    g_signal_emit (request->inhibitor, signals[FAILED], 0);
}

/* The handle is known before it is asked for, so that no response is missed:
 * https://flatpak.github.io/xdg-desktop-portal/docs/doc-org.freedesktop.portal.Request.html */
static Request *
request_new (PreampInhibitor *self)
{
  Request *request = g_new0 (Request, 1);
  g_autofree char *sender = g_strdup (g_dbus_connection_get_unique_name (self->portal) + 1);
  g_autofree char *token = g_strdup_printf ("preamp%u", g_random_int ());
  GVariantBuilder options;

  request->inhibitor = self;
  request->portal = g_object_ref (self->portal);
  request->handle = g_strconcat (PORTAL_PATH "/request/", g_strdelimit (sender, ".", '_'), "/",
                                 token, NULL);
  request->response_id = g_dbus_connection_signal_subscribe (self->portal, PORTAL_NAME,
                                                             REQUEST_INTERFACE, "Response",
                                                             request->handle, NULL,
                                                             G_DBUS_SIGNAL_FLAGS_NONE,
                                                             response_cb, request, NULL);

  g_variant_builder_init (&options, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&options, "{sv}", "handle_token", g_variant_new_string (token));
  g_variant_builder_add (&options, "{sv}", "reason", g_variant_new_string (REASON));
  g_dbus_connection_call (self->portal, PORTAL_NAME, PORTAL_PATH,
                          "org.freedesktop.portal.Inhibit", "Inhibit",
                          g_variant_new ("(sua{sv})", "",
                                         (guint32) (GTK_APPLICATION_INHIBIT_LOGOUT |
                                                    GTK_APPLICATION_INHIBIT_SUSPEND),
                                         &options),
                          G_VARIANT_TYPE ("(o)"), G_DBUS_CALL_FLAGS_NONE, -1, NULL,
                          answered_cb, request);

  return request;
}

static void
preamp_inhibitor_dispose (GObject *object)
{
  PreampInhibitor *self = PREAMP_INHIBITOR (object);

  preamp_inhibitor_release (self);
  g_clear_object (&self->portal);

  G_OBJECT_CLASS (preamp_inhibitor_parent_class)->dispose (object);
}

static void
preamp_inhibitor_class_init (PreampInhibitorClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = preamp_inhibitor_dispose;

  /**
   * PreampInhibitor::failed:
   *
   * Emitted when the computer may go to sleep or the session may end although it is held.
   */
  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
preamp_inhibitor_init (PreampInhibitor *self)
{
}

/**
 * preamp_inhibitor_new:
 * @application: the program, which outlives the inhibitor
 * @portal: (nullable): the bus that the portal is on, in a sandbox; without it GTK is asked
 *
 * Creates an inhibitor that holds nothing yet.
 *
 * Returns: (transfer full): a new `PreampInhibitor`
 */
PreampInhibitor *
preamp_inhibitor_new (GtkApplication  *application,
                      GDBusConnection *portal)
{
  PreampInhibitor *self;

  g_return_val_if_fail (GTK_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (portal == NULL || G_IS_DBUS_CONNECTION (portal), NULL);

  self = g_object_new (PREAMP_TYPE_INHIBITOR, NULL);
  self->application = application;
  g_set_object (&self->portal, portal);

  return self;
}

/**
 * preamp_inhibitor_hold:
 * @self: a `PreampInhibitor`
 * @window: (nullable): the window that it is done for
 *
 * Holds suspend and logout back, unless it does so already. Where that fails, now or a little
 * later, [signal@Inhibitor::failed] is emitted.
 */
void
preamp_inhibitor_hold (PreampInhibitor *self,
                       GtkWindow       *window)
{
  g_return_if_fail (PREAMP_IS_INHIBITOR (self));
  g_return_if_fail (window == NULL || GTK_IS_WINDOW (window));

  if (self->held)
    return;

  self->held = TRUE;

  if (self->portal != NULL)
    {
      self->request = request_new (self);
      return;
    }

  self->cookie = gtk_application_inhibit (self->application, window,
                                          GTK_APPLICATION_INHIBIT_LOGOUT |
                                          GTK_APPLICATION_INHIBIT_SUSPEND,
                                          REASON);
  if (self->cookie == 0)
    g_signal_emit (self, signals[FAILED], 0);
}

/**
 * preamp_inhibitor_release:
 * @self: a `PreampInhibitor`
 *
 * Holds nothing back any more.
 */
void
preamp_inhibitor_release (PreampInhibitor *self)
{
  Request *request;

  g_return_if_fail (PREAMP_IS_INHIBITOR (self));

  self->held = FALSE;

  if (self->cookie != 0)
    gtk_application_uninhibit (self->application, self->cookie);
  self->cookie = 0;

  request = g_steal_pointer (&self->request);
  if (request == NULL)
    return;

  g_dbus_connection_signal_unsubscribe (request->portal, request->response_id);
  request->inhibitor = NULL;
  if (request->answered)
    request_close (request);
}
