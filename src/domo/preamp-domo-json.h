/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * PreampDomoJsonFault:
 * @PREAMP_DOMO_JSON_OK: one whole value, and nothing after it
 * @PREAMP_DOMO_JSON_EMPTY: nothing but white space
 * @PREAMP_DOMO_JSON_NOT_JSON: something else, a web page or plain text
 * @PREAMP_DOMO_JSON_NOT_UTF8: bytes that are no text
 * @PREAMP_DOMO_JSON_CUT: the text ends before its value does
 * @PREAMP_DOMO_JSON_TOO_DEEP: nested deeper than any answer of Domo
 * @PREAMP_DOMO_JSON_TRAILING: something stands after the value
 * @PREAMP_DOMO_JSON_SYNTAX: against the grammar
 *
 * What is wrong with a text that should be JSON.
 */
typedef enum
{
  PREAMP_DOMO_JSON_OK,
  PREAMP_DOMO_JSON_EMPTY,
  PREAMP_DOMO_JSON_NOT_JSON,
  PREAMP_DOMO_JSON_NOT_UTF8,
  PREAMP_DOMO_JSON_CUT,
  PREAMP_DOMO_JSON_TOO_DEEP,
  PREAMP_DOMO_JSON_TRAILING,
  PREAMP_DOMO_JSON_SYNTAX,
} PreampDomoJsonFault;

/**
 * PreampDomoJsonSlice:
 * @start: the first character of a value, within the scanned text
 * @length: its length in bytes
 * @broken_text: whether a string in it cannot be shown: it has a NUL or half a surrogate pair
 *
 * One value in a scanned text.
 */
typedef struct
{
  const char *start;
  size_t      length;
  gboolean    broken_text;
} PreampDomoJsonSlice;

PreampDomoJsonFault preamp_domo_json_scan  (const char                *text,
                                            size_t                     length,
                                            PreampDomoJsonSlice       *value,
                                            GArray                    *elements);
JsonNode           *preamp_domo_json_parse (JsonParser                *parser,
                                            const PreampDomoJsonSlice *slice);

G_END_DECLS
