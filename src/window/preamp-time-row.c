/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-time-row"

#include "config.h"

#include "preamp-time-row.h"

#include <glib/gi18n.h>

#include "migration/preamp-local-time.h"
#include "preamp-format.h"

/* How often what it says of the time is looked at, in seconds. */
#define TICK_SECONDS 10

/**
 * PreampTimeRow:
 *
 * A moment that may be set, as a day and a time of day on this computer's clock. Its subtitle says
 * which moment is meant, or why there is none: where the clocks are changed a time does not exist,
 * or comes twice, and the first is meant.
 */
struct _PreampTimeRow
{
  AdwExpanderRow  parent_instance;

  char           *off_subtitle;
  char           *name;
  char           *remark;
  char           *too_early;
  gint64          earliest;  /* 0 for now */
  gint64          time;      /* 0 for none */
  gboolean        valid;
  gboolean        filling;
  guint           tick_id;

  /* template */
  GtkMenuButton  *date_button;
  GtkPopover     *popover;
  GtkCalendar    *calendar;
  GtkEntry       *time_entry;
};

G_DEFINE_FINAL_TYPE (PreampTimeRow, preamp_time_row, ADW_TYPE_EXPANDER_ROW)

typedef enum
{
  PROP_NAME = 1,
  PROP_OFF_SUBTITLE,
  PROP_REMARK,
  PROP_TOO_EARLY,
} PreampTimeRowProperty;

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[PROP_TOO_EARLY + 1];
static guint signals[N_SIGNALS];

/* Looks at what is set, and gives a sentence about it. */
static char *
find_time (PreampTimeRow *self)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (GDateTime) date = gtk_calendar_get_date (self->calendar);
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->time_entry));
  PreampLocalTime local = { 0 };
  gint64 now = g_get_real_time ();
  gint64 seconds = 0;
  guint n;

  self->time = 0;
  if (!preamp_local_time_parse (text, &local.hour, &local.minute))
    return g_strdup (_("Type a time such as 22:00."));

  g_date_time_get_ymd (date, &local.year, &local.month, &local.day);
  n = preamp_local_time_find (&local, zone, &seconds);
  if (n == 0)
    return g_strdup (_("That time does not exist: the clocks are put forward over it. Choose "
                       "another one."));

  if (seconds * G_USEC_PER_SEC <= now)
    return g_strdup (_("That time has passed. Choose a later one."));

  if (seconds * G_USEC_PER_SEC <= self->earliest)
    return g_strdup (self->too_early);

  self->time = seconds * G_USEC_PER_SEC;

  {
    g_autofree char *moment = preamp_format_moment (self->time, now);
    g_autoptr (GDateTime) first = g_date_time_new_from_unix_local (seconds);
    g_autofree char *zone_name = g_date_time_format (first, "%Z");

    if (n > 1)
      /* Translators: %1$s is “Sun 25 Oct, 02:30, in 3 h”, %2$s the name of a time zone, “CEST” */
      return g_strdup_printf (_("%1$s. That time comes twice, since the clocks are put back; the "
                                "first is meant (%2$s)."),
                              moment, zone_name);

    if (self->remark != NULL)
      /* Translators: %1$s is “Tomorrow, 02:00, in 8 h”, %2$s a sentence */
      return g_strdup_printf (_("%1$s. %2$s"), moment, self->remark);

    return g_steal_pointer (&moment);
  }
}

static void
update (PreampTimeRow *self)
{
  gboolean enabled = adw_expander_row_get_enable_expansion (ADW_EXPANDER_ROW (self));
  g_autoptr (GDateTime) date = gtk_calendar_get_date (self->calendar);
  g_autofree char *day = preamp_format_date (date);
  gint64 time = self->time;
  gboolean valid = self->valid;
  g_autofree char *sentence = NULL;

  if (self->filling)
    return;

  gtk_menu_button_set_label (self->date_button, day);

  if (enabled)
    sentence = find_time (self);
  else
    self->time = 0;

  self->valid = !enabled || self->time != 0;
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self),
                                 sentence != NULL ? sentence : self->off_subtitle);

  if (self->valid)
    gtk_widget_remove_css_class (GTK_WIDGET (self->time_entry), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->time_entry), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->time_entry),
                               GTK_ACCESSIBLE_STATE_INVALID,
                               self->valid ? GTK_ACCESSIBLE_INVALID_FALSE
                                           : GTK_ACCESSIBLE_INVALID_TRUE,
                               -1);

  if (time != self->time || valid != self->valid)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
enabled_cb (PreampTimeRow *self)
{
  gboolean enabled = adw_expander_row_get_enable_expansion (ADW_EXPANDER_ROW (self));

  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (self), enabled);
  update (self);
}

