/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-status"

#include "config.h"

#include "preamp-status.h"

#include <glib/gi18n.h>

typedef struct
{
  const char *icon_name;
  const char *css_class;
  const char *label;
  const char *sentence;
} StatusLook;

static const StatusLook looks[] = {
  [PREAMP_STATUS_INCOMPLETE] = {
    "dialog-error-symbolic", "error", N_("Incomplete"),
    N_("It stopped half-way. Content built on this datasource may be broken until another "
       "attempt completes. Try again; if that fails, copy the details for Domo Support.") },
  [PREAMP_STATUS_UNCONFIRMED] = {
    "dialog-question-symbolic", "warning", N_("Unconfirmed"),
    N_("The request was sent and no usable answer came. It may be done, still under way, or not "
       "done. Look at the datasource in Domo before anything else is tried.") },
  [PREAMP_STATUS_CONTRADICTED] = {
    "network-transmit-receive-symbolic", "warning", N_("Domo’s lists disagree"),
    N_("Domo’s answer and its lists do not agree. Look at the datasource in Domo, and copy the "
       "details for Domo Support.") },
  [PREAMP_STATUS_UNKNOWN] = {
    "emblem-important-symbolic", "warning", N_("Unknown state"),
    N_("Preamp does not know the state that Domo reported, and does not call it a success. Look "
       "at the datasource in Domo, and copy the details for Domo Support.") },
  [PREAMP_STATUS_CHECKING] = {
    "view-refresh-symbolic", NULL, N_("Checking the lists…"),
    N_("Preamp looks in Domo’s lists whether the datasource was moved. Until they show it, or "
       "the looking-up has ended, nothing else is sent for it.") },
  [PREAMP_STATUS_MOVING] = {
    "view-refresh-symbolic", NULL, N_("Moving…"),
    N_("The request was sent and Domo is working. Content built on this datasource is "
       "unavailable now.") },
  [PREAMP_STATUS_WAITING] = {
    "content-loading-symbolic", "dim-label", N_("Waiting"),
    N_("It is part of the run and was not sent yet. Stopping the run leaves it as it is.") },
  [PREAMP_STATUS_READY] = {
    "radio-symbolic", "dim-label", N_("Ready"),
    N_("Domo offers it for this integration. Select it and review.") },
  [PREAMP_STATUS_COLLISION] = {
    "dialog-warning-symbolic", "warning", N_("Collision"),
    N_("Another datasource uses the same table in the integration, so a migration would fail. "
       "Move the content to that datasource in Domo.") },
  [PREAMP_STATUS_ABORTED] = {
    "process-stop-symbolic", "warning", N_("Aborted"),
    N_("Domo stopped before it changed anything. Solve the cause that the message names, then "
       "try again.") },
  [PREAMP_STATUS_REFUSED] = {
    "changes-prevent-symbolic", "warning", N_("Refused"),
    N_("Domo answered with an error and no result. The message says why; once the cause is gone, "
       "try again.") },
  [PREAMP_STATUS_NOT_SENT] = {
    "network-offline-symbolic", "dim-label", N_("Not sent"),
    N_("No connection was made, so nothing was changed. Try again when the network is back.") },
  [PREAMP_STATUS_NOT_STARTED] = {
    "content-loading-symbolic", "dim-label", N_("Not started"),
    N_("Its run ended before its turn, so nothing was sent. Select it and review it again.") },
  [PREAMP_STATUS_LEFT_OUT] = {
    "action-unavailable-symbolic", "dim-label", N_("Left out"),
    N_("Its run went without it, and nothing was sent. The reason stands beside it.") },
  [PREAMP_STATUS_MOVED] = {
    "object-select-symbolic", "dim-label", N_("Moved, by Domo’s lists"),
    N_("No answer came, but Domo’s lists show the move. Look at a dashboard you know.") },
  [PREAMP_STATUS_COMPLETE] = {
    "object-select-symbolic", "success", N_("Complete"),
    N_("Domo reports it as complete. Look at a dashboard you know.") },
  [PREAMP_STATUS_MIGRATED] = {
    "object-select-symbolic", "success", N_("Migrated"),
    N_("It was moved already. It can be moved back on the Migrated page.") },
};

/**
 * preamp_status_get_type:
 *
 * Returns: the enumeration's type
 */
