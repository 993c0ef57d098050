/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * PreampPause:
 * @PREAMP_PAUSE_NONE: it goes on
 * @PREAMP_PAUSE_ASKED: the administrator paused it
 * @PREAMP_PAUSE_TOKEN: Domo no longer accepts the access token; it goes on when that is replaced
 * @PREAMP_PAUSE_USER: the token was replaced by another user's
 * @PREAMP_PAUSE_RATE: Domo asked to wait, again and again
 * @PREAMP_PAUSE_CONNECTION: there is no connection to the instance; it goes on by itself
 * @PREAMP_PAUSE_IN_A_ROW: too many attempts in a row did not complete
 * @PREAMP_PAUSE_INCOMPLETE: too many attempts are incomplete
 * @PREAMP_PAUSE_WEB_PAGE: a web page or a redirect came where Domo's answer was due
 * @PREAMP_PAUSE_JOURNAL: the journal cannot be written, and nothing is sent without it
 * @PREAMP_PAUSE_MISSED: it was to start at a time that was missed
 * @PREAMP_PAUSE_LISTS: it was to start at a time, and Domo's lists could not be read then
 *
 * Why nothing new is started.
 */
typedef enum
{
  PREAMP_PAUSE_NONE,
  PREAMP_PAUSE_ASKED,
  PREAMP_PAUSE_TOKEN,
  PREAMP_PAUSE_USER,
  PREAMP_PAUSE_RATE,
  PREAMP_PAUSE_CONNECTION,
  PREAMP_PAUSE_IN_A_ROW,
  PREAMP_PAUSE_INCOMPLETE,
  PREAMP_PAUSE_WEB_PAGE,
  PREAMP_PAUSE_JOURNAL,
  PREAMP_PAUSE_MISSED,
  PREAMP_PAUSE_LISTS,
} PreampPause;

#define PREAMP_TYPE_PAUSE (preamp_pause_get_type ())

GType       preamp_pause_get_type     (void);
gboolean    preamp_pause_is_halt      (PreampPause pause);
const char *preamp_pause_get_title    (PreampPause pause);
const char *preamp_pause_get_sentence (PreampPause pause);

G_END_DECLS
