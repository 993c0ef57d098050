/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app-fixture.h"
#include "app/preamp-connect-page.h"
#include "app/preamp-connect-window.h"
#include "app/preamp-refusal-card.h"
#include "domo/preamp-domo-client.h"
#include "domo/preamp-domo-error.h"
#include "widget-tree.h"

typedef struct
{
  AppFixture             app;
  GtkWindow             *window;
  PreampConnectPage     *page;

  guint                  n_connected;
  PreampInstanceAddress *connected_to;
} Fixture;

static void
connected_cb (PreampConnectPage     *page,
              PreampInstanceAddress *address,
              PreampDomoClient      *client,
              const char            *note,
              Fixture               *fixture)
{
  g_assert_true (PREAMP_IS_DOMO_CLIENT (client));
  g_assert_null (note);

  fixture->n_connected++;
  g_set_object (&fixture->connected_to, address);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  app_fixture_set_up (&fixture->app, data);

  fixture->page = PREAMP_CONNECT_PAGE (preamp_connect_page_new ());
  fixture->window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_child (fixture->window, GTK_WIDGET (fixture->page));
  preamp_connect_page_set_up (fixture->page, PREAMP_CONNECT_FIRST_RUN,
                              fixture->app.profile, NULL);
  g_signal_connect (fixture->page, "connected", G_CALLBACK (connected_cb), fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_pointer (&fixture->window, gtk_window_destroy);
  g_clear_object (&fixture->connected_to);
  app_fixture_tear_down (&fixture->app, data);
}

static gpointer
get_child (PreampConnectPage *page,
           const char        *name)
{
  return gtk_widget_get_template_child (GTK_WIDGET (page), PREAMP_TYPE_CONNECT_PAGE, name);
}

static void
type (PreampConnectPage *page,
      const char        *instance,
      const char        *token)
{
  gtk_editable_set_text (get_child (page, "instance_row"), instance);
  gtk_editable_set_text (get_child (page, "token_row"), token);
}

static gboolean
is_trying (PreampConnectPage *page)
{
  return !gtk_editable_get_editable (get_child (page, "token_row"));
}

static gboolean
may_connect (PreampConnectPage *page)
{
  return gtk_widget_get_sensitive (get_child (page, "connect_button"));
}

static void
test_address_is_shown (Fixture       *fixture,
                       gconstpointer  data)
{
  static const struct
  {
    const char *text;
    const char *address;
    const char *link;
  } cases[] = {
    { "acme", "https://acme.domo.com", "https://acme.domo.com/" },
    { " https://ACME.domo.com/datasources/1 ", "https://acme.domo.com", "https://acme.domo.com/" },
    { "http://127.0.0.1:8080", "http://127.0.0.1:8080", "http://127.0.0.1:8080/" },
    { "http://acme.domo.com", "", "" },
    { "two words", "", "" },
    { "", "", "" },
  };
  GtkLabel *label = get_child (fixture->page, "address_label");
  GtkLinkButton *link = get_child (fixture->page, "token_link");

  for (size_t i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      type (fixture->page, cases[i].text, "");

      g_assert_cmpstr (gtk_label_get_text (label), ==, cases[i].address);
      g_assert_cmpint (gtk_widget_get_visible (GTK_WIDGET (label)), ==, *cases[i].address != '\0');
      g_assert_true (g_str_has_prefix (gtk_link_button_get_uri (link), cases[i].link));
      g_assert_cmpint (gtk_widget_get_sensitive (GTK_WIDGET (link)), ==, *cases[i].link != '\0');
      g_assert_false (gtk_widget_get_visible (get_child (fixture->page, "elsewhere_label")));
    }

  type (fixture->page, "acme.domo.com.example.org", "");
  g_assert_true (gtk_widget_get_visible (get_child (fixture->page, "elsewhere_label")));
  g_assert_true (g_str_has_prefix (gtk_label_get_text (get_child (fixture->page,
                                                                  "elsewhere_label")),
                                   "“acme.domo.com.example.org” is not below domo.com."));
}

static void
painted_cb (GdkFrameClock *clock,
            gboolean      *painted)
{
  *painted = TRUE;
}

/* Waits until the page is laid out as it now is. */
static void
await_layout (PreampConnectPage *page)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (page));
  gboolean painted = FALSE;
  gulong id = g_signal_connect (clock, "after-paint", G_CALLBACK (painted_cb), &painted);

  gtk_widget_queue_resize (GTK_WIDGET (page));
  await (painted);
  g_signal_handler_disconnect (clock, id);
}

