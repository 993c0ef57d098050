/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-domo-json"

#include "config.h"

#include "preamp-domo-json.h"

#include <string.h>

/* json-glib accepts more than JSON, takes a second value for the first one, cuts strings at a
 * NUL, and overruns the stack in a text nested some 75,000 deep. So every text is scanned here
 * first, without recursion, and json-glib sees well-formed values only, one row at a time. */

/* Domo's answers nest 2 deep. */
#define MAX_DEPTH 64

typedef enum
{
  EXPECT_VALUE,
  EXPECT_VALUE_OR_END,
  EXPECT_NAME,
  EXPECT_NAME_OR_END,
  EXPECT_SEPARATOR,
} Expectation;

typedef struct
{
  const char *at;
  const char *end;

  char        closers[MAX_DEPTH];
  guint       depth;

  gboolean    broken_text;
} Scan;

static void
skip_space (Scan *scan)
{
  while (scan->at < scan->end
         && (*scan->at == ' ' || *scan->at == '\t' || *scan->at == '\r' || *scan->at == '\n'))
    scan->at++;
}

/* The four hexadecimal digits after `\u`, or a fault. */
static PreampDomoJsonFault
scan_code_unit (Scan     *scan,
                gunichar *unit)
{
  *unit = 0;

  for (guint i = 0; i < 4; i++)
    {
      int digit;

      if (scan->at == scan->end)
        return PREAMP_DOMO_JSON_CUT;

      digit = g_ascii_xdigit_value (*scan->at++);
      if (digit < 0)
        return PREAMP_DOMO_JSON_SYNTAX;
      *unit = *unit * 16 + (gunichar) digit;
    }

  return PREAMP_DOMO_JSON_OK;
}

static PreampDomoJsonFault
scan_escape (Scan     *scan,
             gboolean *high_surrogate)
{
  PreampDomoJsonFault fault;
  gboolean low_is_due = *high_surrogate;
  gboolean is_low;
  gunichar unit = 0;

  *high_surrogate = FALSE;

  if (scan->at == scan->end)
    return PREAMP_DOMO_JSON_CUT;

  if (*scan->at != 'u')
    {
      if (low_is_due)
        scan->broken_text = TRUE;
      if (strchr ("\"\\/bfnrt", *scan->at) == NULL)
        return PREAMP_DOMO_JSON_SYNTAX;
      scan->at++;
      return PREAMP_DOMO_JSON_OK;
    }

  scan->at++;
  fault = scan_code_unit (scan, &unit);
  if (fault != PREAMP_DOMO_JSON_OK)
    return fault;

  is_low = unit >= 0xdc00 && unit <= 0xdfff;
  if (unit == 0 || is_low != low_is_due)
    scan->broken_text = TRUE;
  *high_surrogate = unit >= 0xd800 && unit <= 0xdbff;

  return PREAMP_DOMO_JSON_OK;
}

/* A string, from behind its first quotation mark to behind its last. */
static PreampDomoJsonFault
scan_string (Scan *scan)
{
  gboolean high_surrogate = FALSE;

  while (scan->at < scan->end)
    {
      unsigned char c = (unsigned char) *scan->at++;
      PreampDomoJsonFault fault;

      if (c == '\\')
        {
          fault = scan_escape (scan, &high_surrogate);
          if (fault != PREAMP_DOMO_JSON_OK)
            return fault;
          continue;
        }

      if (high_surrogate)
        scan->broken_text = TRUE;
      high_surrogate = FALSE;

      if (c == '"')
        return PREAMP_DOMO_JSON_OK;
      if (c < 0x20)
        return PREAMP_DOMO_JSON_SYNTAX;
    }

  return PREAMP_DOMO_JSON_CUT;
}

static PreampDomoJsonFault
scan_digits (Scan *scan)
{
  if (scan->at == scan->end)
    return PREAMP_DOMO_JSON_CUT;
  if (!g_ascii_isdigit (*scan->at))
    return PREAMP_DOMO_JSON_SYNTAX;

  while (scan->at < scan->end && g_ascii_isdigit (*scan->at))
    scan->at++;

  return PREAMP_DOMO_JSON_OK;
}

static PreampDomoJsonFault
scan_number (Scan *scan)
{
  PreampDomoJsonFault fault;

  if (*scan->at == '-')
    scan->at++;

  if (scan->at < scan->end && *scan->at == '0')
    scan->at++;
  else if ((fault = scan_digits (scan)) != PREAMP_DOMO_JSON_OK)
    return fault;

  if (scan->at < scan->end && *scan->at == '.')
    {
      scan->at++;
      if ((fault = scan_digits (scan)) != PREAMP_DOMO_JSON_OK)
        return fault;
    }

  if (scan->at < scan->end && (*scan->at == 'e' || *scan->at == 'E'))
    {
      scan->at++;
      if (scan->at < scan->end && (*scan->at == '+' || *scan->at == '-'))
        scan->at++;
      if ((fault = scan_digits (scan)) != PREAMP_DOMO_JSON_OK)
        return fault;
    }

  return PREAMP_DOMO_JSON_OK;
}

