/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The guide is in the program, as one page with its pictures in it. It is written to the cache and
 * opened from there: what a Flatpak has below /app no other program is given, a browser that is a
 * Flatpak itself least of all, but the cache of both is in the home folder, under one path. */

#define G_LOG_DOMAIN "preamp-help"

#include "config.h"

#include "preamp-help.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "window/preamp-message.h"

#define GUIDE "/io/github/preamp/Preamp/app/guide.html"

typedef struct
{
  GtkWindow *parent;
  char *path;
} Help;

static void
help_free (Help *help)
{
  g_clear_weak_pointer (&help->parent);
  g_free (help->path);
  g_free (help);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Help, help_free)

static void
tell (Help       *help,
      const char *body)
{
  if (help->parent != NULL)
    preamp_message_show (GTK_WIDGET (help->parent), _("The Guide Was Not Opened"), body);
}

static void
show_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (Help) help = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *body = NULL;

  /* A person may have been asked for a program, and said no. */
  if (gtk_show_uri_full_finish (GTK_WINDOW (object), result, &error) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_debug ("No browser was opened: %s", error->message);
  /* Translators: %s is the path of a file */
  body = g_strdup_printf (_("No program for web pages was started. Open this file with one:\n%s"),
                          help->path);
  tell (help, body);
}

static void
write_thread (GTask        *task,
              gpointer      source,
              gpointer      task_data,
              GCancellable *cancellable)
{
  const char *path = task_data;
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GBytes) guide = NULL;
  GError *error = NULL;

  guide = g_resources_lookup_data (GUIDE, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_assert (guide != NULL);

  /* Where the folder cannot be made, the file says why. */
  g_mkdir_with_parents (folder, 0700);
  if (g_file_set_contents (path, g_bytes_get_data (guide, NULL), (gssize) g_bytes_get_size (guide),
                           &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
written_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (Help) help = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *uri = NULL;
  GtkWindow *parent = help->parent;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_autofree char *body = NULL;

      /* Translators: %s is the system’s reason, without a full stop */
      body = g_strdup_printf (_("It could not be written to your cache folder: %s. Make room "
                                "there, then try again."),
                              error->message);
      tell (help, body);
      return;
    }

  if (parent == NULL)
    return;

  uri = g_filename_to_uri (help->path, NULL, NULL);
  gtk_show_uri_full (parent, uri, GDK_CURRENT_TIME, NULL, show_cb, g_steal_pointer (&help));
}

/**
 * preamp_help_show:
 * @parent: the window that it is asked from
 *
 * Opens the administrator's guide with the desktop's program for web pages, and says where it is if
 * that fails.
 */
void
preamp_help_show (GtkWindow *parent)
{
  g_autoptr (GTask) task = NULL;
  Help *help;

  g_return_if_fail (GTK_IS_WINDOW (parent));

  help = g_new0 (Help, 1);
  g_set_weak_pointer (&help->parent, parent);
  help->path = g_build_filename (g_get_user_cache_dir (), "preamp", "guide.html", NULL);

  task = g_task_new (NULL, NULL, written_cb, help);
  g_task_set_source_tag (task, preamp_help_show);
  g_task_set_task_data (task, g_strdup (help->path), g_free);
  g_task_run_in_thread (task, write_thread);
}
