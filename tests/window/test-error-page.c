/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <adwaita.h>

#include "domo/preamp-domo-error-private.h"
#include "tests/await.h"
#include "widget-tree.h"
#include "window/preamp-error-page.h"

#define BASE_URI "https://acme.domo.com"

static PreampErrorPage *
make_page (const char   *engine,
           const GError *error)
{
  PreampErrorPage *page = g_object_ref_sink (PREAMP_ERROR_PAGE (preamp_error_page_new ()));

  preamp_error_page_set_error (page, BASE_URI, engine, error);

  return page;
}

static const char *
get_title (PreampErrorPage *page)
{
  return adw_status_page_get_title (widget_tree_get_child (page, "status_page"));
}

static char *
dup_value (PreampErrorPage *page,
           const char      *row)
{
  char *value = NULL;

  if (gtk_widget_get_visible (widget_tree_get_child (page, row)))
    g_object_get (widget_tree_get_child (page, row), "value", &value, NULL);

  return value;
}

static GError *
make_error (PreampDomoError  code,
            const char      *message)
{
  const PreampDomoErrorDetails details = {
    .http_status = 400,
    .message = message,
    .toe = "K4H2M9QXRA-7TDPL-ZW30F",
    .blocked_address = code == PREAMP_DOMO_ERROR_BLOCKED ? "203.0.113.7" : NULL,
  };

  return preamp_domo_error_new_take (code, &details, g_strdup ("What <i>happened</i> & %s."));
}

static void
test_each_code_is_explained (void)
{
  g_autoptr (GHashTable) titles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (PreampDomoError code = PREAMP_DOMO_ERROR_ADDRESS;
       code <= PREAMP_DOMO_ERROR_TIMED_OUT;
       code++)
    {
      g_autoptr (GError) error = make_error (code, NULL);
      g_autoptr (PreampErrorPage) page = make_page (NULL, error);
      AdwStatusPage *status_page = widget_tree_get_child (page, "status_page");
      g_autofree char *answer = dup_value (page, "answer_row");
      g_autofree char *toe = dup_value (page, "toe_row");
      g_autofree char *status = dup_value (page, "status_row");

      /* What happened, and that nothing was changed. */
      g_assert_cmpstr (get_title (page), !=, "");
      g_assert_true (g_hash_table_add (titles, g_strdup (get_title (page))));
      g_assert_null (strstr (get_title (page), "%s"));
      g_assert_nonnull (strstr (adw_status_page_get_description (status_page),
                                "othing was changed"));
      g_assert_null (strstr (adw_status_page_get_description (status_page), "%s"));
      g_assert_nonnull (adw_status_page_get_icon_name (status_page));
      g_assert_cmpstr (answer, ==, "What <i>happened</i> & %s.");
      g_assert_cmpstr (toe, ==, "K4H2M9QXRA-7TDPL-ZW30F");
      g_assert_cmpstr (status, ==, "400");

      /* And what to do: another token, or once more. */
      g_assert_cmpint (gtk_widget_get_visible (widget_tree_get_child (page, "replace_button")),
                       ==,
                       code == PREAMP_DOMO_ERROR_UNAUTHORIZED ||
                         code == PREAMP_DOMO_ERROR_FORBIDDEN);
      g_assert_cmpint (gtk_widget_has_css_class (widget_tree_get_child (page, "retry_button"),
                                                 "suggested-action"),
                       !=,
                       gtk_widget_get_visible (widget_tree_get_child (page, "replace_button")));
    }
}

static void
test_unsupported_engine_is_named (void)
{
  g_autoptr (GError) error = make_error (PREAMP_DOMO_ERROR_BAD_REQUEST,
                                         "Candidates are Not Supported for type DATABRICKS.");
  g_autoptr (GError) other = make_error (PREAMP_DOMO_ERROR_BAD_REQUEST, "Something <else>");
  g_autoptr (PreampErrorPage) page = make_page ("DATABRICKS", error);
  g_autoptr (PreampErrorPage) other_page = make_page ("DATABRICKS", other);
  g_autofree char *answer = dup_value (page, "answer_row");
  g_autofree char *other_answer = dup_value (other_page, "answer_row");

  g_assert_cmpstr (get_title (page), ==, "Databricks Is Not Supported");
  g_assert_cmpstr (answer, ==, "Candidates are Not Supported for type DATABRICKS.");

  /* Not where Domo does not say so. */
  g_assert_cmpstr (get_title (other_page), ==, "Domo Refused to List This Integration");
  g_assert_cmpstr (other_answer, ==, "Something <else>");
}

static void
test_host_is_named_with_its_port (void)
{
  g_autoptr (GError) error = make_error (PREAMP_DOMO_ERROR_NETWORK, NULL);
  g_autoptr (PreampErrorPage) page = make_page (NULL, error);

  preamp_error_page_set_error (page, "http://127.0.0.1:8080", NULL, error);
  g_assert_cmpstr (get_title (page), ==, "Cannot Reach 127.0.0.1:8080");
  preamp_error_page_set_error (page, "https://acme.domo.com", NULL, error);
  g_assert_cmpstr (get_title (page), ==, "Cannot Reach acme.domo.com");
}

static void
test_blocked_address_is_shown (void)
{
  g_autoptr (GError) error = make_error (PREAMP_DOMO_ERROR_BLOCKED, NULL);
  g_autoptr (PreampErrorPage) page = make_page (NULL, error);
  g_autofree char *address = dup_value (page, "address_row");

  g_assert_cmpstr (address, ==, "203.0.113.7");
}

static void
test_other_errors_are_shown (void)
{
  g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "It broke.");
  g_autoptr (PreampErrorPage) page = make_page (NULL, error);
  g_autofree char *answer = dup_value (page, "answer_row");
  g_autofree char *toe = dup_value (page, "toe_row");

  g_assert_cmpstr (get_title (page), ==, "Something Went Wrong");
  g_assert_cmpstr (answer, ==, "It broke.");
  g_assert_null (toe);
}

static void
read_text_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  char **text = user_data;

  *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (object), result, NULL);
}

static void
test_support_text_has_what_is_known (void)
{
  g_autoptr (GError) error = make_error (PREAMP_DOMO_ERROR_SERVER, "Infrastructure problem");
  g_autoptr (PreampErrorPage) page = make_page (NULL, error);
  g_autofree char *text = NULL;

  gtk_widget_activate_action (GTK_WIDGET (page), "error-page.copy-support", NULL);
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (page)), NULL,
                                 read_text_cb, &text);
  await (text != NULL);

  g_assert_nonnull (strstr (text, "Instance: acme.domo.com\n"));
  g_assert_nonnull (strstr (text, "HTTP status: 400\n"));
  g_assert_nonnull (strstr (text, "Error message: Infrastructure problem\n"));
  g_assert_nonnull (strstr (text, "Toe: K4H2M9QXRA-7TDPL-ZW30F\n"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/window/error-page/each-code-is-explained", test_each_code_is_explained);
  g_test_add_func ("/window/error-page/unsupported-engine-is-named",
                   test_unsupported_engine_is_named);
  g_test_add_func ("/window/error-page/host-is-named-with-its-port",
                   test_host_is_named_with_its_port);
  g_test_add_func ("/window/error-page/blocked-address-is-shown", test_blocked_address_is_shown);
  g_test_add_func ("/window/error-page/other-errors-are-shown", test_other_errors_are_shown);
  g_test_add_func ("/window/error-page/support-text-has-what-is-known",
                   test_support_text_has_what_is_known);

  return g_test_run ();
}