GType
preamp_status_get_type (void)
{
  static GType type = 0;

  if (g_once_init_enter (&type))
    {
      static const GEnumValue values[] = {
        { PREAMP_STATUS_INCOMPLETE, "PREAMP_STATUS_INCOMPLETE", "incomplete" },
        { PREAMP_STATUS_UNCONFIRMED, "PREAMP_STATUS_UNCONFIRMED", "unconfirmed" },
        { PREAMP_STATUS_CONTRADICTED, "PREAMP_STATUS_CONTRADICTED", "contradicted" },
        { PREAMP_STATUS_UNKNOWN, "PREAMP_STATUS_UNKNOWN", "unknown" },
        { PREAMP_STATUS_CHECKING, "PREAMP_STATUS_CHECKING", "checking" },
        { PREAMP_STATUS_MOVING, "PREAMP_STATUS_MOVING", "moving" },
        { PREAMP_STATUS_WAITING, "PREAMP_STATUS_WAITING", "waiting" },
        { PREAMP_STATUS_READY, "PREAMP_STATUS_READY", "ready" },
        { PREAMP_STATUS_COLLISION, "PREAMP_STATUS_COLLISION", "collision" },
        { PREAMP_STATUS_ABORTED, "PREAMP_STATUS_ABORTED", "aborted" },
        { PREAMP_STATUS_REFUSED, "PREAMP_STATUS_REFUSED", "refused" },
        { PREAMP_STATUS_NOT_SENT, "PREAMP_STATUS_NOT_SENT", "not-sent" },
        { PREAMP_STATUS_NOT_STARTED, "PREAMP_STATUS_NOT_STARTED", "not-started" },
        { PREAMP_STATUS_LEFT_OUT, "PREAMP_STATUS_LEFT_OUT", "left-out" },
        { PREAMP_STATUS_MOVED, "PREAMP_STATUS_MOVED", "moved" },
        { PREAMP_STATUS_COMPLETE, "PREAMP_STATUS_COMPLETE", "complete" },
        { PREAMP_STATUS_MIGRATED, "PREAMP_STATUS_MIGRATED", "migrated" },
        { 0, NULL, NULL },
      };

      g_once_init_leave (&type, g_enum_register_static ("PreampStatus", values));
    }

  return type;
}

/**
 * preamp_status_from_outcome:
 * @outcome: how an attempt ended
 *
 * Returns: how an attempt with @outcome is shown; %PREAMP_OUTCOME_NONE as waiting, since only the
 *   attempt's phase tells whether it was sent
 */
PreampStatus
preamp_status_from_outcome (PreampOutcome outcome)
{
  switch (outcome)
    {
    case PREAMP_OUTCOME_NONE:
      return PREAMP_STATUS_WAITING;
    case PREAMP_OUTCOME_NOT_STARTED:
      return PREAMP_STATUS_NOT_STARTED;
    case PREAMP_OUTCOME_NOT_SENT:
      return PREAMP_STATUS_NOT_SENT;
    case PREAMP_OUTCOME_REFUSED:
      return PREAMP_STATUS_REFUSED;
    case PREAMP_OUTCOME_ABORTED:
      return PREAMP_STATUS_ABORTED;
    case PREAMP_OUTCOME_INCOMPLETE:
      return PREAMP_STATUS_INCOMPLETE;
    case PREAMP_OUTCOME_COMPLETE:
      return PREAMP_STATUS_COMPLETE;
    case PREAMP_OUTCOME_MOVED:
      return PREAMP_STATUS_MOVED;
    case PREAMP_OUTCOME_UNCONFIRMED:
      return PREAMP_STATUS_UNCONFIRMED;
    case PREAMP_OUTCOME_UNKNOWN:
      return PREAMP_STATUS_UNKNOWN;
    default:
      g_return_val_if_reached (PREAMP_STATUS_UNKNOWN);
    }
}

/**
 * preamp_status_get_icon_name:
 * @status: a status
 *
 * Gets the icon's name. Where there is room for a [class@Gtk.Spinner], %PREAMP_STATUS_MOVING is
 * better shown by that.
 *
 * Returns: the name of a symbolic icon of the standard theme
 */
const char *
preamp_status_get_icon_name (PreampStatus status)
{
  g_return_val_if_fail (status < G_N_ELEMENTS (looks), NULL);

  return looks[status].icon_name;
}

/**
 * preamp_status_get_css_class:
 * @status: a status
 *
 * Gets the style class of the icon. The word stays in the text's colour; only
 * %PREAMP_STATUS_INCOMPLETE takes `error` and `heading`.
 *
 * Returns: (nullable): the class, or %NULL for none
 */
const char *
preamp_status_get_css_class (PreampStatus status)
{
  g_return_val_if_fail (status < G_N_ELEMENTS (looks), NULL);

  return looks[status].css_class;
}

/**
 * preamp_status_get_label:
 * @status: a status
 *
 * Gets the word without any datum in it: a row says more (the other datasource of a collision,
 * the date of a migration, the state that Domo wrote).
 *
 * Returns: the translated word
 */
const char *
preamp_status_get_label (PreampStatus status)
{
  g_return_val_if_fail (status < G_N_ELEMENTS (looks), NULL);

  return _(looks[status].label);
}

/**
 * preamp_status_get_sentence:
 * @status: a status
 *
 * Returns: what it means and what to do, translated
 */
const char *
preamp_status_get_sentence (PreampStatus status)
{
  g_return_val_if_fail (status < G_N_ELEMENTS (looks), NULL);

  return _(looks[status].sentence);
}

/**
 * preamp_status_needs_attention:
 * @status: a status
 *
 * Returns: whether somebody has to look at it
 */
gboolean
preamp_status_needs_attention (PreampStatus status)
{
  return status == PREAMP_STATUS_INCOMPLETE || status == PREAMP_STATUS_UNCONFIRMED ||
         status == PREAMP_STATUS_CONTRADICTED || status == PREAMP_STATUS_UNKNOWN;
}
