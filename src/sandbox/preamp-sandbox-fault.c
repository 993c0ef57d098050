/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "preamp-sandbox-fault.h"

#include <stddef.h>
#include <string.h>

/* What --help prints, and the reference of the grammar. */
const char preamp_sandbox_fault_help[] =
  "A fault is METHOD WHERE [+N] [xN] WORD…, with quotes as in a shell.\n"
  "The first fault that is not used up and matches a request is used for it.\n"
  "\n"
  "  METHOD  GET, POST, or *\n"
  "  WHERE   types, integrations, candidates, migrated (the reverse candidates),\n"
  "          migrate, reverse, user; candidates, migrated, migrate and reverse also\n"
  "          with :NAME or :ID of an integration or datasource; or a path with * and ?\n"
  "  +N      lets the first N matching requests pass\n"
  "  xN      is used up after N requests; without it, never\n"
  "\n"
  "What somebody else does, right before the request is worked on:\n"
  "  vanish=NAME, moved=NAME, moved-back=NAME, collide=NAME\n"
  "               a datasource is deleted, is migrated, is reversed, begins to collide\n"
  "  gone=MS      the server hangs up on everybody, refuses connections for so long,\n"
  "               and then listens again\n"
  "\n"
  "The work:\n"
  "  done, undone whether the server does what was asked. Without either it does,\n"
  "               except where the answer has a status of 300 or more\n"
  "  delay=MS     waits before the work\n"
  "  late=MS      waits between the work and the answer\n"
  "  hang-up      closes the connection at once; the work goes on\n"
  "\n"
  "The answer:\n"
  "  status=N     has this status, with an error in Domo's form from 400 on\n"
  "  error, html, empty, blocked, result\n"
  "               holds an error in Domo's form, a web page, nothing, Domo's page for\n"
  "               a blocked address, or what is due without a fault\n"
  "  retry-after=TEXT, redirect=URL, type=TEXT\n"
  "               has the header Retry-After, Location (status 302), Content-Type\n"
  "  message=TEXT the error's message, or errorMessage of a result\n"
  "  state=TEXT, no-state, for=ID, no-datasource, no-toe\n"
  "               says another state, none, is for another datasource, for none,\n"
  "               has no toe\n"
  "  lose, reset  never comes: the connection is closed, or reset, after the work\n"
  "  cut, cut-chunked, cut-plain\n"
  "               ends in its middle: of a known length, in chunks, of no known length\n"
  "  endless, flood\n"
  "               never ends: slowly, or as fast as the client reads\n"
  "  gzip, bom, invalid-text\n"
  "               is compressed, has a byte order mark, is not UTF-8\n"
  "  first, hide=NAME, twice=NAME, broken=NAME\n"
  "               a list is as at the start, lacks a row, has it twice, has it with\n"
  "               members of wrong types\n"
  "  user=ID:NAME the token is another user's\n"
  "  clock=N      times in it (and what is done) are N seconds off. A fault that has\n"
  "               no other word does not keep the next one from being used as well\n"
  "\n"
  "Examples:\n"
  "  POST migrate x1 lose                     done, but the answer is lost\n"
  "  POST 'migrate:Account Coverage' x1 lose undone\n"
  "  POST * +5 x1 status=401                  the sixth POST is refused\n"
  "  POST migrate x1 status=504 html done     done, and a gateway gave up\n"
  "  POST migrate x1 hang-up delay=30000      goes on for 30 s after it was cut\n"
  "  POST migrate x1 undone state=COMPLETE    says COMPLETE, and nothing moved\n"
  "  GET candidates x2 first                  a list that lags behind\n";

typedef enum
{
  WORD_FLAG,
  WORD_TEXT,
  WORD_NUMBER,
  WORD_BODY,
  WORD_DELIVERY,
} WordKind;

#define MEMBER(name) offsetof (PreampSandboxFault, name)