static void
day_selected_cb (PreampTimeRow *self)
{
  if (!self->filling)
    gtk_popover_popdown (self->popover);
  update (self);
}

/* A calendar of GTK 4.8 chooses the same day of the month that it goes to, and does not say so. */
static void
month_changed_cb (PreampTimeRow *self)
{
  update (self);
}

static void
time_changed_cb (PreampTimeRow *self)
{
  update (self);
}

static gboolean
tick_cb (gpointer user_data)
{
  update (PREAMP_TIME_ROW (user_data));

  return G_SOURCE_CONTINUE;
}

static void
preamp_time_row_map (GtkWidget *widget)
{
  PreampTimeRow *self = PREAMP_TIME_ROW (widget);

  GTK_WIDGET_CLASS (preamp_time_row_parent_class)->map (widget);
  self->tick_id = g_timeout_add_seconds (TICK_SECONDS, tick_cb, self);
}

static void
preamp_time_row_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&PREAMP_TIME_ROW (widget)->tick_id, g_source_remove);
  GTK_WIDGET_CLASS (preamp_time_row_parent_class)->unmap (widget);
}

/* Where nothing is set the row has nothing to unfold: a click on it sets the moment. */
static void
header_activated_cb (PreampTimeRow *self)
{
  AdwExpanderRow *row = ADW_EXPANDER_ROW (self);

  if (!adw_expander_row_get_enable_expansion (row))
    adw_expander_row_set_enable_expansion (row, TRUE);
}

static GtkWidget *
find_header (GtkWidget *widget)
{
  GtkWidget *header = NULL;

  if (ADW_IS_ACTION_ROW (widget) && gtk_widget_has_css_class (widget, "header"))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL && header == NULL;
       child = gtk_widget_get_next_sibling (child))
    header = find_header (child);

  return header;
}

/* libadwaita gives a name neither to the row nor to the switch that it puts there. */
static void
name_switch (GtkWidget  *widget,
             const char *name)
{
  if (GTK_IS_SWITCH (widget))
    gtk_accessible_update_property (GTK_ACCESSIBLE (widget),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    name_switch (child, name);
}

/* Two of them stand below each other: a screen reader says of which a part is. */
static void
set_names (PreampTimeRow *self)
{
  g_autofree char *date = NULL;
  g_autofree char *time = NULL;

  /* Translators: %s is “Start”, “Start nothing new after” */
  date = g_strdup_printf (_("%s: date"), self->name);
  /* Translators: %s is “Start”, “Start nothing new after” */
  time = g_strdup_printf (_("%s: time"), self->name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->date_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, date, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->time_entry),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, time, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, self->name, -1);
  name_switch (GTK_WIDGET (self), self->name);
}

static void
preamp_time_row_constructed (GObject *object)
{
  PreampTimeRow *self = PREAMP_TIME_ROW (object);

  G_OBJECT_CLASS (preamp_time_row_parent_class)->constructed (object);

  set_names (self);
  g_signal_connect (self, "notify::enable-expansion", G_CALLBACK (enabled_cb), NULL);
  update (self);
}

static void
preamp_time_row_dispose (GObject *object)
{
  PreampTimeRow *self = PREAMP_TIME_ROW (object);

  g_clear_handle_id (&self->tick_id, g_source_remove);

  G_OBJECT_CLASS (preamp_time_row_parent_class)->dispose (object);
}

static void
preamp_time_row_finalize (GObject *object)
{
  PreampTimeRow *self = PREAMP_TIME_ROW (object);

  g_free (self->name);
  g_free (self->off_subtitle);
  g_free (self->remark);
  g_free (self->too_early);

  G_OBJECT_CLASS (preamp_time_row_parent_class)->finalize (object);
}

static char **
get_text (PreampTimeRow *self,
          guint          prop_id)
{
  switch ((PreampTimeRowProperty) prop_id)
    {
    case PROP_NAME:
      return &self->name;

    case PROP_OFF_SUBTITLE:
      return &self->off_subtitle;

    case PROP_REMARK:
      return &self->remark;

    case PROP_TOO_EARLY:
      return &self->too_early;

    default:
      return NULL;
    }
}

static void
preamp_time_row_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  char **text = get_text (PREAMP_TIME_ROW (object), prop_id);

  if (text != NULL)
    g_value_set_string (value, *text);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
