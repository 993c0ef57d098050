/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "preamp-attempt-private.h"

/**
 * PreampAttempt:
 *
 * One datasource of a run, as the windows see it: what the journal has of it, and how far it has
 * come. Only the runner changes it, and an outcome only after the journal has it (or could not be
 * written, and then [property@Attempt:saved] is %FALSE).
 */
struct _PreampAttempt
{
  GObject parent_instance;

  PreampAttemptRecord *record;
  PreampAttemptPhase phase;
  gboolean saved;
  gint64 sent_monotonic;
};

G_DEFINE_ENUM_TYPE (PreampAttemptPhase, preamp_attempt_phase,
  G_DEFINE_ENUM_VALUE (PREAMP_ATTEMPT_PHASE_WAITING, "waiting"),
  G_DEFINE_ENUM_VALUE (PREAMP_ATTEMPT_PHASE_MOVING, "moving"),
  G_DEFINE_ENUM_VALUE (PREAMP_ATTEMPT_PHASE_ENDED, "ended"))

G_DEFINE_FINAL_TYPE (PreampAttempt, preamp_attempt, G_TYPE_OBJECT)

typedef enum
{
  PROP_DATASOURCE_ID = 1,
  PROP_NAME,
  PROP_PHASE,
  PROP_OUTCOME,
  PROP_SAVED,
  PROP_STATE,
  PROP_ERROR_MESSAGE,
  PROP_TOE,
} PreampAttemptProperty;

static GParamSpec *properties[PROP_TOE + 1];

static void
set_record (PreampAttempt             *self,
            const PreampAttemptRecord *record,
            PreampAttemptPhase         phase,
            gboolean                   saved)
{
  g_object_freeze_notify (G_OBJECT (self));

  preamp_attempt_record_free (self->record);
  self->record = preamp_attempt_record_copy (record);
  self->phase = phase;
  self->saved = saved;

  for (guint i = PROP_PHASE; i < G_N_ELEMENTS (properties); i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[i]);

  g_object_thaw_notify (G_OBJECT (self));
}

static void
preamp_attempt_finalize (GObject *object)
{
  PreampAttempt *self = PREAMP_ATTEMPT (object);

  g_clear_pointer (&self->record, preamp_attempt_record_free);

  G_OBJECT_CLASS (preamp_attempt_parent_class)->finalize (object);
}