static const struct
{
  const char *word;
  WordKind    kind;
  size_t      member;
  int         value;
} all_words[] = {
  { "vanish", WORD_TEXT, MEMBER (vanish) },
  { "moved", WORD_TEXT, MEMBER (moved) },
  { "moved-back", WORD_TEXT, MEMBER (moved_back) },
  { "collide", WORD_TEXT, MEMBER (collide) },
  { "gone", WORD_NUMBER, MEMBER (gone) },
  { "done", WORD_FLAG, MEMBER (done) },
  { "undone", WORD_FLAG, MEMBER (undone) },
  { "delay", WORD_NUMBER, MEMBER (delay) },
  { "late", WORD_NUMBER, MEMBER (late) },
  { "hang-up", WORD_FLAG, MEMBER (hang_up) },
  { "error", WORD_BODY, 0, PREAMP_SANDBOX_BODY_ERROR },
  { "html", WORD_BODY, 0, PREAMP_SANDBOX_BODY_HTML },
  { "empty", WORD_BODY, 0, PREAMP_SANDBOX_BODY_EMPTY },
  { "blocked", WORD_BODY, 0, PREAMP_SANDBOX_BODY_BLOCKED },
  { "result", WORD_BODY, 0, PREAMP_SANDBOX_BODY_RESULT },
  { "retry-after", WORD_TEXT, MEMBER (retry_after) },
  { "redirect", WORD_TEXT, MEMBER (location) },
  { "type", WORD_TEXT, MEMBER (content_type) },
  { "message", WORD_TEXT, MEMBER (message) },
  { "state", WORD_TEXT, MEMBER (state) },
  { "no-state", WORD_FLAG, MEMBER (no_state) },
  { "for", WORD_TEXT, MEMBER (datasource) },
  { "no-datasource", WORD_FLAG, MEMBER (no_datasource) },
  { "no-toe", WORD_FLAG, MEMBER (no_toe) },
  { "lose", WORD_DELIVERY, 0, PREAMP_SANDBOX_DELIVERY_LOST },
  { "reset", WORD_DELIVERY, 0, PREAMP_SANDBOX_DELIVERY_RESET },
  { "cut", WORD_DELIVERY, 0, PREAMP_SANDBOX_DELIVERY_CUT },
  { "cut-chunked", WORD_DELIVERY, 0, PREAMP_SANDBOX_DELIVERY_CUT_CHUNKED },
  { "cut-plain", WORD_DELIVERY, 0, PREAMP_SANDBOX_DELIVERY_CUT_PLAIN },
  { "endless", WORD_DELIVERY, 0, PREAMP_SANDBOX_DELIVERY_ENDLESS },
  { "flood", WORD_DELIVERY, 0, PREAMP_SANDBOX_DELIVERY_FLOOD },
  { "gzip", WORD_FLAG, MEMBER (gzip) },
  { "bom", WORD_FLAG, MEMBER (bom) },
  { "invalid-text", WORD_FLAG, MEMBER (invalid_text) },
  { "first", WORD_FLAG, MEMBER (first) },
  { "hide", WORD_TEXT, MEMBER (hide) },
  { "twice", WORD_TEXT, MEMBER (twice) },
  { "broken", WORD_TEXT, MEMBER (broken) },
};

static const struct
{
  const char       *word;
  PreampSandboxCall call;
} all_calls[] = {
  { "types", PREAMP_SANDBOX_CALL_TYPES },
  { "integrations", PREAMP_SANDBOX_CALL_INTEGRATIONS },
  { "candidates", PREAMP_SANDBOX_CALL_CANDIDATES },
  { "migrated", PREAMP_SANDBOX_CALL_MIGRATED },
  { "migrate", PREAMP_SANDBOX_CALL_MIGRATE },
  { "reverse", PREAMP_SANDBOX_CALL_REVERSE },
  { "user", PREAMP_SANDBOX_CALL_USER },
};

#define AT(self, type, offset) ((type *) (void *) ((char *) (self) + (offset)))

static gboolean
parse_number (const char *text,
              gint64      least,
              gint64      most,
              gint64     *number)
{
  return g_ascii_string_to_signed (text, 10, least, most, number, NULL);
}

static gboolean
parse_where (PreampSandboxFault *self,
             const char         *text,
             GError            **error)
{
  const char *colon = strchr (text, ':');
  g_autofree char *word = colon != NULL ? g_strndup (text, (size_t) (colon - text))
                                        : g_strdup (text);

  if (text[0] == '/' || text[0] == '*')
    {
      self->glob = g_pattern_spec_new (text);
      return TRUE;
    }

  for (size_t i = 0; i < G_N_ELEMENTS (all_calls); i++)
    {
      if (!g_str_equal (all_calls[i].word, word))
        continue;
      self->call = all_calls[i].call;
      self->name = colon != NULL ? g_strdup (colon + 1) : NULL;
      if (self->name == NULL || self->call == PREAMP_SANDBOX_CALL_CANDIDATES ||
          self->call == PREAMP_SANDBOX_CALL_MIGRATED ||
          self->call == PREAMP_SANDBOX_CALL_MIGRATE || self->call == PREAMP_SANDBOX_CALL_REVERSE)
        return TRUE;
      break;
    }

  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
               "“%s” is neither a call nor a path", text);
  return FALSE;
}

