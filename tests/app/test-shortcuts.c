/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app-fixture.h"
#include "app/preamp-application.h"
#include "window/preamp-row-menu.h"
#include "window/preamp-window.h"

/* The shortcuts window against the keys that the program has. */

typedef struct
{
  GHashTable *actions;
  GArray     *keys;       /* of Key */
} Shown;

typedef struct
{
  guint           key;
  GdkModifierType modifiers;
} Key;

static void
shown_clear (Shown *shown)
{
  g_hash_table_unref (shown->actions);
  g_array_unref (shown->keys);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Shown, shown_clear)

/* A detailed name may be written in more ways than one. */
static char *
normalize (const char *detailed_name)
{
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;
  g_autoptr (GError) error = NULL;

  g_action_parse_detailed_name (detailed_name, &name, &target, &error);
  g_assert_no_error (error);

  return g_action_print_detailed_name (name, target);
}

/* What the shortcuts window names. */
static void
read_shown (Shown *shown)
{
  g_autoptr (GtkBuilder) builder = NULL;
  GSList *objects;

  shown->actions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  shown->keys = g_array_new (FALSE, FALSE, sizeof (Key));
  builder = gtk_builder_new_from_resource ("/io/github/preamp/Preamp/app/preamp-shortcuts.ui");
  objects = gtk_builder_get_objects (builder);

  for (GSList *l = objects; l != NULL; l = l->next)
    {
      g_autofree char *action = NULL;
      g_autofree char *accelerator = NULL;
      g_auto (GStrv) parts = NULL;

      if (!GTK_IS_SHORTCUTS_SHORTCUT (l->data))
        continue;

      g_object_get (l->data, "action-name", &action, "accelerator", &accelerator, NULL);
      if (action != NULL)
        g_hash_table_add (shown->actions, normalize (action));

      parts = g_strsplit (accelerator != NULL ? accelerator : "", " ", -1);
      for (guint i = 0; parts[i] != NULL; i++)
        {
          Key key = { 0, };

          g_assert_true (gtk_accelerator_parse (parts[i], &key.key, &key.modifiers));
          g_array_append_val (shown->keys, key);
        }
    }

  gtk_window_destroy (GTK_WINDOW (gtk_builder_get_object (builder, "shortcuts")));
  g_slist_free (objects);
}

static gboolean
shows_key (Shown      *shown,
           const char *trigger)
{
  Key key = { 0, };

  if (!gtk_accelerator_parse (trigger, &key.key, &key.modifiers))
    return FALSE;

  for (guint i = 0; i < shown->keys->len; i++)
    {
      Key *other = &g_array_index (shown->keys, Key, i);

      if (other->key == key.key && other->modifiers == key.modifiers)
        return TRUE;
    }

  return FALSE;
}

/* Of the keys that a widget's class has for its actions, one each is shown. */
static void
assert_class_keys_are_shown (Shown      *shown,
                             GtkWidget  *widget,
                             const char *prefix)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  g_autoptr (GHashTable) found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer action;
  gpointer is_shown;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      guint n = 0;

      /* Those of the application come first. */
      if (GTK_IS_SHORTCUT_CONTROLLER (controller) &&
          gtk_event_controller_get_propagation_phase (controller) != GTK_PHASE_CAPTURE)
        n = g_list_model_get_n_items (G_LIST_MODEL (controller));

      for (guint j = 0; j < n; j++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), j);
          GtkShortcutAction *does = gtk_shortcut_get_action (shortcut);
          g_autofree char *trigger = NULL;
          const char *name;

          if (!GTK_IS_NAMED_ACTION (does))
            continue;

          name = gtk_named_action_get_action_name (GTK_NAMED_ACTION (does));
          if (!g_str_has_prefix (name, prefix))
            continue;

          trigger = gtk_shortcut_trigger_to_string (gtk_shortcut_get_trigger (shortcut));
          if (shows_key (shown, trigger) || g_hash_table_lookup (found, name) == NULL)
            g_hash_table_insert (found, g_strdup (name),
                                 GINT_TO_POINTER (shows_key (shown, trigger)));
        }
    }

  g_assert_cmpuint (g_hash_table_size (found), >, 0);
  g_hash_table_iter_init (&iter, found);
  while (g_hash_table_iter_next (&iter, &action, &is_shown))
    {
      if (!GPOINTER_TO_INT (is_shown))
        g_error ("The shortcuts window does not show the key of %s", (char *) action);
    }
}

static void
test_each_key_is_shown (AppFixture    *fixture,
                        gconstpointer  data)
{
  PreampApplication *application = preamp_application_new ();
  g_autoptr (GError) error = NULL;
  g_auto (Shown) shown = { NULL, };
  g_auto (GStrv) actions = NULL;
  GtkWidget *window;
  GtkWidget *menu;

  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
  read_shown (&shown);

  actions = gtk_application_list_action_descriptions (GTK_APPLICATION (application));
  g_assert_cmpuint (g_strv_length (actions), >, 10);
  for (guint i = 0; actions[i] != NULL; i++)
    {
      g_autofree char *action = normalize (actions[i]);

      if (!g_hash_table_contains (shown.actions, action))
        g_error ("The shortcuts window does not show %s", actions[i]);
    }

  /* And it shows none that is not there. */
  g_assert_cmpuint (g_hash_table_size (shown.actions), ==, g_strv_length (actions));

  window = GTK_WIDGET (preamp_window_new (GTK_APPLICATION (application),
                                          preamp_profile_get_settings (fixture->profile),
                                          preamp_profile_get_instances (fixture->profile)));
  assert_class_keys_are_shown (&shown, window, "win.");
  menu = g_object_ref_sink (preamp_row_menu_new ());
  assert_class_keys_are_shown (&shown, menu, "row-menu.");
  g_object_unref (menu);

  gtk_window_destroy (GTK_WINDOW (window));
  g_object_unref (application);
}

int
main (int   argc,
      char *argv[])
{
  app_init (&argc, &argv);

  g_test_add ("/app/shortcuts/each-key-is-shown", AppFixture, NULL, app_fixture_set_up,
              test_each_key_is_shown, app_fixture_tear_down);

  return g_test_run ();
}
