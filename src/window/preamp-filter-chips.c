/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-filter-chips"

#include "config.h"

#include "preamp-filter-chips.h"

#include <glib/gi18n.h>

#include "preamp-decoration.h"

/**
 * PreampFilterChips:
 *
 * One toggle button for each group of rows, with how many of them the search matches. A group that
 * the whole list has none of has no button.
 */
struct _PreampFilterChips
{
  AdwBin                parent_instance;

  PreampDatasourceGroup group;

  GtkWidget            *buttons[PREAMP_N_DATASOURCE_GROUPS];
  GtkLabel             *numbers[PREAMP_N_DATASOURCE_GROUPS];
};

G_DEFINE_FINAL_TYPE (PreampFilterChips, preamp_filter_chips, ADW_TYPE_BIN)

typedef enum
{
  PROP_GROUP = 1,
} PreampFilterChipsProperty;

static GParamSpec *properties[PROP_GROUP + 1];

static const struct
{
  const char *icon_name;
  const char *css_class;
  const char *label;
} looks[PREAMP_N_DATASOURCE_GROUPS] = {
  [PREAMP_DATASOURCE_GROUP_ALL] = { NULL, NULL, N_("All") },
  [PREAMP_DATASOURCE_GROUP_ATTENTION] = { "dialog-error-symbolic", "error", N_("Needs Attention") },
  [PREAMP_DATASOURCE_GROUP_RUN] = { "view-refresh-symbolic", NULL, N_("In a Run") },
  [PREAMP_DATASOURCE_GROUP_READY] = { "radio-symbolic", "dim-label", N_("Ready") },
  [PREAMP_DATASOURCE_GROUP_COLLISION] = { "dialog-warning-symbolic", "warning", N_("Collision") },
  [PREAMP_DATASOURCE_GROUP_MIGRATED] = { "object-select-symbolic", "success",
                                         N_("Already Migrated") },
};

static void
toggled_cb (GtkToggleButton   *button,
            PreampFilterChips *self)
{
  gboolean active = gtk_toggle_button_get_active (button);

  if (active)
    gtk_widget_remove_css_class (GTK_WIDGET (button), "flat");
  else
    gtk_widget_add_css_class (GTK_WIDGET (button), "flat");

  for (guint i = 0; active && i < PREAMP_N_DATASOURCE_GROUPS; i++)
    {
      if (self->buttons[i] == GTK_WIDGET (button) && self->group != i)
        {
          self->group = i;
          g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_GROUP]);
        }
    }
}

static GtkWidget *
make_chip (PreampFilterChips     *self,
           PreampDatasourceGroup  group)
{
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *number = gtk_label_new (NULL);

  if (looks[group].icon_name != NULL)
    gtk_box_append (GTK_BOX (box),
                    preamp_decoration_new (looks[group].icon_name, looks[group].css_class));

  gtk_box_append (GTK_BOX (box), gtk_label_new (_(looks[group].label)));
  gtk_widget_add_css_class (number, "dim-label");
  gtk_widget_add_css_class (number, "numeric");
  gtk_box_append (GTK_BOX (box), number);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "chip");

  self->buttons[group] = button;
  self->numbers[group] = GTK_LABEL (number);

  return button;
}

static void
preamp_filter_chips_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  PreampFilterChips *self = PREAMP_FILTER_CHIPS (object);

  switch ((PreampFilterChipsProperty) prop_id)
    {
    case PROP_GROUP:
      g_value_set_uint (value, (guint) self->group);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
preamp_filter_chips_class_init (PreampFilterChipsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = preamp_filter_chips_get_property;

  /**
   * PreampFilterChips:group:
   *
   * The `PreampDatasourceGroup` that is chosen.
   */
  properties[PROP_GROUP] = g_param_spec_uint ("group", NULL, NULL,
                                              0, PREAMP_N_DATASOURCE_GROUPS - 1, 0,
                                              G_PARAM_READABLE |
                                              G_PARAM_EXPLICIT_NOTIFY |
                                              G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
preamp_filter_chips_init (PreampFilterChips *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  for (guint i = 0; i < PREAMP_N_DATASOURCE_GROUPS; i++)
    {
      GtkWidget *chip = make_chip (self, i);

      if (i > 0)
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (chip),
                                     GTK_TOGGLE_BUTTON (self->buttons[0]));

      g_signal_connect (chip, "toggled", G_CALLBACK (toggled_cb), self);
      gtk_widget_add_css_class (chip, "flat");
      gtk_box_append (GTK_BOX (box), chip);
    }

  adw_bin_set_child (ADW_BIN (self), box);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->buttons[0]), TRUE);
}

/**
 * preamp_filter_chips_new:
 *
 * Returns: (transfer full): chips, with all chosen
 */
GtkWidget *
preamp_filter_chips_new (void)
{
  return g_object_new (PREAMP_TYPE_FILTER_CHIPS, NULL);
}

/**
 * preamp_filter_chips_get_group:
 * @self: the chips
 *
 * Returns: the group that is chosen
 */
PreampDatasourceGroup
preamp_filter_chips_get_group (PreampFilterChips *self)
{
  g_return_val_if_fail (PREAMP_IS_FILTER_CHIPS (self), PREAMP_DATASOURCE_GROUP_ALL);

  return self->group;
}

/**
 * preamp_filter_chips_set_group:
 * @self: the chips
 * @group: a group
 *
 * Chooses @group.
 */
void
preamp_filter_chips_set_group (PreampFilterChips     *self,
                               PreampDatasourceGroup  group)
{
  g_return_if_fail (PREAMP_IS_FILTER_CHIPS (self));
  g_return_if_fail (group < PREAMP_N_DATASOURCE_GROUPS);

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->buttons[group]), TRUE);
}

/**
 * preamp_filter_chips_set_counts:
 * @self: the chips
 * @counts: what was counted
 * @direction: which of Domo's lists
 *
 * Shows how many rows of each group the search matches.
 */
void
preamp_filter_chips_set_counts (PreampFilterChips            *self,
                                const PreampDatasourceCounts *counts,
                                PreampDirection               direction)
{
  g_return_if_fail (PREAMP_IS_FILTER_CHIPS (self));
  g_return_if_fail (counts != NULL);

  for (guint i = 0; i < PREAMP_N_DATASOURCE_GROUPS; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", counts->n_found[i]);
      g_autofree char *label = NULL;
      gboolean always;

      /* Translators: a filter read aloud: %1$s is a status, %2$u the number of rows */
      label = g_strdup_printf (_("%1$s, %2$u"), _(looks[i].label), counts->n_found[i]);
      always = i == PREAMP_DATASOURCE_GROUP_ALL || i == self->group ||
               (i == PREAMP_DATASOURCE_GROUP_READY && direction == PREAMP_DIRECTION_MIGRATE);

      gtk_label_set_text (self->numbers[i], number);
      gtk_widget_set_visible (self->buttons[i], always || counts->n_total[i] > 0);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->buttons[i]),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                      -1);
    }
}