static PreampDomoJsonFault
scan_word (Scan       *scan,
           const char *word)
{
  size_t wanted = strlen (word);
  size_t left = (size_t) (scan->end - scan->at);

  if (strncmp (scan->at, word, MIN (wanted, left)) != 0)
    return PREAMP_DOMO_JSON_SYNTAX;
  if (left < wanted)
    return PREAMP_DOMO_JSON_CUT;

  scan->at += wanted;
  return PREAMP_DOMO_JSON_OK;
}

/* Goes into an array or an object. */
static PreampDomoJsonFault
open_container (Scan        *scan,
                Expectation *expectation)
{
  gboolean is_array = *scan->at == '[';

  if (scan->depth == MAX_DEPTH)
    return PREAMP_DOMO_JSON_TOO_DEEP;

  scan->closers[scan->depth++] = is_array ? ']' : '}';
  scan->at++;
  *expectation = is_array ? EXPECT_VALUE_OR_END : EXPECT_NAME_OR_END;

  return PREAMP_DOMO_JSON_OK;
}

static void
close_container (Scan        *scan,
                 Expectation *expectation)
{
  scan->at++;
  scan->depth--;
  *expectation = EXPECT_SEPARATOR;
}

/* A value, or the first character of an array or object. */
static PreampDomoJsonFault
scan_value (Scan        *scan,
            Expectation *expectation)
{
  *expectation = EXPECT_SEPARATOR;

  switch (*scan->at)
    {
    case '[':
    case '{':
      return open_container (scan, expectation);

    case '"':
      scan->at++;
      return scan_string (scan);

    case 't':
      return scan_word (scan, "true");

    case 'f':
      return scan_word (scan, "false");

    case 'n':
      return scan_word (scan, "null");

    default:
      if (*scan->at == '-' || g_ascii_isdigit (*scan->at))
        return scan_number (scan);
      return PREAMP_DOMO_JSON_SYNTAX;
    }
}

/* A member's name and the colon after it. */
static PreampDomoJsonFault
scan_name (Scan        *scan,
           Expectation *expectation)
{
  PreampDomoJsonFault fault;

  if (*scan->at != '"')
    return PREAMP_DOMO_JSON_SYNTAX;

  scan->at++;
  fault = scan_string (scan);
  if (fault != PREAMP_DOMO_JSON_OK)
    return fault;

  skip_space (scan);
  if (scan->at == scan->end)
    return PREAMP_DOMO_JSON_CUT;
  if (*scan->at != ':')
    return PREAMP_DOMO_JSON_SYNTAX;

  scan->at++;
  *expectation = EXPECT_VALUE;
  return PREAMP_DOMO_JSON_OK;
}

/* One step: a name, a value, a comma, or the beginning or end of an array or object. */
static PreampDomoJsonFault
scan_step (Scan        *scan,
           Expectation *expectation)
{
  char closer = scan->depth > 0 ? scan->closers[scan->depth - 1] : '\0';

  switch (*expectation)
    {
    case EXPECT_NAME_OR_END:
      if (*scan->at == closer)
        {
          close_container (scan, expectation);
          return PREAMP_DOMO_JSON_OK;
        }
      return scan_name (scan, expectation);

    case EXPECT_NAME:
      return scan_name (scan, expectation);

    case EXPECT_VALUE_OR_END:
      if (*scan->at == closer)
        {
          close_container (scan, expectation);
          return PREAMP_DOMO_JSON_OK;
        }
      return scan_value (scan, expectation);

    case EXPECT_VALUE:
      return scan_value (scan, expectation);

    case EXPECT_SEPARATOR:
      if (*scan->at == closer)
        {
          close_container (scan, expectation);
          return PREAMP_DOMO_JSON_OK;
        }
      if (*scan->at != ',')
        return PREAMP_DOMO_JSON_SYNTAX;
      scan->at++;
      *expectation = closer == ']' ? EXPECT_VALUE : EXPECT_NAME;
      return PREAMP_DOMO_JSON_OK;

    default:
      g_assert_not_reached ();
    }
}

