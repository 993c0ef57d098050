/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define _GNU_SOURCE /* memmem */
#define G_LOG_DOMAIN "preamp-domo-answer"

#include "config.h"

#include "preamp-domo-answer.h"

#include <string.h>

/* A shorter token would be found by chance, in words that are none. */
#define SHORTEST_HIDDEN_TOKEN 8

/**
 * preamp_domo_answer_new: (skip)
 *
 * Makes an answer of which nothing is known yet.
 *
 * Returns: (transfer full): the answer
 */
PreampDomoAnswer *
preamp_domo_answer_new (void)
{
  return g_new0 (PreampDomoAnswer, 1);
}

/**
 * preamp_domo_answer_free: (skip)
 * @answer: (transfer full): an answer
 *
 * Frees an answer, and wipes the token in it.
 */
void
preamp_domo_answer_free (PreampDomoAnswer *answer)
{
  g_return_if_fail (answer != NULL);

  if (answer->token != NULL)
    explicit_bzero (answer->token, strlen (answer->token));

  g_clear_pointer (&answer->token, g_free);
  g_clear_pointer (&answer->host, g_free);
  g_clear_pointer (&answer->address, g_free);
  g_clear_pointer (&answer->location, g_free);
  g_clear_pointer (&answer->body, g_byte_array_unref);
  g_clear_error (&answer->error);
  g_clear_pointer (&answer->proxy, g_free);
  g_free (answer);
}

/**
 * preamp_domo_answer_hide_token: (skip)
 * @answer: an answer
 *
 * Overwrites the token wherever the answer repeats it, so that it reaches no message, list or
 * journal, and forgets it. It may be called in any thread.
 */
void
preamp_domo_answer_hide_token (PreampDomoAnswer *answer)
{
  size_t length;
  size_t done = 0;

  g_return_if_fail (answer != NULL);

  if (answer->token == NULL)
    return;

  length = strlen (answer->token);

  while (length >= SHORTEST_HIDDEN_TOKEN && answer->body != NULL
         && answer->body->len - done >= length)
    {
      guint8 *found = memmem (answer->body->data + done, answer->body->len - done,
                              answer->token, length);

      if (found == NULL)
        break;

      memset (found, '*', length);
      done = (size_t) (found - answer->body->data) + length;
    }

  if (length >= SHORTEST_HIDDEN_TOKEN && answer->location != NULL
      && strstr (answer->location, answer->token) != NULL)
    g_clear_pointer (&answer->location, g_free);

  explicit_bzero (answer->token, length);
  g_clear_pointer (&answer->token, g_free);
}

/**
 * preamp_domo_answer_is_broken: (skip)
 * @answer: an answer
 *
 * Tells whether a connection was there and broke, so that asking again may help.
 *
 * Returns: whether it broke
 */
gboolean
preamp_domo_answer_is_broken (const PreampDomoAnswer *answer)
{
  g_return_val_if_fail (answer != NULL, FALSE);

  return g_error_matches (answer->error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT)
         || g_error_matches (answer->error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED);
}
