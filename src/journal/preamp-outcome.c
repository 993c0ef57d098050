/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-outcome"

#include "config.h"

#include "preamp-outcome.h"

/* The journal's file keeps these words: they never change. */
static const struct
{
  PreampOutcome outcome;
  const char *text;
} outcome_texts[] = {
  { PREAMP_OUTCOME_NOT_STARTED, "not-started" },
  { PREAMP_OUTCOME_NOT_SENT, "not-sent" },
  { PREAMP_OUTCOME_REFUSED, "refused" },
  { PREAMP_OUTCOME_ABORTED, "aborted" },
  { PREAMP_OUTCOME_INCOMPLETE, "incomplete" },
  { PREAMP_OUTCOME_COMPLETE, "complete" },
  { PREAMP_OUTCOME_MOVED, "moved" },
  { PREAMP_OUTCOME_UNCONFIRMED, "unconfirmed" },
  { PREAMP_OUTCOME_UNKNOWN, "unknown" },
};

/**
 * preamp_outcome_to_text:
 * @outcome: an outcome
 *
 * Gets the word by which the journal keeps an outcome. It is not translated.
 *
 * Returns: (nullable): the word, or %NULL for %PREAMP_OUTCOME_NONE
 */
const char *
preamp_outcome_to_text (PreampOutcome outcome)
{
  for (size_t i = 0; i < G_N_ELEMENTS (outcome_texts); i++)
    {
      if (outcome_texts[i].outcome == outcome)
        return outcome_texts[i].text;
    }

  return NULL;
}

/**
 * preamp_outcome_from_text:
 * @text: (nullable): a word from the journal
 * @outcome: (out): where to put the outcome
 *
 * Reads the word by which the journal keeps an outcome. %NULL stands for
 * %PREAMP_OUTCOME_NONE.
 *
 * Returns: whether the word is known; if not, @outcome is left as it was
 */
gboolean
preamp_outcome_from_text (const char    *text,
                          PreampOutcome *outcome)
{
  g_return_val_if_fail (outcome != NULL, FALSE);

  if (text == NULL)
    {
      *outcome = PREAMP_OUTCOME_NONE;
      return TRUE;
    }

  for (size_t i = 0; i < G_N_ELEMENTS (outcome_texts); i++)
    {
      if (g_str_equal (outcome_texts[i].text, text))
        {
          *outcome = outcome_texts[i].outcome;
          return TRUE;
        }
    }

  return FALSE;
}