static gboolean
set_special_word (PreampSandboxFault *self,
                  const char         *word,
                  const char         *value,
                  gboolean           *known)
{
  gint64 number;

  *known = TRUE;
  if (g_str_equal (word, "status"))
    {
      if (value == NULL || !parse_number (value, 200, 599, &number))
        return FALSE;
      self->status = (guint) number;
      return TRUE;
    }
  if (g_str_equal (word, "clock"))
    return value != NULL && parse_number (value, -G_MAXINT, G_MAXINT, &self->clock);
  if (g_str_equal (word, "user"))
    {
      const char *colon = value != NULL ? strchr (value, ':') : NULL;

      if (colon == NULL)
        return FALSE;
      self->user_id = g_strndup (value, (size_t) (colon - value));
      self->user_name = g_strdup (colon + 1);
      return parse_number (self->user_id, 0, G_MAXINT64, &number);
    }
  *known = FALSE;
  return FALSE;
}

static gboolean
set_word (PreampSandboxFault *self,
          const char         *word,
          const char         *value,
          gboolean           *known)
{
  gint64 number;
  gboolean set = set_special_word (self, word, value, known);

  if (*known)
    return set;

  for (size_t i = 0; i < G_N_ELEMENTS (all_words); i++)
    {
      if (!g_str_equal (all_words[i].word, word))
        continue;
      *known = TRUE;
      switch (all_words[i].kind)
        {
        case WORD_FLAG:
          *AT (self, gboolean, all_words[i].member) = TRUE;
          return value == NULL;
        case WORD_TEXT:
          g_free (*AT (self, char *, all_words[i].member));
          *AT (self, char *, all_words[i].member) = g_strdup (value);
          return value != NULL;
        case WORD_NUMBER:
          if (value == NULL || !parse_number (value, 0, G_MAXINT, &number))
            return FALSE;
          *AT (self, int, all_words[i].member) = (int) number;
          return TRUE;
        case WORD_BODY:
          self->body = (PreampSandboxBody) all_words[i].value;
          return value == NULL;
        case WORD_DELIVERY:
          self->delivery = (PreampSandboxDelivery) all_words[i].value;
          return value == NULL;
        default:
          g_assert_not_reached ();
        }
    }
  return FALSE;
}

static gboolean
parse_words (PreampSandboxFault *self,
             char              **words,
             GError            **error)
{
  for (guint i = 0; words[i] != NULL; i++)
    {
      const char *equals = strchr (words[i], '=');
      g_autofree char *word = equals != NULL ? g_strndup (words[i], (size_t) (equals - words[i]))
                                             : g_strdup (words[i]);
      gint64 number;
      gboolean known;

      if (words[i][0] == '+' && parse_number (words[i] + 1, 0, G_MAXINT, &number))
        {
          self->n_to_pass = (int) number;
          continue;
        }
      if (words[i][0] == 'x' && parse_number (words[i] + 1, 1, G_MAXINT, &number))
        {
          self->n_left = (int) number;
          continue;
        }

      self->clock_only = self->clock_only && g_str_equal (word, "clock");
      if (!set_word (self, word, equals != NULL ? equals + 1 : NULL, &known))
        {
          g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                       known ? "“%s” has no value that fits" : "“%s” is not a word of a fault",
                       words[i]);
          return FALSE;
        }
    }

  if (self->done && self->undone)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   "A fault cannot be both done and undone");
      return FALSE;
    }
  return TRUE;
}

/* What the words leave open follows from what they say. */
static void
settle (PreampSandboxFault *self)
{
  if (self->location != NULL && self->status == 0)
    self->status = 302;
  if (!self->done && self->status >= 300)
    self->undone = TRUE;
  if (self->gone >= 0)
    self->hang_up = TRUE;
  if (self->body == PREAMP_SANDBOX_BODY_DEFAULT && self->status >= 400)
    self->body = PREAMP_SANDBOX_BODY_ERROR;
  if (self->body == PREAMP_SANDBOX_BODY_DEFAULT && self->status >= 300)
    self->body = PREAMP_SANDBOX_BODY_EMPTY;
}

/**
 * preamp_sandbox_fault_parse:
 * @text: a specification
 * @error: return location for a #GError
 *
 * Reads how the server shall misbehave: `METHOD WHERE [+N] [xN] WORD…`. `preamp-sandbox --help`
 * prints the grammar and all words, from the text at the top of this file.
 *
 * Returns: (transfer full): the fault, or %NULL with @error set
 */
