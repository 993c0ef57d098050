/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gio/gio.h>

#include "account/preamp-instance-list.h"

typedef struct
{
  GSettings *settings;
  guint n_changes;
  guint position;
  guint removed;
  guint added;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->settings = g_settings_new (APPLICATION_ID);
  g_settings_reset (fixture->settings, "instances");
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_finalize_object (fixture->settings);
}

static void
items_changed_cb (Fixture *fixture,
                  guint    position,
                  guint    removed,
                  guint    added)
{
  fixture->n_changes++;
  fixture->position = position;
  fixture->removed = removed;
  fixture->added = added;
}

static PreampInstanceList *
make_list (Fixture *fixture)
{
  PreampInstanceList *list = preamp_instance_list_new (fixture->settings);

  fixture->n_changes = 0;
  g_signal_connect_swapped (list, "items-changed", G_CALLBACK (items_changed_cb), fixture);

  return list;
}

static PreampInstance *
add (PreampInstanceList *list,
     const char         *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PreampInstanceAddress) address = preamp_instance_address_parse (text, &error);

  g_assert_no_error (error);

  return preamp_instance_list_add (list, address);
}

static void
assert_saved (Fixture    *fixture,
              const char *expected)
{
  g_autoptr (GVariant) value = g_settings_get_value (fixture->settings, "instances");
  g_autofree char *text = g_variant_print (value, FALSE);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_names (void)
{
  static const struct
  {
    const char *address;
    const char *name;
  } names[] = {
    { "acme", "acme" },
    { "acme-dev.demo.domo.com:8443", "acme-dev" },
    { "domo.example.com", "domo.example.com" },
    { "bücher.domo.com", "bücher" },
    { "http://127.0.0.1:8080", "127.0.0.1:8080" },
    { "http://[::1]:8080", "[::1]:8080" },
    { "localhost", "localhost" },
  };

  for (size_t i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (PreampInstanceAddress) address =
        preamp_instance_address_parse (names[i].address, NULL);
      g_autoptr (PreampInstance) instance = preamp_instance_new (address, NULL);
      g_autoptr (PreampInstance) named = preamp_instance_new (address, " Production\n");

      g_assert_cmpstr (preamp_instance_get_name (instance), ==, names[i].name);
      g_assert_cmpstr (preamp_instance_get_name (named), ==, "Production");
      g_assert_true (preamp_instance_get_address (named) == address);
    }
}

static void
count_cb (guint *count)
{
  (*count)++;
}

static void
test_rename_notifies (void)
{
  g_autoptr (PreampInstanceAddress) address = preamp_instance_address_parse ("acme", NULL);
  g_autoptr (PreampInstance) instance = preamp_instance_new (address, NULL);
  guint count = 0;

  g_signal_connect_swapped (instance, "notify::name", G_CALLBACK (count_cb), &count);
  preamp_instance_set_name (instance, "acme");
  preamp_instance_set_name (instance, " acme ");
  g_assert_cmpuint (count, ==, 0);
  g_object_set (instance, "name", "Production <b>%s</b>", NULL);
  g_assert_cmpuint (count, ==, 1);
  g_assert_cmpstr (preamp_instance_get_name (instance), ==, "Production <b>%s</b>");
  preamp_instance_set_name (instance, " ");
  g_assert_cmpuint (count, ==, 2);
  g_assert_cmpstr (preamp_instance_get_name (instance), ==, "acme");

  /* a no-break space and one of no width, as they come with a copied text */
  preamp_instance_set_name (instance, "\xc2\xa0\xe2\x80\x8b");
  g_assert_cmpstr (preamp_instance_get_name (instance), ==, "acme");
  preamp_instance_set_name (instance, "\xc2\xa0Production\xe2\x80\x8b");
  g_assert_cmpstr (preamp_instance_get_name (instance), ==, "Production");
}

static void
test_kept (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (PreampInstanceList) list = make_list (fixture);
  g_autoptr (PreampInstanceList) again = NULL;
  g_autoptr (PreampInstance) second = NULL;
  PreampInstance *acme;

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 0);
  g_assert_null (preamp_instance_list_find (list, "https://acme.domo.com"));
  g_assert_null (preamp_instance_list_find (list, NULL));

  acme = add (list, "acme");
  g_assert_cmpuint (fixture->n_changes, ==, 1);
  add (list, "http://127.0.0.1:8080");
  g_assert_cmpuint (fixture->n_changes, ==, 2);
  g_assert_cmpuint (fixture->position, ==, 1);
  g_assert_cmpuint (fixture->added, ==, 1);

  g_assert_true (add (list, "https://ACME.domo.com/page") == acme);
  g_assert_cmpuint (fixture->n_changes, ==, 2);
  g_assert_true (preamp_instance_list_find (list, "https://acme.domo.com") == acme);

  preamp_instance_set_name (acme, "Production");
  assert_saved (fixture, "[('https://acme.domo.com', 'Production'), "
                         "('http://127.0.0.1:8080', '127.0.0.1:8080')]");

  again = make_list (fixture);
  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (again)) == PREAMP_TYPE_INSTANCE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (again)), ==, 2);
  g_assert_cmpstr (
    preamp_instance_get_name (preamp_instance_list_find (again, "https://acme.domo.com")), ==,
    "Production");
  second = g_list_model_get_item (G_LIST_MODEL (again), 1);
  g_assert_cmpstr (preamp_instance_get_base_uri (second), ==, "http://127.0.0.1:8080");
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (again), 2));
}

