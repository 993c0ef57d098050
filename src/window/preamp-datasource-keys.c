/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-datasource-keys"

#include "config.h"

#include "preamp-datasource-keys.h"

#include "preamp-format.h"

#include <string.h>

/* Stands after each column in a search key, so that no search reaches over two of them. */
#define COLUMN_END '\n'

/* An identifier is searched for only where what was typed can be meant for one: by a few letters
 * of its hexadecimal digits half the list would be found. */
#define ID_SEARCH_LENGTH 8

static gboolean
is_ascii (const char *text)
{
  for (; *text != '\0'; text++)
    {
      if ((guchar) *text >= 0x80)
        return FALSE;
    }

  return TRUE;
}

/* In whatever case and composition it is written. */
static char *
fold (const char *text)
{
  g_autofree char *normal = NULL;
  g_autofree char *valid = NULL;

  /* Nearly all names, and much faster. */
  if (is_ascii (text))
    return g_ascii_strdown (text, -1);

  valid = g_utf8_make_valid (text, -1);
  normal = g_utf8_normalize (valid, -1, G_NORMALIZE_ALL);

  return g_utf8_casefold (normal, -1);
}

static char *
fold_columns (PreampCandidate *candidate)
{
  g_autoptr (GString) key = g_string_sized_new (96);

  for (guint i = 0; i < PREAMP_N_DATASOURCE_COLUMNS; i++)
    {
      const char *text = preamp_datasource_keys_get_text (candidate, i);

      if (text != NULL)
        g_string_append (key, text);

      g_string_append_c (key, COLUMN_END);
    }

  return fold (key->str);
}

/**
 * preamp_datasource_keys_get_text:
 * @candidate: a candidate
 * @column: a column
 *
 * Returns: (nullable): the text of @column as it came
 */
const char *
preamp_datasource_keys_get_text (PreampCandidate        *candidate,
                                   PreampDatasourceColumn  column)
{
  switch (column)
    {
    case PREAMP_DATASOURCE_COLUMN_NAME:
      return preamp_candidate_get_name (candidate);
    case PREAMP_DATASOURCE_COLUMN_TYPE:
      return preamp_candidate_get_datasource_type (candidate);
    case PREAMP_DATASOURCE_COLUMN_CATALOG:
      return preamp_candidate_get_catalog (candidate);
    case PREAMP_DATASOURCE_COLUMN_SCHEMA:
      return preamp_candidate_get_schema (candidate);
    case PREAMP_DATASOURCE_COLUMN_TABLE:
      return preamp_candidate_get_table (candidate);
    default:
      g_return_val_if_reached (NULL);
    }
}

/**
 * preamp_datasource_keys_are_equal:
 * @candidate: a candidate
 * @other: another one
 *
 * Returns: whether the texts of all columns are the same, and so all keys
 */
gboolean
preamp_datasource_keys_are_equal (PreampCandidate *candidate,
                                  PreampCandidate *other)
{
  for (guint i = 0; i < PREAMP_N_DATASOURCE_COLUMNS; i++)
    {
      if (g_strcmp0 (preamp_datasource_keys_get_text (candidate, i),
                     preamp_datasource_keys_get_text (other, i)) != 0)
        return FALSE;
    }

  return TRUE;
}

/**
 * preamp_datasource_keys_get_name:
 * @keys: the keys of @candidate
 * @candidate: a candidate
 *
 * Returns: its name on one line, or its identifier where it has none
 */
const char *
preamp_datasource_keys_get_name (PreampDatasourceKeys *keys,
                                 PreampCandidate      *candidate)
{
  if (keys->name == NULL)
    {
      keys->name = preamp_format_one_line (preamp_candidate_get_name (candidate));

      if (*keys->name == '\0')
        {
          g_free (keys->name);
          keys->name = preamp_format_one_line (preamp_candidate_get_id (candidate));
        }
    }

  return keys->name;
}

/**
 * preamp_datasource_keys_fold:
 * @search: (nullable): what was typed
 *
 * Returns: (transfer full): the folded words of @search, none for an empty one
 */
char **
preamp_datasource_keys_fold (const char *search)
{
  g_autofree char *folded = fold (search != NULL ? search : "");
  g_auto (GStrv) parts = g_strsplit_set (folded, " \t\n\r", -1);
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  for (guint i = 0; parts[i] != NULL; i++)
    {
      if (*parts[i] != '\0')
        g_strv_builder_add (words, parts[i]);
    }

  return g_strv_builder_end (words);
}

/**
 * preamp_datasource_keys_match:
 * @keys: the keys of @candidate
 * @candidate: a candidate
 * @words: (nullable) (array zero-terminated=1): folded words
 *
 * Returns: whether each of @words is in a column of text, or in the identifier
 */
gboolean
preamp_datasource_keys_match (PreampDatasourceKeys *keys,
                              PreampCandidate      *candidate,
                              const char * const   *words)
{
  if (words == NULL || words[0] == NULL)
    return TRUE;

  if (keys->search == NULL)
    keys->search = fold_columns (candidate);

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_autofree char *id = NULL;

      if (strstr (keys->search, words[i]) != NULL)
        continue;

      if (strlen (words[i]) < ID_SEARCH_LENGTH)
        return FALSE;

      id = fold (preamp_candidate_get_id (candidate));
      if (strstr (id, words[i]) == NULL)
        return FALSE;
    }

  return TRUE;
}

/**
 * preamp_datasource_keys_are_stricter:
 * @words: (array zero-terminated=1): folded words
 * @than: (array zero-terminated=1): others
 *
 * Returns: whether what matches @words matches @than as well, as far as that can be told from the
 *   words alone
 */
gboolean
preamp_datasource_keys_are_stricter (char **words,
                                     char **than)
{
  guint n = g_strv_length (than);

  if (g_strv_length (words) < n)
    return FALSE;

  /* Each of the others is still looked for, or a longer one that begins with it; but one that is
   * long enough only now may be found in identifiers. */
  for (guint i = 0; i < n; i++)
    {
      if (!g_str_has_prefix (words[i], than[i]) ||
          (strlen (than[i]) < ID_SEARCH_LENGTH && strlen (words[i]) >= ID_SEARCH_LENGTH))
        return FALSE;
    }

  return TRUE;
}

/**
 * preamp_datasource_keys_get_sort:
 * @keys: the keys of @candidate
 * @candidate: a candidate
 * @column: a column
 *
 * Gets a key that puts texts in the locale's order, without regard to case, and numbers inside
 * them by their value.
 *
 * Returns: a key for strcmp()
 */
const char *
preamp_datasource_keys_get_sort (PreampDatasourceKeys   *keys,
                                 PreampCandidate        *candidate,
                                 PreampDatasourceColumn  column)
{
  if (keys->sort[column] == NULL)
    {
      const char *text = preamp_datasource_keys_get_text (candidate, column);
      g_autofree char *folded = fold (text != NULL ? text : "");

      keys->sort[column] = g_utf8_collate_key_for_filename (folded, -1);
    }

  return keys->sort[column];
}

/**
 * preamp_datasource_keys_clear:
 * @keys: the keys of a row
 *
 * Forgets the keys, which are made again where they are asked for.
 */
void
preamp_datasource_keys_clear (PreampDatasourceKeys *keys)
{
  g_clear_pointer (&keys->name, g_free);
  g_clear_pointer (&keys->search, g_free);

  for (guint i = 0; i < PREAMP_N_DATASOURCE_COLUMNS; i++)
    g_clear_pointer (&keys->sort[i], g_free);
}