static double
get_top (PreampConnectPage *page,
         const char        *name)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (get_child (page, name), GTK_WIDGET (page), &bounds));

  return graphene_rect_get_y (&bounds);
}

static void
test_refusal_moves_nothing (Fixture       *fixture,
                            gconstpointer  data)
{
  static const char *const names[] = { "instance_row", "token_row", "connect_button" };
  GtkWidget *card = get_child (fixture->page, "refusal_card");
  g_autoptr (GError) error = NULL;
  double tops[G_N_ELEMENTS (names)];

  error = g_error_new_literal (PREAMP_DOMO_ERROR, PREAMP_DOMO_ERROR_UNAUTHORIZED,
                               "Domo does not accept the access token. Make a new one in Domo.");

  gtk_window_set_default_size (fixture->window, 1280, 720);
  gtk_window_present (fixture->window);
  await (*gtk_label_get_text (get_child (fixture->page, "keyring_label")) != '\0');
  await_layout (fixture->page);
  for (size_t i = 0; i < G_N_ELEMENTS (names); i++)
    tops[i] = get_top (fixture->page, names[i]);

  preamp_connect_page_show_error (fixture->page, error);
  await_layout (fixture->page);
  g_assert_cmpint (gtk_widget_get_height (card), >, 0);
  for (size_t i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_cmpfloat (get_top (fixture->page, names[i]), ==, tops[i]);

  /* It stays until the next answer, and then the page is as it was. */
  preamp_connect_page_show_error (fixture->page, NULL);
  await_layout (fixture->page);
  g_assert_false (gtk_widget_get_visible (card));
  for (size_t i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_cmpfloat (get_top (fixture->page, names[i]), ==, tops[i]);
}

static void
test_both_are_needed (Fixture       *fixture,
                      gconstpointer  data)
{
  g_assert_false (may_connect (fixture->page));
  type (fixture->page, "acme", "");
  g_assert_false (may_connect (fixture->page));
  type (fixture->page, "", "token");
  g_assert_false (may_connect (fixture->page));
  type (fixture->page, "acme", "token");
  g_assert_true (may_connect (fixture->page));
}

static void
test_refusal_keeps_what_was_typed (Fixture       *fixture,
                                   gconstpointer  data)
{
  const char *base_uri = preamp_instance_address_get_base_uri (fixture->app.address);
  GtkWidget *token_row = get_child (fixture->page, "token_row");
  GtkWidget *instance_row = get_child (fixture->page, "instance_row");
  PreampRefusalCard *card = get_child (fixture->page, "refusal_card");

  type (fixture->page, base_uri, "not-the-token");
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "connect-page.connect", NULL);
  g_assert_true (is_trying (fixture->page));
  g_assert_false (may_connect (fixture->page));
  await (!is_trying (fixture->page));

  g_assert_cmpuint (fixture->n_connected, ==, 0);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (instance_row)), ==, base_uri);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (token_row)), ==, "not-the-token");
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (card)));
  g_assert_cmpint (preamp_refusal_card_get_doubt (card), ==, PREAMP_DOUBT_TOKEN);
  g_assert_true (gtk_widget_has_css_class (token_row, "error"));
  g_assert_false (gtk_widget_has_css_class (instance_row, "error"));
  gtk_test_accessible_assert_state (token_row, GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_TRUE);
  g_assert_false (app_has_token (&fixture->app));

  /* It can be tried again at once. */
  gtk_editable_set_text (GTK_EDITABLE (token_row),
                         preamp_sandbox_server_get_token (fixture->app.server));
  g_assert_false (gtk_widget_has_css_class (token_row, "error"));
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "connect-page.connect", NULL);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (card)));
  g_assert_false (gtk_widget_get_sensitive (GTK_WIDGET (card)));
  await (fixture->n_connected == 1);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (card)));
}