preamp_time_row_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  char **text = get_text (PREAMP_TIME_ROW (object), prop_id);

  if (text != NULL)
    *text = g_value_dup_string (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
preamp_time_row_class_init (PreampTimeRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = preamp_time_row_constructed;
  object_class->dispose = preamp_time_row_dispose;
  object_class->finalize = preamp_time_row_finalize;
  object_class->get_property = preamp_time_row_get_property;
  object_class->set_property = preamp_time_row_set_property;

  widget_class->map = preamp_time_row_map;
  widget_class->unmap = preamp_time_row_unmap;

  /**
   * PreampTimeRow:moment-name:
   *
   * What the moment is of, for screen readers.
   */
  properties[PROP_NAME] = g_param_spec_string ("moment-name", NULL, NULL, NULL, flags);

  /**
   * PreampTimeRow:off-subtitle:
   *
   * What is said while it is off.
   */
  properties[PROP_OFF_SUBTITLE] = g_param_spec_string ("off-subtitle", NULL, NULL, NULL, flags);

  /**
   * PreampTimeRow:remark:
   *
   * A sentence to be said beside the moment.
   */
  properties[PROP_REMARK] = g_param_spec_string ("remark", NULL, NULL, NULL, flags);

  /**
   * PreampTimeRow:too-early:
   *
   * What is said of a moment that is not after the earliest one.
   */
  properties[PROP_TOO_EARLY] = g_param_spec_string ("too-early", NULL, NULL, NULL, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * PreampTimeRow::changed:
   * @self: the row
   *
   * Another moment is set, or none.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass),
                                          G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/preamp/Preamp/window/preamp-time-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PreampTimeRow, calendar);
  gtk_widget_class_bind_template_child (widget_class, PreampTimeRow, date_button);
  gtk_widget_class_bind_template_child (widget_class, PreampTimeRow, popover);
  gtk_widget_class_bind_template_child (widget_class, PreampTimeRow, time_entry);
  gtk_widget_class_bind_template_callback (widget_class, day_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, month_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, time_changed_cb);
}

static void
preamp_time_row_init (PreampTimeRow *self)
{
  GtkWidget *header;

  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));

  header = find_header (GTK_WIDGET (self));
  if (header != NULL)
    /* After libadwaita, which would fold it again. */
    g_signal_connect_object (gtk_widget_get_parent (header), "row-activated",
                             G_CALLBACK (header_activated_cb), self,
                             G_CONNECT_AFTER | G_CONNECT_SWAPPED);
  self->filling = FALSE;
}

/**
 * preamp_time_row_set_time:
 * @self: a `PreampTimeRow`
 * @time: a moment, microseconds since 1970 UTC
 *
 * Shows a moment, to the minute. Whether it is set is the row's switch.
 */
void
preamp_time_row_set_time (PreampTimeRow *self,
                          gint64         time)
{
  g_autoptr (GDateTime) date = NULL;
  g_autofree char *text = NULL;

  g_return_if_fail (PREAMP_IS_TIME_ROW (self));

  date = g_date_time_new_from_unix_local (time / G_USEC_PER_SEC);
  text = preamp_format_time (date);

  self->filling = TRUE;
  gtk_calendar_select_day (self->calendar, date);
  gtk_editable_set_text (GTK_EDITABLE (self->time_entry), text);
  self->filling = FALSE;

  update (self);
}

/**
 * preamp_time_row_get_time:
 * @self: a `PreampTimeRow`
 *
 * Gets the moment that is set.
 *
 * Returns: microseconds since 1970 UTC, 0 where none is
 */
gint64
preamp_time_row_get_time (PreampTimeRow *self)
{
  g_return_val_if_fail (PREAMP_IS_TIME_ROW (self), 0);

  return self->time;
}

/**
 * preamp_time_row_get_valid:
 * @self: a `PreampTimeRow`
 *
 * Gets whether what is shown makes sense.
 *
 * Returns: %FALSE where a moment is wanted and none was found
 */
gboolean
preamp_time_row_get_valid (PreampTimeRow *self)
{
  g_return_val_if_fail (PREAMP_IS_TIME_ROW (self), FALSE);

  return self->valid;
}

/**
 * preamp_time_row_set_earliest:
 * @self: a `PreampTimeRow`
 * @earliest: microseconds since 1970 UTC, 0 for now
 *
 * Sets after which moment it must be.
 */
void
preamp_time_row_set_earliest (PreampTimeRow *self,
                              gint64         earliest)
{
  g_return_if_fail (PREAMP_IS_TIME_ROW (self));

  self->earliest = earliest;
  update (self);
}

/**
 * preamp_time_row_look:
 * @self: a `PreampTimeRow`
 *
 * Looks again whether the moment has passed by now.
 */
void
preamp_time_row_look (PreampTimeRow *self)
{
  g_return_if_fail (PREAMP_IS_TIME_ROW (self));

  update (self);
}
