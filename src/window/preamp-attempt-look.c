/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-attempt-look"

#include "config.h"

#include "preamp-attempt-look.h"

#include <glib/gi18n.h>

#include "migration/preamp-activity-item.h"
#include "preamp-attempt-words.h"
#include "preamp-format.h"

/**
 * PreampAttemptLook:
 *
 * What a widget shows of an attempt beyond its record: how far its looking-up in Domo's lists has
 * come, and what may follow. It says by [signal@AttemptLook::changed] when that changes, and while
 * the widget can be seen once a second as the time of the next look comes nearer.
 */
struct _PreampAttemptLook
{
  GObject          parent_instance;

  PreampWorkspace *workspace;
  PreampAttempt   *attempt;
  GSignalGroup    *lookup_signals;
  GSignalGroup    *standings_signals;
  GSignalGroup    *attempt_signals;
  gboolean         seen;
  guint            tick_id;
};

G_DEFINE_FINAL_TYPE (PreampAttemptLook, preamp_attempt_look, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gboolean
is_uncertain (PreampAttempt *attempt)
{
  PreampOutcome outcome = preamp_attempt_get_outcome (attempt);

  return outcome == PREAMP_OUTCOME_UNCONFIRMED || outcome == PREAMP_OUTCOME_UNKNOWN ||
         preamp_attempt_get_record (attempt)->contradicted;
}

static PreampLookPhase
get_look (PreampAttemptLook *self,
          PreampLook        *look)
{
  if (self->workspace == NULL || self->attempt == NULL || !is_uncertain (self->attempt) ||
      !preamp_lookup_get_look (preamp_workspace_get_lookup (self->workspace),
                               preamp_attempt_get_record (self->attempt)->id, look))
    return PREAMP_LOOK_PHASE_NONE;

  if (look->looking)
    return PREAMP_LOOK_PHASE_LOOKING;

  return look->next_look != 0 ? PREAMP_LOOK_PHASE_WAITING : PREAMP_LOOK_PHASE_ENDED;
}

static gboolean
tick_cb (gpointer user_data)
{
  g_signal_emit (user_data, signals[CHANGED], 0);

  return G_SOURCE_CONTINUE;
}

static void
update (PreampAttemptLook *self)
{
  gboolean ticks = self->seen &&
                   preamp_attempt_look_get_phase (self) == PREAMP_LOOK_PHASE_WAITING;

  if (!ticks)
    g_clear_handle_id (&self->tick_id, g_source_remove);
  else if (self->tick_id == 0)
    self->tick_id = g_timeout_add_seconds (1, tick_cb, self);

  g_signal_emit (self, signals[CHANGED], 0);
}

static void
looked_cb (PreampAttemptLook *self,
           gint64             attempt_id)
{
  if (self->attempt != NULL && preamp_attempt_get_record (self->attempt)->id == attempt_id)
    update (self);
}

static void
preamp_attempt_look_dispose (GObject *object)
{
  PreampAttemptLook *self = PREAMP_ATTEMPT_LOOK (object);

  g_clear_handle_id (&self->tick_id, g_source_remove);
  g_clear_object (&self->lookup_signals);
  g_clear_object (&self->standings_signals);
  g_clear_object (&self->attempt_signals);
  g_clear_object (&self->attempt);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (preamp_attempt_look_parent_class)->dispose (object);
}

static void
preamp_attempt_look_class_init (PreampAttemptLookClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = preamp_attempt_look_dispose;

  /**
   * PreampAttemptLook::changed:
   * @self: the look
   *
   * What it says has changed.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
preamp_attempt_look_init (PreampAttemptLook *self)
{
  self->lookup_signals = g_signal_group_new (PREAMP_TYPE_LOOKUP);
  g_signal_group_connect_swapped (self->lookup_signals, "looked", G_CALLBACK (looked_cb), self);
  g_signal_group_connect_swapped (self->lookup_signals, "looking", G_CALLBACK (update), self);

  self->standings_signals = g_signal_group_new (PREAMP_TYPE_STANDINGS);
  g_signal_group_connect_swapped (self->standings_signals, "changed", G_CALLBACK (update), self);

  self->attempt_signals = g_signal_group_new (PREAMP_TYPE_ATTEMPT);
  g_signal_group_connect_swapped (self->attempt_signals, "notify::outcome",
                                  G_CALLBACK (update), self);
}

/**
 * preamp_attempt_look_new:
 *
 * Makes a look at nothing.
 *
 * Returns: (transfer full): the look
 */
PreampAttemptLook *
preamp_attempt_look_new (void)
{
  return g_object_new (PREAMP_TYPE_ATTEMPT_LOOK, NULL);
}

/**
 * preamp_attempt_look_set:
 * @self: a look
 * @workspace: (nullable): the attempt's instance, %NULL to look nothing up
 * @attempt: (nullable): an attempt
 *
 * Looks at another attempt.
 */
void
preamp_attempt_look_set (PreampAttemptLook *self,
                         PreampWorkspace   *workspace,
                         PreampAttempt     *attempt)
{
  gboolean same_workspace;
  gboolean same_attempt;

  g_return_if_fail (PREAMP_IS_ATTEMPT_LOOK (self));
  g_return_if_fail (workspace == NULL || PREAMP_IS_WORKSPACE (workspace));
  g_return_if_fail (attempt == NULL || PREAMP_IS_ATTEMPT (attempt));

  same_workspace = !g_set_object (&self->workspace, workspace);
  same_attempt = !g_set_object (&self->attempt, attempt);
  if (same_workspace && same_attempt)
    return;

  g_signal_group_set_target (self->lookup_signals,
                             workspace ? preamp_workspace_get_lookup (workspace) : NULL);
  g_signal_group_set_target (self->standings_signals,
                             workspace ? preamp_workspace_get_standings (workspace) : NULL);
  g_signal_group_set_target (self->attempt_signals, attempt);
  update (self);
}

/**
 * preamp_attempt_look_new_for_record:
 * @workspace: (nullable): the attempt's instance
 * @record: (nullable): an attempt as the journal has it
 *
 * Makes a look at an attempt of the journal, or at nothing.
 *
 * Returns: (transfer full): the look
 */
PreampAttemptLook *
preamp_attempt_look_new_for_record (PreampWorkspace           *workspace,
                                    const PreampAttemptRecord *record)
{
  PreampAttemptLook *self = preamp_attempt_look_new ();
  g_autoptr (PreampAttempt) attempt = NULL;

  if (workspace != NULL && record != NULL)
    attempt = preamp_activity_attempt_new (record);
  preamp_attempt_look_set (self, workspace, attempt);

  return self;
}

/**
 * preamp_attempt_look_get_attempt:
 * @self: a look
 *
 * Returns: (transfer none) (nullable): what is looked at
 */
PreampAttempt *
preamp_attempt_look_get_attempt (PreampAttemptLook *self)
{
  g_return_val_if_fail (PREAMP_IS_ATTEMPT_LOOK (self), NULL);

  return self->attempt;
}

/**
 * preamp_attempt_look_set_seen:
 * @self: a look
 * @seen: whether what it says can be seen
 *
 * Lets the time of the next look tick, or rest.
 */
void
preamp_attempt_look_set_seen (PreampAttemptLook *self,
                              gboolean           seen)
{
  g_return_if_fail (PREAMP_IS_ATTEMPT_LOOK (self));

  if (self->seen == seen)
    return;

  self->seen = seen;
  update (self);
}

/**
 * preamp_attempt_look_get_phase:
 * @self: a look
 *
 * Returns: how far the looking-up of the attempt has come
 */
PreampLookPhase
preamp_attempt_look_get_phase (PreampAttemptLook *self)
{
  PreampLook look;

  g_return_val_if_fail (PREAMP_IS_ATTEMPT_LOOK (self), PREAMP_LOOK_PHASE_NONE);

  return get_look (self, &look);
}

/* To the second, so that another look is seen to have been made. */
static char *
dup_last_look (const PreampLook *look)
{
  g_autoptr (GDateTime) last = g_date_time_new_from_unix_utc (look->last_look / G_USEC_PER_SEC);

  return preamp_format_second (last);
}

/* How often they were read is known since the start of the program only, and not said. */
static char *
dup_checked (PreampAttemptLook *self,
             const PreampLook  *look)
{
  g_autofree char *time = dup_last_look (look);

  if (preamp_attempt_get_record (self->attempt)->contradicted)
    /* Translators: %s is a time of day */
    return g_strdup_printf (_("Last checked at %s; Domo’s lists disagree with its answer"), time);

  if (look->moved)
    /* Translators: %s is a time of day */
    return g_strdup_printf (_("Last checked at %s; Domo’s lists show the move"), time);

  /* Translators: %s is a time of day */
  return g_strdup_printf (_("Last checked at %s; Domo’s lists do not show the move"), time);
}

static char *
dup_next (PreampAttemptLook *self,
          const PreampLook  *look)
{
  /* Never “in 0 s”: it is a second at least until the lists have been read. */
  GTimeSpan left = MAX (look->next_look - g_get_monotonic_time (), G_TIME_SPAN_SECOND);
  g_autofree char *duration = preamp_format_duration (left);

  if (look->n_looks > 0)
    {
      g_autofree char *time = dup_last_look (look);

      /* Translators: %1$s is a time of day, %2$s a duration */
      return g_strdup_printf (_("Last checked at %1$s: no proof yet; next look in %2$s"),
                              time, duration);
    }

  if (preamp_attempt_get_record (self->attempt)->http_status != 0)
    /* Translators: %s is a duration */
    return g_strdup_printf (_("No usable answer came; next look in %s"), duration);

  /* Translators: %s is a duration */
  return g_strdup_printf (_("No answer came; next look in %s"), duration);
}

/**
 * preamp_attempt_look_dup_text:
 * @self: a look
 *
 * Says how far the looking-up of the attempt has come, in one line.
 *
 * Returns: (transfer full) (nullable): the line, %NULL where it is not looked up
 */
char *
preamp_attempt_look_dup_text (PreampAttemptLook *self)
{
  PreampLook look;
  PreampLookPhase phase;
  gboolean unconfirmed;

  g_return_val_if_fail (PREAMP_IS_ATTEMPT_LOOK (self), NULL);

  phase = get_look (self, &look);
  if (phase == PREAMP_LOOK_PHASE_NONE)
    return NULL;

  if (phase == PREAMP_LOOK_PHASE_LOOKING)
    return g_strdup (_("Checking the lists…"));

  unconfirmed = preamp_attempt_get_outcome (self->attempt) == PREAMP_OUTCOME_UNCONFIRMED;
  if (unconfirmed && phase == PREAMP_LOOK_PHASE_WAITING)
    return dup_next (self, &look);

  if (look.n_looks > 0)
    return dup_checked (self, &look);

  return unconfirmed ? g_strdup (_("Domo’s lists were not read for it yet")) : NULL;
}

/**
 * preamp_attempt_look_dup_broken:
 * @self: a look
 *
 * Says what an earlier attempt left behind that this one changed nothing about.
 *
 * Returns: (transfer full) (nullable): a sentence, %NULL where the datasource is not incomplete
 */
char *
preamp_attempt_look_dup_broken (PreampAttemptLook *self)
{
  const PreampAttemptRecord *broken;
  g_autoptr (GDateTime) date = NULL;
  g_autofree char *when = NULL;

  g_return_val_if_fail (PREAMP_IS_ATTEMPT_LOOK (self), NULL);

  if (self->attempt == NULL || self->workspace == NULL)
    return NULL;

  broken = preamp_standings_find_broken (preamp_workspace_get_standings (self->workspace),
                                         preamp_attempt_get_record (self->attempt));
  if (broken == NULL)
    return NULL;

  date = g_date_time_new_from_unix_utc (broken->sent_at / G_USEC_PER_SEC);
  when = preamp_format_date_time (date);

  /* Translators: %s is a day and a time of day: “Today, 19:08” */
  return g_strdup_printf (_("As before this attempt: it is incomplete (%s), and content built on "
                            "it may be broken."),
                          when);
}

/**
 * preamp_attempt_look_is_superseded:
 * @self: a look
 *
 * Gets whether a later attempt took the place of this one.
 *
 * Returns: whether nothing more can follow from it
 */
gboolean
preamp_attempt_look_is_superseded (PreampAttemptLook *self)
{
  const PreampAttemptRecord *record;
  const PreampAttemptRecord *standing;

  g_return_val_if_fail (PREAMP_IS_ATTEMPT_LOOK (self), FALSE);

  if (self->attempt == NULL)
    return FALSE;

  record = preamp_attempt_get_record (self->attempt);
  if (record->replaced || self->workspace == NULL)
    return record->replaced;

  standing = preamp_standings_look_up (preamp_workspace_get_standings (self->workspace),
                                       record->datasource_id);

  return standing != NULL && standing->id > record->id;
}

/**
 * preamp_attempt_look_may_check:
 * @self: a look
 *
 * Gets whether *Check Again* is offered: the lists could tell more about the attempt.
 *
 * Returns: whether it is
 */
gboolean
preamp_attempt_look_may_check (PreampAttemptLook *self)
{
  g_return_val_if_fail (PREAMP_IS_ATTEMPT_LOOK (self), FALSE);

  return self->attempt != NULL && is_uncertain (self->attempt) &&
         !preamp_attempt_look_is_superseded (self);
}

/**
 * preamp_attempt_look_may_retry:
 * @self: a look
 *
 * Gets whether *Try Again…* is offered. An unconfirmed attempt may be followed by another only
 * after its looking-up has ended; until then Domo may be working on it.
 *
 * Returns: whether it is
 */
gboolean
preamp_attempt_look_may_retry (PreampAttemptLook *self)
{
  PreampLook look;

  g_return_val_if_fail (PREAMP_IS_ATTEMPT_LOOK (self), FALSE);

  if (self->attempt == NULL || preamp_attempt_look_is_superseded (self))
    return FALSE;

  if (preamp_attempt_get_outcome (self->attempt) == PREAMP_OUTCOME_UNCONFIRMED)
    return get_look (self, &look) == PREAMP_LOOK_PHASE_ENDED && look.n_looks > 0;

  return preamp_attempt_words_may_retry (self->attempt);
}

/**
 * preamp_attempt_look_may_ask_to_retry:
 * @self: a look
 *
 * Gets whether *Try Again…* is offered after a question alone, as the end of the attempt is not
 * certain.
 *
 * Returns: whether it is
 */
gboolean
preamp_attempt_look_may_ask_to_retry (PreampAttemptLook *self)
{
  g_return_val_if_fail (PREAMP_IS_ATTEMPT_LOOK (self), FALSE);

  return preamp_attempt_look_may_retry (self) &&
         (preamp_attempt_get_outcome (self->attempt) == PREAMP_OUTCOME_UNCONFIRMED ||
          preamp_attempt_get_outcome (self->attempt) == PREAMP_OUTCOME_UNKNOWN);
}

/**
 * preamp_attempt_look_may_set_aside:
 * @self: a look
 *
 * Gets whether the attempt can be put out of sight.
 *
 * Returns: whether it needs attention
 */
gboolean
preamp_attempt_look_may_set_aside (PreampAttemptLook *self)
{
  g_return_val_if_fail (PREAMP_IS_ATTEMPT_LOOK (self), FALSE);

  return self->attempt != NULL && self->workspace != NULL &&
         preamp_attempt_get_saved (self->attempt) &&
         preamp_attempt_record_needs_attention (preamp_attempt_get_record (self->attempt)) &&
         !preamp_attempt_look_is_superseded (self);
}