static void
test_success_clears_the_token (Fixture       *fixture,
                               gconstpointer  data)
{
  g_autofree char *token = NULL;

  /* White space around it is no part of it. */
  token = g_strdup_printf ("  %s\n", preamp_sandbox_server_get_token (fixture->app.server));
  g_strdelimit (token, "\n", ' ');
  type (fixture->page, preamp_instance_address_get_base_uri (fixture->app.address), token);
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "connect-page.connect", NULL);
  await (fixture->n_connected == 1);

  g_assert_cmpstr (gtk_editable_get_text (get_child (fixture->page, "token_row")), ==, "");
  g_assert_true (preamp_instance_address_equal (fixture->connected_to, fixture->app.address));
  g_assert_true (app_has_token (&fixture->app));
}

static void
test_bad_address_is_not_tried (Fixture       *fixture,
                               gconstpointer  data)
{
  PreampRefusalCard *card = get_child (fixture->page, "refusal_card");

  type (fixture->page, "http://acme.domo.com", "token");
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "connect-page.connect", NULL);

  g_assert_false (is_trying (fixture->page));
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (card)));
  g_assert_cmpint (preamp_refusal_card_get_doubt (card), ==, PREAMP_DOUBT_ADDRESS);
  g_assert_true (gtk_widget_has_css_class (get_child (fixture->page, "instance_row"), "error"));
}

static void
test_closed_page_is_told_nothing (Fixture       *fixture,
                                  gconstpointer  data)
{
  PreampConnectPage *page = fixture->page;

  type (page, preamp_instance_address_get_base_uri (fixture->app.address),
        preamp_sandbox_server_get_token (fixture->app.server));
  gtk_widget_activate_action (GTK_WIDGET (page), "connect-page.connect", NULL);

  g_object_add_weak_pointer (G_OBJECT (page), (gpointer *) &page);
  g_clear_pointer (&fixture->window, gtk_window_destroy);
  await (page == NULL);

  g_assert_cmpuint (fixture->n_connected, ==, 0);
  g_assert_false (app_has_token (&fixture->app));
}

static void
close_window_cb (Fixture *fixture)
{
  g_clear_pointer (&fixture->window, gtk_window_destroy);
}

/* A keyring may open a prompt, and the window be closed in front of it. */
static void
test_kept_token_has_its_instance (Fixture       *fixture,
                                  gconstpointer  data)
{
  PreampInstanceList *instances = preamp_profile_get_instances (fixture->app.profile);
  PreampConnectPage *page = fixture->page;

  type (page, preamp_instance_address_get_base_uri (fixture->app.address),
        preamp_sandbox_server_get_token (fixture->app.server));
  g_signal_connect_swapped (instances, "items-changed", G_CALLBACK (close_window_cb), fixture);
  gtk_widget_activate_action (GTK_WIDGET (page), "connect-page.connect", NULL);

  g_object_add_weak_pointer (G_OBJECT (page), (gpointer *) &page);
  await (page == NULL);
  g_signal_handlers_disconnect_by_func (instances, close_window_cb, fixture);

  g_assert_cmpuint (fixture->n_connected, ==, 0);
  g_assert_true (app_has_token (&fixture->app));
  g_assert_nonnull (preamp_instance_list_find (
    instances, preamp_instance_address_get_base_uri (fixture->app.address)));
}

static void
test_least_width_in_large_text (Fixture       *fixture,
                                gconstpointer  data)
{
  type (fixture->page, "a-company-with-a-rather-long-name", "");
  widget_tree_assert_fits_in_large_text (GTK_WIDGET (fixture->page), 360);
}

