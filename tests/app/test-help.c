/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>

#include "app-fixture.h"
#include "app/preamp-help.h"

/* A program for web pages that keeps what it is given. The folders are those of the headless
 * session, and no other program is known for web pages there. */
static void
install_browser (const char *kept)
{
  g_autofree char *applications = g_build_filename (g_get_user_data_dir (), "applications", NULL);
  g_autofree char *entry = g_build_filename (applications, "test-browser.desktop", NULL);
  g_autofree char *defaults = g_build_filename (g_get_user_config_dir (), "mimeapps.list", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (applications, 0700), ==, 0);
  text = g_strdup_printf ("[Desktop Entry]\nType=Application\nName=Browser\n"
                          "Exec=cp %%f %s\nMimeType=text/html;\n", kept);
  g_file_set_contents (entry, text, -1, &error);
  g_assert_no_error (error);
  g_file_set_contents (defaults,
                       "[Default Applications]\ntext/html=test-browser.desktop\n", -1, &error);
  g_assert_no_error (error);
}

static void
test_guide_is_opened (void)
{
  g_autofree char *folder = g_dir_make_tmp ("preamp-help-XXXXXX", NULL);
  g_autofree char *kept = g_build_filename (folder, "kept.html", NULL);
  g_autofree char *written = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  GtkWidget *window = gtk_window_new ();

  install_browser (kept);
  gtk_window_present (GTK_WINDOW (window));
  preamp_help_show (GTK_WINDOW (window));

  /* The browser is another process, of whose end nothing is heard here. */
  while (text == NULL || !g_str_has_suffix (text, "</html>\n"))
    {
      g_main_context_iteration (NULL, FALSE);
      g_clear_pointer (&text, g_free);
      g_file_get_contents (kept, &text, NULL, NULL);
    }
  g_assert_nonnull (strstr (text, "<h1 id=\"preamp-a-guide-for-administrators\">"));
  g_assert_null (app_find_dialog ());

  written = g_build_filename (g_get_user_cache_dir (), "preamp", "guide.html", NULL);
  g_clear_pointer (&text, g_free);
  g_file_get_contents (written, &text, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (text, "<!DOCTYPE html>"));

  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_cmpint (g_unlink (kept), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  app_init (&argc, &argv);

  g_test_add_func ("/app/help/guide-is-opened", test_guide_is_opened);

  return g_test_run ();
}
