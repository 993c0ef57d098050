/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "preamp-pause.h"

#include <glib/gi18n.h>

G_DEFINE_ENUM_TYPE (PreampPause, preamp_pause,
  G_DEFINE_ENUM_VALUE (PREAMP_PAUSE_NONE, "none"),
  G_DEFINE_ENUM_VALUE (PREAMP_PAUSE_ASKED, "asked"),
  G_DEFINE_ENUM_VALUE (PREAMP_PAUSE_TOKEN, "token"),
  G_DEFINE_ENUM_VALUE (PREAMP_PAUSE_USER, "user"),
  G_DEFINE_ENUM_VALUE (PREAMP_PAUSE_RATE, "rate"),
  G_DEFINE_ENUM_VALUE (PREAMP_PAUSE_CONNECTION, "connection"),
  G_DEFINE_ENUM_VALUE (PREAMP_PAUSE_IN_A_ROW, "in-a-row"),
  G_DEFINE_ENUM_VALUE (PREAMP_PAUSE_INCOMPLETE, "incomplete"),
  G_DEFINE_ENUM_VALUE (PREAMP_PAUSE_WEB_PAGE, "web-page"),
  G_DEFINE_ENUM_VALUE (PREAMP_PAUSE_JOURNAL, "journal"),
  G_DEFINE_ENUM_VALUE (PREAMP_PAUSE_MISSED, "missed"),
  G_DEFINE_ENUM_VALUE (PREAMP_PAUSE_LISTS, "lists"))

/**
 * preamp_pause_is_halt:
 * @pause: why nothing new is started
 *
 * Tells a run that halted by itself because things went wrong from one that was paused, or that
 * only waits for something.
 *
 * Returns: whether it is a halt
 */
gboolean
preamp_pause_is_halt (PreampPause pause)
{
  switch (pause)
    {
    case PREAMP_PAUSE_IN_A_ROW:
    case PREAMP_PAUSE_INCOMPLETE:
    case PREAMP_PAUSE_WEB_PAGE:
      return TRUE;

    case PREAMP_PAUSE_NONE:
    case PREAMP_PAUSE_ASKED:
    case PREAMP_PAUSE_TOKEN:
    case PREAMP_PAUSE_USER:
    case PREAMP_PAUSE_RATE:
    case PREAMP_PAUSE_CONNECTION:
    case PREAMP_PAUSE_JOURNAL:
    case PREAMP_PAUSE_MISSED:
    case PREAMP_PAUSE_LISTS:
    default:
      return FALSE;
    }
}

/**
 * preamp_pause_get_title:
 * @pause: why nothing new is started
 *
 * Gets what happened, in a few words.
 *
 * Returns: (nullable): the title, %NULL where nothing happened
 */
const char *
preamp_pause_get_title (PreampPause pause)
{
  switch (pause)
    {
    case PREAMP_PAUSE_TOKEN:
      return _("Domo no longer accepts the access token");

    case PREAMP_PAUSE_USER:
      return _("The new access token is not this run’s user’s");

    case PREAMP_PAUSE_RATE:
      return _("Domo asks to wait, again and again");

    case PREAMP_PAUSE_CONNECTION:
      return _("The connection was lost");

    case PREAMP_PAUSE_IN_A_ROW:
      return _("Several datasources in a row did not complete");

    case PREAMP_PAUSE_INCOMPLETE:
      return _("Too many datasources are incomplete");

    case PREAMP_PAUSE_WEB_PAGE:
      return _("A web page came instead of Domo’s answer");

    case PREAMP_PAUSE_JOURNAL:
      return _("The journal cannot be written");

    case PREAMP_PAUSE_MISSED:
      return _("The start was missed");

    case PREAMP_PAUSE_LISTS:
      return _("Domo’s lists cannot be read");

    case PREAMP_PAUSE_NONE:
    case PREAMP_PAUSE_ASKED:
    default:
      return NULL;
    }
}

/**
 * preamp_pause_get_sentence:
 * @pause: why nothing new is started
 *
 * Gets what it means and what to do. [method@Run.dup_pause_sentence] tells more of a run's pause.
 *
 * Returns: (nullable): one or two sentences, %NULL where nothing happened
 */
const char *
preamp_pause_get_sentence (PreampPause pause)
{
  switch (pause)
    {
    case PREAMP_PAUSE_TOKEN:
      return _("It may have expired or been revoked (HTTP 401). Nothing new is started. Replace "
               "the token: the run then goes on by itself.");

    case PREAMP_PAUSE_USER:
      return _("Nothing new is started. Continue to go on with the new token, or replace it "
               "again.");

    case PREAMP_PAUSE_RATE:
      return _("It answered HTTP 429 five times. Nothing new is started. Wait some minutes, "
               "then continue.");

    case PREAMP_PAUSE_CONNECTION:
      return _("Nothing new is started. The run goes on by itself when the instance answers "
               "again.");

    case PREAMP_PAUSE_IN_A_ROW:
      return _("Nothing new is started until you have looked at them. Continue when you know the "
               "cause, or stop the run.");

    case PREAMP_PAUSE_INCOMPLETE:
      return _("Content built on them may be broken. Nothing new is started until you have looked "
               "at them. Continue when you know the cause, or stop the run.");

    case PREAMP_PAUSE_WEB_PAGE:
      return _("Something between this computer and Domo may be at fault, or the instance is down. "
               "Nothing new is started. Look at the instance in a browser, then continue or stop "
               "the run.");

    case PREAMP_PAUSE_JOURNAL:
      return _("Nothing is sent that cannot be written down first. Make room on the disk, then "
               "continue.");

    case PREAMP_PAUSE_MISSED:
      return _("The computer was asleep then, or its clock was set. Nothing was sent. Start it now "
               "if the time is still right, or stop the run.");

    case PREAMP_PAUSE_LISTS:
      return _("They are read again before a run starts at its time, and after the computer was "
               "asleep. Nothing new is sent until then. Continue to read them once more, or stop "
               "the run.");

    case PREAMP_PAUSE_NONE:
    case PREAMP_PAUSE_ASKED:
    default:
      return NULL;
    }
}
