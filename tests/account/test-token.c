/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <libsecret/secret.h>
#include <string.h>

#include "account/preamp-account-error.h"
#include "account/preamp-token.h"

static void
test_trimmed (void)
{
  static const struct
  {
    const char *text;
    const char *token;
  } tokens[] = {
    { "DDCIexample", "DDCIexample" },
    { " \tDDCIexample\r\n", "DDCIexample" },
    { "\xc2\xa0" "DDCIexample\xe2\x80\x83\xe2\x80\x8b", "DDCIexample" },
    { "0123456789abcdef0123456789abcdef0123456789abcdef",
      "0123456789abcdef0123456789abcdef0123456789abcdef" },
    { "x", "x" },
    { "two words", "two words" },
    { "schlüssel-🔑", "schlüssel-🔑" },
  };

  for (size_t i = 0; i < G_N_ELEMENTS (tokens); i++)
    {
      g_autoptr (GError) error = NULL;
      char *token = preamp_token_clean (tokens[i].text, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (token, ==, tokens[i].token);
      secret_password_free (token);
    }
}

static void
test_refused (void)
{
  static const char *const texts[] = {
    NULL, "", " \n", "\xc2\xa0", "sesame\nopen", "sesame\r\nopen", "sesame\topen", "sesame\x01",
    "sesame\x7fopen", "sesame\xc2\x85open", "sesame\xff",
  };

  for (size_t i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (preamp_token_clean (texts[i], &error));
      g_assert_error (error, PREAMP_ACCOUNT_ERROR, PREAMP_ACCOUNT_ERROR_TOKEN);
      g_assert_null (strstr (error->message, "sesame"));
      g_assert_true (g_str_has_suffix (error->message, "."));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/account/token/trimmed-and-not-judged", test_trimmed);
  g_test_add_func ("/account/token/refused-without-repeating-it", test_refused);

  return g_test_run ();
}