/* The whole value. Of an array, its elements are noted as they go by. */
static PreampDomoJsonFault
scan_root (Scan   *scan,
           GArray *elements)
{
  Expectation expectation = EXPECT_VALUE;
  gboolean in_array = *scan->at == '[';
  gboolean broken_before = FALSE;
  const char *element = NULL;

  do
    {
      gboolean at_value;
      PreampDomoJsonFault fault;

      skip_space (scan);
      if (scan->at == scan->end)
        return PREAMP_DOMO_JSON_CUT;

      at_value = expectation == EXPECT_VALUE
                 || (expectation == EXPECT_VALUE_OR_END && *scan->at != ']');
      if (elements != NULL && in_array && scan->depth == 1 && at_value)
        {
          element = scan->at;
          broken_before = scan->broken_text;
          scan->broken_text = FALSE;
        }

      fault = scan_step (scan, &expectation);
      if (fault != PREAMP_DOMO_JSON_OK)
        return fault;

      if (element != NULL && scan->depth == 1 && expectation == EXPECT_SEPARATOR)
        {
          PreampDomoJsonSlice slice = { element, (size_t) (scan->at - element), scan->broken_text };

          g_array_append_val (elements, slice);
          scan->broken_text |= broken_before;
          element = NULL;
        }
    }
  while (scan->depth > 0 || expectation != EXPECT_SEPARATOR);

  return PREAMP_DOMO_JSON_OK;
}

/* A text that is cut inside a character is cut, and not undecodable. */
static PreampDomoJsonFault
check_utf8 (const char *text,
            size_t      length)
{
  const char *bad = NULL;

  if (g_utf8_validate_len (text, length, &bad))
    return PREAMP_DOMO_JSON_OK;

  if (*bad != '\0'
      && g_utf8_get_char_validated (bad, (gssize) (text + length - bad)) == (gunichar) -2)
    return PREAMP_DOMO_JSON_CUT;

  return PREAMP_DOMO_JSON_NOT_UTF8;
}

/**
 * preamp_domo_json_scan:
 * @text: (array length=length) (element-type guint8): what came; it need not end with a NUL
 * @length: its length in bytes
 * @value: (out caller-allocates) (optional): where to note the whole value
 * @elements: (nullable) (element-type PreampDomoJsonSlice): where to note an array's elements
 *
 * Looks whether a text is one whole, well-formed JSON value (RFC 8259, a byte order mark
 * accepted), so that a cut answer is told from a whole one. What is noted points into @text.
 * It may be called in any thread, and takes no stack.
 *
 * Returns: %PREAMP_DOMO_JSON_OK, or what is wrong with the text
 */
PreampDomoJsonFault
preamp_domo_json_scan (const char          *text,
                       size_t               length,
                       PreampDomoJsonSlice *value,
                       GArray              *elements)
{
  Scan scan = { .at = text, .end = text + length };
  PreampDomoJsonFault fault;
  PreampDomoJsonFault utf8_fault;
  const char *start = NULL;

  g_return_val_if_fail (text != NULL || length == 0, PREAMP_DOMO_JSON_EMPTY);

  if (length >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0)
    scan.at += 3;

  skip_space (&scan);
  if (scan.at == scan.end)
    return PREAMP_DOMO_JSON_EMPTY;

  utf8_fault = check_utf8 (text, length);
  if (utf8_fault == PREAMP_DOMO_JSON_NOT_UTF8)
    return utf8_fault;

  start = scan.at;
  fault = scan_root (&scan, elements);
  if (fault == PREAMP_DOMO_JSON_SYNTAX && *start != '[' && *start != '{')
    return PREAMP_DOMO_JSON_NOT_JSON;
  if (fault != PREAMP_DOMO_JSON_OK)
    return fault;

  if (value != NULL)
    *value = (PreampDomoJsonSlice) { start, (size_t) (scan.at - start), scan.broken_text };

  skip_space (&scan);
  if (scan.at != scan.end)
    return *start == '[' || *start == '{' ? PREAMP_DOMO_JSON_TRAILING : PREAMP_DOMO_JSON_NOT_JSON;

  return utf8_fault;
}

/**
 * preamp_domo_json_parse:
 * @parser: a parser, which can be used again
 * @slice: a value that [func@Preamp.domo_json_scan] noted
 *
 * Parses one well-formed value.
 *
 * Returns: (transfer none) (nullable): the value, the parser's until it parses again; %NULL where
 *   json-glib cannot read it
 */
JsonNode *
preamp_domo_json_parse (JsonParser                *parser,
                        const PreampDomoJsonSlice *slice)
{
  g_return_val_if_fail (JSON_IS_PARSER (parser), NULL);
  g_return_val_if_fail (slice != NULL, NULL);

  if (slice->broken_text || slice->length > G_MAXSSIZE)
    return NULL;

  if (!json_parser_load_from_data (parser, slice->start, (gssize) slice->length, NULL))
    return NULL;

  return json_parser_get_root (parser);
}