static void
test_missing_keyring_is_said (Fixture       *fixture,
                              gconstpointer  data)
{
  g_autoptr (PreampTokenVault) vault = preamp_token_vault_new ();
  g_autoptr (PreampProfile) profile = NULL;
  GtkLabel *label = get_child (fixture->page, "keyring_label");

  /* The tests' bus has no secret service. */
  await (*gtk_label_get_text (label) != '\0');
  g_assert_true (g_str_has_prefix (gtk_label_get_text (label), "Kept in your keyring"));

  gtk_label_set_text (label, "");
  profile = preamp_profile_new (preamp_profile_get_settings (fixture->app.profile), vault,
                                "not-opened.db");
  preamp_connect_page_set_up (fixture->page, PREAMP_CONNECT_FIRST_RUN, profile, NULL);
  await (*gtk_label_get_text (label) != '\0');
  g_assert_true (g_str_has_prefix (gtk_label_get_text (label), "There is no keyring here."));
}

static void
test_known_instance_stays (Fixture       *fixture,
                           gconstpointer  data)
{
  g_autoptr (PreampInstance) instance = preamp_instance_new (fixture->app.address, "A <b>name</b>");

  preamp_connect_page_set_up (fixture->page, PREAMP_CONNECT_ENTER_TOKEN,
                              fixture->app.profile, instance);

  g_assert_false (gtk_widget_get_sensitive (get_child (fixture->page, "instance_row")));
  g_assert_false (gtk_widget_get_visible (get_child (fixture->page, "sandbox_button")));
  g_assert_cmpstr (gtk_label_get_text (get_child (fixture->page, "subtitle_label")),
                   ==, "A <b>name</b>");

  gtk_editable_set_text (get_child (fixture->page, "token_row"),
                         preamp_sandbox_server_get_token (fixture->app.server));
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "connect-page.connect", NULL);
  await (fixture->n_connected == 1);
  g_assert_true (preamp_instance_address_equal (fixture->connected_to, fixture->app.address));
}

static void
test_window_has_names_and_focus (Fixture       *fixture,
                                 gconstpointer  data)
{
  g_autoptr (AdwApplication) application = NULL;
  g_autoptr (GError) error = NULL;
  GtkWindow *window;
  PreampConnectPage *page;

  application = adw_application_new ("io.github.preamp.Preamp.Test", G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);

  window = preamp_connect_window_new (GTK_APPLICATION (application), PREAMP_CONNECT_FIRST_RUN,
                                      fixture->app.profile, NULL);
  page = preamp_connect_window_get_page (PREAMP_CONNECT_WINDOW (window));
  gtk_window_present (window);

  g_assert_true (gtk_window_get_default_widget (window) ==
                 preamp_connect_page_get_default_widget (page));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (window),
                                         get_child (page, "instance_row")));
  gtk_test_accessible_assert_property (
    gtk_widget_get_template_child (GTK_WIDGET (window), PREAMP_TYPE_CONNECT_WINDOW, "menu_button"),
    GTK_ACCESSIBLE_PROPERTY_LABEL, "Main Menu");

  gtk_window_destroy (window);
}

int
main (int   argc,
      char *argv[])
{
  app_init (&argc, &argv);

#define add(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  add ("/app/connect-page/address-is-shown", test_address_is_shown);
  add ("/app/connect-page/both-are-needed", test_both_are_needed);
  add ("/app/connect-page/refusal-moves-nothing", test_refusal_moves_nothing);
  add ("/app/connect-page/refusal-keeps-what-was-typed", test_refusal_keeps_what_was_typed);
  add ("/app/connect-page/success-clears-the-token", test_success_clears_the_token);
  add ("/app/connect-page/bad-address-is-not-tried", test_bad_address_is_not_tried);
  add ("/app/connect-page/closed-page-is-told-nothing", test_closed_page_is_told_nothing);
  add ("/app/connect-page/kept-token-has-its-instance", test_kept_token_has_its_instance);
  add ("/app/connect-page/missing-keyring-is-said", test_missing_keyring_is_said);
  add ("/app/connect-page/least-width-in-large-text", test_least_width_in_large_text);
  add ("/app/connect-page/known-instance-stays", test_known_instance_stays);
  add ("/app/connect-window/has-names-and-focus", test_window_has_names_and_focus);
#undef add

  return g_test_run ();
}