static void
preamp_attempt_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  PreampAttempt *self = PREAMP_ATTEMPT (object);

  switch ((PreampAttemptProperty) prop_id)
    {
    case PROP_DATASOURCE_ID:
      g_value_set_string (value, self->record->datasource_id);
      break;

    case PROP_NAME:
      g_value_set_string (value, preamp_attempt_get_name (self));
      break;

    case PROP_PHASE:
      g_value_set_enum (value, self->phase);
      break;

    case PROP_OUTCOME:
      g_value_set_uint (value, self->record->outcome);
      break;

    case PROP_SAVED:
      g_value_set_boolean (value, self->saved);
      break;

    case PROP_STATE:
      g_value_set_string (value, self->record->state);
      break;

    case PROP_ERROR_MESSAGE:
      g_value_set_string (value, self->record->error_message);
      break;

    case PROP_TOE:
      g_value_set_string (value, self->record->toe);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
preamp_attempt_class_init (PreampAttemptClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = preamp_attempt_finalize;
  object_class->get_property = preamp_attempt_get_property;

  /**
   * PreampAttempt:datasource-id:
   *
   * The datasource's identifier.
   */
  properties[PROP_DATASOURCE_ID] =
    g_param_spec_string ("datasource-id", NULL, NULL, NULL, flags);

  /**
   * PreampAttempt:name:
   *
   * The datasource's name, or its identifier where Domo gave none.
   */
  properties[PROP_NAME] =
    g_param_spec_string ("name", NULL, NULL, NULL, flags);

  /**
   * PreampAttempt:phase:
   *
   * How far it has come.
   */
  properties[PROP_PHASE] =
    g_param_spec_enum ("phase", NULL, NULL,
                       PREAMP_TYPE_ATTEMPT_PHASE, PREAMP_ATTEMPT_PHASE_WAITING, flags);

  /**
   * PreampAttempt:outcome:
   *
   * A [enum@Outcome], how it ended.
   */
  properties[PROP_OUTCOME] =
    g_param_spec_uint ("outcome", NULL, NULL, 0, G_MAXUINT, PREAMP_OUTCOME_NONE, flags);

  /**
   * PreampAttempt:saved:
   *
   * %FALSE while its outcome could not be written to the journal.
   */
  properties[PROP_SAVED] =
    g_param_spec_boolean ("saved", NULL, NULL, TRUE, flags);

  /**
   * PreampAttempt:state:
   *
   * The state as Domo wrote it.
   */
  properties[PROP_STATE] =
    g_param_spec_string ("state", NULL, NULL, NULL, flags);

  /**
   * PreampAttempt:error-message:
   *
   * Domo's message.
   */
  properties[PROP_ERROR_MESSAGE] =
    g_param_spec_string ("error-message", NULL, NULL, NULL, flags);

  /**
   * PreampAttempt:toe:
   *
   * Domo's identifier of the request.
   */
  properties[PROP_TOE] =
    g_param_spec_string ("toe", NULL, NULL, NULL, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
preamp_attempt_init (PreampAttempt *self)
{
  self->saved = TRUE;
}

/**
 * preamp_attempt_new:
 * @record: what the journal has of it; a copy is kept
 *
 * Makes an attempt: ended where @record has an outcome, moving where it was only sent, else
 * waiting.
 *
 * Returns: (transfer full): the attempt
 */
PreampAttempt *
preamp_attempt_new (const PreampAttemptRecord *record)
{
  PreampAttempt *self;

  g_return_val_if_fail (record != NULL, NULL);

  self = g_object_new (PREAMP_TYPE_ATTEMPT, NULL);
  self->record = preamp_attempt_record_copy (record);

  if (record->outcome != PREAMP_OUTCOME_NONE)
    self->phase = PREAMP_ATTEMPT_PHASE_ENDED;
  else if (record->sent_at != 0)
    self->phase = PREAMP_ATTEMPT_PHASE_MOVING;

  return self;
}

/**
 * preamp_attempt_get_record:
 * @self: an attempt
 *
 * Gets what the journal has of it. It is valid until the attempt changes.
 *
 * Returns: (transfer none): the record
 */
const PreampAttemptRecord *
preamp_attempt_get_record (PreampAttempt *self)
{
  g_return_val_if_fail (PREAMP_IS_ATTEMPT (self), NULL);

  return self->record;
}

/**
 * preamp_attempt_get_datasource_id:
 * @self: an attempt
 *
 * Gets the datasource's identifier.
 *
 * Returns: (transfer none): the identifier
 */
const char *
preamp_attempt_get_datasource_id (PreampAttempt *self)
{
  g_return_val_if_fail (PREAMP_IS_ATTEMPT (self), NULL);

  return self->record->datasource_id;
}

/**
 * preamp_attempt_get_name:
 * @self: an attempt
 *
 * Gets the datasource's name, or its identifier where Domo gave none.
 *
 * Returns: (transfer none): the name
 */
const char *
preamp_attempt_get_name (PreampAttempt *self)
{
  g_return_val_if_fail (PREAMP_IS_ATTEMPT (self), NULL);

  return self->record->datasource_name != NULL ? self->record->datasource_name
                                               : self->record->datasource_id;
}

/**
 * preamp_attempt_get_phase:
 * @self: an attempt
 *
 * Gets how far it has come.
 *
 * Returns: the phase
 */
PreampAttemptPhase
preamp_attempt_get_phase (PreampAttempt *self)
{
  g_return_val_if_fail (PREAMP_IS_ATTEMPT (self), PREAMP_ATTEMPT_PHASE_WAITING);

  return self->phase;
}

/**
 * preamp_attempt_get_outcome:
 * @self: an attempt
 *
 * Gets how it ended.
 *
 * Returns: the outcome, %PREAMP_OUTCOME_NONE before it ended
 */
PreampOutcome
preamp_attempt_get_outcome (PreampAttempt *self)
{
  g_return_val_if_fail (PREAMP_IS_ATTEMPT (self), PREAMP_OUTCOME_NONE);

  return self->record->outcome;
}

/**
 * preamp_attempt_get_saved:
 * @self: an attempt
 *
 * Gets whether the journal has its outcome.
 *
 * Returns: %FALSE while the outcome could not be written
 */
gboolean
preamp_attempt_get_saved (PreampAttempt *self)
{
  g_return_val_if_fail (PREAMP_IS_ATTEMPT (self), FALSE);

  return self->saved;
}

/**
 * preamp_attempt_get_elapsed:
 * @self: an attempt
 *
 * Gets how long it has been moving, or took, by the monotonic clock.
 *
 * Returns: a time in microseconds, 0 where nothing was sent or the time is not known
 */
GTimeSpan
preamp_attempt_get_elapsed (PreampAttempt *self)
{
  g_return_val_if_fail (PREAMP_IS_ATTEMPT (self), 0);

  if (self->phase == PREAMP_ATTEMPT_PHASE_MOVING && self->sent_monotonic != 0)
    return g_get_monotonic_time () - self->sent_monotonic;

  return self->record->duration;
}

/**
 * preamp_attempt_note_set_aside:
 * @self: an attempt
 * @aside: whether the journal has it as set aside
 *
 * Notes that it was put out of sight, or came back.
 */
void
preamp_attempt_note_set_aside (PreampAttempt *self,
                               gboolean       aside)
{
  g_return_if_fail (PREAMP_IS_ATTEMPT (self));

  self->record->set_aside = aside;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OUTCOME]);
}

/*< private >
 * preamp_attempt_set_user_id:
 * @self: an attempt
 * @user_id: (nullable): whose token it is sent with
 *
 * Notes who sends it.
 */
void
preamp_attempt_set_user_id (PreampAttempt *self,
                            const char    *user_id)
{
  g_return_if_fail (PREAMP_IS_ATTEMPT (self));

  g_free (self->record->user_id);
  self->record->user_id = g_strdup (user_id);
}

/*< private >
 * preamp_attempt_set_numbers:
 * @self: an attempt
 * @id: the journal's number of it
 * @run_id: the journal's number of its run
 *
 * Notes under which numbers the journal has it.
 */
void
preamp_attempt_set_numbers (PreampAttempt *self,
                            gint64         id,
                            gint64         run_id)
{
  g_return_if_fail (PREAMP_IS_ATTEMPT (self));

  self->record->id = id;
  self->record->run_id = run_id;
}

/*< private >
 * preamp_attempt_set_again:
 * @self: an attempt that has ended
 * @record: the record that repeats it, as the journal has it; a copy is kept
 *
 * Shows that the datasource waits again. Every sending is a record of its own.
 */
void
preamp_attempt_set_again (PreampAttempt             *self,
                          const PreampAttemptRecord *record)
{
  g_return_if_fail (PREAMP_IS_ATTEMPT (self));

  set_record (self, record, PREAMP_ATTEMPT_PHASE_WAITING, TRUE);
}

/*< private >
 * preamp_attempt_set_sent:
 * @self: a waiting attempt
 * @record: the record as marked in the journal; a copy is kept
 * @monotonic_time: when, in microseconds of the monotonic clock
 *
 * Shows that its request leaves now.
 */
void
preamp_attempt_set_sent (PreampAttempt             *self,
                         const PreampAttemptRecord *record,
                         gint64                     monotonic_time)
{
  g_return_if_fail (PREAMP_IS_ATTEMPT (self));
  g_return_if_fail (self->phase == PREAMP_ATTEMPT_PHASE_WAITING);

  preamp_attempt_record_free (self->record);
  self->record = preamp_attempt_record_copy (record);
  self->sent_monotonic = monotonic_time;
  self->phase = PREAMP_ATTEMPT_PHASE_MOVING;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PHASE]);
}

/*< private >
 * preamp_attempt_set_ended:
 * @self: an attempt
 * @record: the record with its outcome; a copy is kept
 * @saved: whether the journal has it
 *
 * Shows how it ended. May be called again, once the journal could be written, or for a late answer.
 */
void
preamp_attempt_set_ended (PreampAttempt             *self,
                          const PreampAttemptRecord *record,
                          gboolean                   saved)
{
  g_return_if_fail (PREAMP_IS_ATTEMPT (self));
  g_return_if_fail (record->outcome != PREAMP_OUTCOME_NONE);

  set_record (self, record, PREAMP_ATTEMPT_PHASE_ENDED, saved);
}