PreampSandboxFault *
preamp_sandbox_fault_parse (const char *text,
                            GError    **error)
{
  g_autoptr (PreampSandboxFault) self = NULL;
  g_auto (GStrv) words = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  if (!g_shell_parse_argv (text, NULL, &words, error))
    return NULL;
  if (g_strv_length (words) < 3)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   "A fault needs a method, a call or path, and what goes wrong: “%s”", text);
      return NULL;
    }
  if (!g_str_equal (words[0], "*") && !g_str_equal (words[0], "GET") &&
      !g_str_equal (words[0], "POST"))
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   "“%s” is not GET, POST or *", words[0]);
      return NULL;
    }

  self = g_new0 (PreampSandboxFault, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->text = g_strdup (text);
  self->method = g_strdup (words[0]);
  self->n_left = -1;
  self->gone = -1;
  self->clock_only = TRUE;

  if (!parse_where (self, words[1], error) || !parse_words (self, words + 2, error))
    return NULL;
  settle (self);
  return g_steal_pointer (&self);
}

/**
 * preamp_sandbox_fault_ref:
 * @self: a fault
 *
 * Keeps @self.
 *
 * Returns: (transfer full): @self
 */
PreampSandboxFault *
preamp_sandbox_fault_ref (PreampSandboxFault *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * preamp_sandbox_fault_unref:
 * @self: a fault
 *
 * Lets go of @self.
 */
void
preamp_sandbox_fault_unref (PreampSandboxFault *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  for (size_t i = 0; i < G_N_ELEMENTS (all_words); i++)
    if (all_words[i].kind == WORD_TEXT)
      g_free (*AT (self, char *, all_words[i].member));
  g_clear_pointer (&self->glob, g_pattern_spec_free);
  g_free (self->text);
  g_free (self->method);
  g_free (self->name);
  g_free (self->user_id);
  g_free (self->user_name);
  g_free (self);
}

/**
 * preamp_sandbox_fault_check_names:
 * @self: a fault
 * @instance: the instance it is for
 * @error: return location for a #GError
 *
 * Looks whether the instance has what the fault names.
 *
 * Returns: whether it has
 */
gboolean
preamp_sandbox_fault_check_names (const PreampSandboxFault *self,
                                  PreampSandboxInstance    *instance,
                                  GError                  **error)
{
  const char *names[] = { self->vanish, self->moved,  self->moved_back, self->collide,
                          self->hide,   self->twice,  self->broken };

  for (size_t i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (names[i] == NULL || preamp_sandbox_instance_find_datasource (instance, names[i]) != NULL)
        continue;
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   "There is no datasource “%s”", names[i]);
      return FALSE;
    }

  if (self->name != NULL &&
      preamp_sandbox_instance_find_datasource (instance, self->name) == NULL &&
      preamp_sandbox_instance_find_integration (instance, self->name) == NULL)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   "There is neither a datasource nor an integration “%s”", self->name);
      return FALSE;
    }
  return TRUE;
}

/**
 * preamp_sandbox_fault_matches:
 * @self: a fault
 * @instance: the instance
 * @method: the request's method
 * @path: its path
 * @route: its path, taken apart
 *
 * Tells whether the fault is for a request. Whether it is used up is not looked at.
 *
 * Returns: whether it is
 */
gboolean
preamp_sandbox_fault_matches (const PreampSandboxFault *self,
                              PreampSandboxInstance    *instance,
                              const char               *method,
                              const char               *path,
                              const PreampSandboxRoute *route)
{
  PreampSandboxDatasource *datasource;
  PreampSandboxIntegration *integration;

  if (!g_str_equal (self->method, "*") && !g_str_equal (self->method, method))
    return FALSE;
  if (self->glob != NULL)
    return g_pattern_spec_match_string (self->glob, path);
  if (self->call != route->call)
    return FALSE;
  if (self->name == NULL)
    return TRUE;

  datasource = preamp_sandbox_instance_find_datasource (instance, self->name);
  integration = preamp_sandbox_instance_find_integration (instance, self->name);
  return (datasource != NULL &&
          datasource == preamp_sandbox_instance_find_datasource (instance, route->datasource)) ||
         (integration != NULL &&
          integration == preamp_sandbox_instance_find_integration (instance, route->integration));
}

/**
 * preamp_sandbox_fault_take:
 * @self: a fault that matches a request
 *
 * Counts the request.
 *
 * Returns: whether the fault is to be used for it: neither waiting for later ones, nor used up
 */
gboolean
preamp_sandbox_fault_take (PreampSandboxFault *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (self->n_left == 0)
    return FALSE;
  if (self->n_to_pass > 0)
    {
      self->n_to_pass--;
      return FALSE;
    }
  if (self->n_left > 0)
    self->n_left--;
  return TRUE;
}