static void
test_removed (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (PreampInstanceList) list = make_list (fixture);
  g_autoptr (PreampInstance) acme = g_object_ref (add (list, "acme"));

  add (list, "other");
  preamp_instance_list_remove (list, acme);
  g_assert_cmpuint (fixture->n_changes, ==, 3);
  g_assert_cmpuint (fixture->position, ==, 0);
  g_assert_cmpuint (fixture->removed, ==, 1);
  assert_saved (fixture, "[('https://other.domo.com', 'other')]");

  /* what was removed is no longer followed, and can be removed again */
  preamp_instance_set_name (acme, "Production");
  preamp_instance_list_remove (list, acme);
  g_assert_cmpuint (fixture->n_changes, ==, 3);
  assert_saved (fixture, "[('https://other.domo.com', 'other')]");
}

static void
test_unreadable (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (GVariant) value = g_variant_ref_sink (g_variant_new_parsed (
    "[('gopher://future', 'Later'), ('https://acme.domo.com', ''), ('acme', 'Twice'), ('', '')]"));
  g_autoptr (PreampInstanceList) list = NULL;
  g_autoptr (GVariant) untouched = NULL;
  PreampInstance *acme;

  g_settings_set_value (fixture->settings, "instances", value);
  list = make_list (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 1);
  acme = preamp_instance_list_find (list, "https://acme.domo.com");
  g_assert_cmpstr (preamp_instance_get_name (acme), ==, "acme");

  untouched = g_settings_get_value (fixture->settings, "instances");
  g_assert_true (g_variant_equal (untouched, value));

  preamp_instance_set_name (acme, "Production");
  assert_saved (fixture, "[('https://acme.domo.com', 'Production'), "
                         "('gopher://future', 'Later'), ('', '')]");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/account/instance/named-by-its-address", test_names);
  g_test_add_func ("/account/instance/rename-notifies", test_rename_notifies);
  g_test_add ("/account/instance-list/kept-in-the-settings", Fixture, NULL, set_up, test_kept,
              tear_down);
  g_test_add ("/account/instance-list/removed", Fixture, NULL, set_up, test_removed, tear_down);
  g_test_add ("/account/instance-list/unreadable-entries-are-kept", Fixture, NULL, set_up,
              test_unreadable, tear_down);

  return g_test_run ();
}
