/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib.h>
#include <string.h>

#include "account/preamp-account-error.h"
#include "account/preamp-instance-address.h"

typedef struct
{
  const char *text;
  const char *base_uri;
  const char *host;
  guint       port;
  const char *display_name;
} Accepted;

#define ACME "https://acme.domo.com", "acme.domo.com", 443, "acme.domo.com"

static const Accepted accepted[] = {
  /* a name, a host, a link */
  { "acme", ACME },
  { "acme.domo.com", ACME },
  { "https://acme.domo.com", ACME },
  { "https://acme.domo.com/", ACME },
  { "https://acme.domo.com/datasources/5fbe7a62/details/overview?tab=1#top", ACME },
  { "acme.domo.com/page/12", ACME },
  { "acme.domo.com?x=1", ACME },
  { "acme.domo.com#x", ACME },
  { "//acme.domo.com/page", ACME },
  { "https:/acme.domo.com", ACME },
  { "https:acme.domo.com", ACME },
  { "https://acme.domo.com/?next=https://jane@example.com:99/", ACME },

  /* as it is typed and copied */
  { "ACME", ACME },
  { "HTTPS://Acme.DOMO.com/", ACME },
  { "  acme.domo.com \n", ACME },
  { "\xc2\xa0" "acme.domo.com\xe2\x80\x8b", ACME },
  { "acme.domo.com.", ACME },
  { "acme.", ACME },
  { "https://acme.domo.com./page", ACME },
  { "https://acme.domo.com:443", ACME },
  { "acme.domo.com:443/page", ACME },
  { "acme.domo.com:", ACME },
  { "\xef\xbd\x81\xef\xbd\x83\xef\xbd\x8d\xef\xbd\x85", ACME }, /* full-width letters */

  /* other hosts and ports */
  { "domo.example.com", "https://domo.example.com", "domo.example.com", 443, "domo.example.com" },
  { "acme-dev-1000.demo.domo.com", "https://acme-dev-1000.demo.domo.com",
    "acme-dev-1000.demo.domo.com", 443, "acme-dev-1000.demo.domo.com" },
  { "acme:8443", "https://acme.domo.com:8443", "acme.domo.com", 8443, "acme.domo.com:8443" },
  { "https://acme.domo.com:0080/x", "https://acme.domo.com:80", "acme.domo.com", 80,
    "acme.domo.com:80" },
  { "acme.domo.com:65535", "https://acme.domo.com:65535", "acme.domo.com", 65535,
    "acme.domo.com:65535" },
  { "10.1.2.3", "https://10.1.2.3", "10.1.2.3", 443, "10.1.2.3" },
  { "[2001:DB8::1]:8443", "https://[2001:db8::1]:8443", "2001:db8::1", 8443,
    "[2001:db8::1]:8443" },
  { "2001:db8:0::1", "https://[2001:db8::1]", "2001:db8::1", 443, "[2001:db8::1]" },
  { "fe80::1", "https://[fe80::1]", "fe80::1", 443, "[fe80::1]" },
  { "2020.domo.com", "https://2020.domo.com", "2020.domo.com", 443, "2020.domo.com" },

  /* international names */
  { "bücher.example", "https://xn--bcher-kva.example", "xn--bcher-kva.example", 443,
    "bücher.example" },
  { "BÜCHER.example.", "https://xn--bcher-kva.example", "xn--bcher-kva.example", 443,
    "bücher.example" },
  { "XN--BCHER-KVA.example", "https://xn--bcher-kva.example", "xn--bcher-kva.example", 443,
    "bücher.example" },
  { "https://例え。テスト:8443/", "https://xn--r8jz45g.xn--zckzah:8443",
    "xn--r8jz45g.xn--zckzah", 8443, "例え.テスト:8443" },

  /* this computer itself, with and without encryption */
  { "http://127.0.0.1:8080", "http://127.0.0.1:8080", "127.0.0.1", 8080, "127.0.0.1:8080" },
  { "http://127.0.0.1:8080/", "http://127.0.0.1:8080", "127.0.0.1", 8080, "127.0.0.1:8080" },
  { "http://127.255.0.9", "http://127.255.0.9", "127.255.0.9", 80, "127.255.0.9" },
  { "http://127.0.0.1:80", "http://127.0.0.1", "127.0.0.1", 80, "127.0.0.1" },
  { "http://127.0.0.1:443", "http://127.0.0.1:443", "127.0.0.1", 443, "127.0.0.1:443" },
  { "http://[::1]:8080", "http://[::1]:8080", "::1", 8080, "[::1]:8080" },
  { "HTTP://LocalHost:8080/x", "http://localhost:8080", "localhost", 8080, "localhost:8080" },
  { "localhost", "https://localhost", "localhost", 443, "localhost" },
  { "https://localhost.:8443", "https://localhost:8443", "localhost", 8443, "localhost:8443" },
};

typedef struct
{
  const char *text;
  const char *says; /* what the sentence has to contain */
} Refused;

static const Refused refused[] = {
  { NULL, "Enter the address" },
  { "", "Enter the address" },
  { " \t\n\xc2\xa0", "Enter the address" },

  { "https://jane:secret@acme.domo.com", "user name" },
  { "jane@acme.domo.com", "user name" },
  { "jane:secret@acme.domo.com", "user name" },
  { "jane:12@acme.domo.com", "user name" },
  { "https://acme.domo.com\\@example.com", "user name" },

  { "0123456789abcdef0123456789abcdef", "looks like an access token" },
  { " DDPabcdefghijklmnopqrstuvwxyz0123456789 ", "looks like an access token" },

  { "http://acme.domo.com", "Use https://acme.domo.com:" },
  { "http://acme", "Use https://acme.domo.com:" },
  { "HTTP://ACME.domo.com:80/x", "Use https://acme.domo.com:" },
  { "http://10.1.2.3:8080", "Use https://10.1.2.3:8080:" },
  { "http://localhost.example.com", "Use https://localhost.example.com:" },
  { "http://127.0.0.1.example.com", "Use https://127.0.0.1.example.com:" },
  { "http://128.0.0.1", "Use https://128.0.0.1:" },
  { "http://0.0.0.0:80", "Use https://0.0.0.0:" },
  { "http://[2001:db8::1]:8080", "Use https://[2001:db8::1]:8080:" },

  { "ftp://acme.domo.com", "over https only" },
  { "file:///etc/hostname", "over https only" },
  { "mailto:jane", "over https only" },
  { "javascript:alert", "over https only" },
  { "ws://127.0.0.1:80", "over https only" },
  { "httpss://acme.domo.com", "over https only" },

  { "https://", "name of a host" },
  { "https:///page", "name of a host" },
  { "/page", "name of a host" },
  { ":8080", "name of a host" },
  { ".", "name of a host" },
  { "acme..domo.com", "name of a host" },
  { ".domo.com", "name of a host" },
  { "-acme.domo.com", "name of a host" },
  { "acme-.domo.com", "name of a host" },
  { "acme_corp", "name of a host" },
  { "acme%2edomo.com", "name of a host" },
  { "acme,domo.com", "name of a host" },
  { "<b>acme</b>", "name of a host" },
  { "ac\xe2\x84\x80me.domo.com", "name of a host" }, /* becomes "a/c" in punycode's mapping */
  { "127.1", "name of a host" },
  { "2130706433.0", "name of a host" },
  { "10.0.0.0x1", "name of a host" },
  { "300.1.1.1", "name of a host" },
  { "[::1", "name of a host" },
  { "[::1]x", "name of a host" },
  { "[127.0.0.1]", "name of a host" },
  { "[fe80::1%eth0]", "name of a host" },
  { "1:2:3", "name of a host" },
  { "acme\xff.domo.com", "name of a host" },
  { "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "name of a host" },

  { "acme.domo.com:0", "from 1 to 65535" },
  { "acme.domo.com:65536", "from 1 to 65535" },
  { "acme.domo.com:99999999999999999999", "from 1 to 65535" },
  { "acme.domo.com:+80", "from 1 to 65535" },
  { "https://acme.domo.com:https", "from 1 to 65535" },
  { "acme.domo.com:https", "from 1 to 65535" },
  { "http://[::1]:-1", "from 1 to 65535" },

  { "acme domo.com", "space" },
  { "https://acme.domo.com/a b", "space" },
  { "acme\n.domo.com", "space" },
  { "acme\x01.domo.com", "space" },
  { "acme\xe2\x80\x8b.domo.com", "space" },
};

static void
test_accepted (void)
{
  for (size_t i = 0; i < G_N_ELEMENTS (accepted); i++)
    {
      const Accepted *expected = &accepted[i];
      g_autoptr (PreampInstanceAddress) address = NULL;
      g_autoptr (PreampInstanceAddress) again = NULL;
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", expected->text);
      address = preamp_instance_address_parse (expected->text, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (preamp_instance_address_get_base_uri (address), ==, expected->base_uri);
      g_assert_cmpstr (preamp_instance_address_get_host (address), ==, expected->host);
      g_assert_cmpuint (preamp_instance_address_get_port (address), ==, expected->port);
      g_assert_cmpstr (preamp_instance_address_get_display_name (address), ==,
                       expected->display_name);

      again = preamp_instance_address_parse (expected->base_uri, &error);
      g_assert_no_error (error);
      g_assert_true (preamp_instance_address_equal (address, again));
    }
}

static void
test_refused (void)
{
  for (size_t i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      const Refused *expected = &refused[i];
      g_autoptr (PreampInstanceAddress) address = NULL;
      g_autoptr (GError) error = NULL;

      g_test_message ("%zu: %s", i, expected->text != NULL ? expected->says : "NULL");
      address = preamp_instance_address_parse (expected->text, &error);
      g_assert_error (error, PREAMP_ACCOUNT_ERROR, PREAMP_ACCOUNT_ERROR_ADDRESS);
      g_assert_null (address);
      g_assert_nonnull (strstr (error->message, expected->says));
      g_assert_null (strstr (error->message, "secret"));
      g_assert_true (g_str_has_suffix (error->message, "."));
    }
}

static void
test_long_text (void)
{
  g_autofree char *label = g_strnfill (63, 'a');
  g_autofree char *longest = NULL;
  g_autofree char *too_long = NULL;
  g_autofree char *endless = g_strnfill (1000000, 'a');
  g_autofree char *dots = g_strnfill (100000, '.');
  g_autoptr (PreampInstanceAddress) address = NULL;
  g_autoptr (GError) error = NULL;
  const char *bad[3];

  longest = g_strdup_printf ("%s.%s.%s.%.61s", label, label, label, label);
  address = preamp_instance_address_parse (longest, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (preamp_instance_address_get_host (address), ==, longest);

  too_long = g_strconcat (longest, "a", NULL);
  bad[0] = too_long;
  bad[1] = endless;
  bad[2] = dots;
  for (size_t i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) refusal = NULL;

      g_assert_null (preamp_instance_address_parse (bad[i], &refusal));
      g_assert_error (refusal, PREAMP_ACCOUNT_ERROR, PREAMP_ACCOUNT_ERROR_ADDRESS);
    }
}

static void
test_other_ports_are_other_instances (void)
{
  g_autoptr (PreampInstanceAddress) one = preamp_instance_address_parse ("acme", NULL);
  g_autoptr (PreampInstanceAddress) other = preamp_instance_address_parse ("acme:8443", NULL);
  g_autofree char *base_uri = NULL;
  g_autofree char *host = NULL;
  g_autofree char *display_name = NULL;
  guint port;

  g_assert_false (preamp_instance_address_equal (one, other));

  g_object_get (other, "base-uri", &base_uri, "host", &host, "port", &port,
                "display-name", &display_name, NULL);
  g_assert_cmpstr (base_uri, ==, "https://acme.domo.com:8443");
  g_assert_cmpstr (host, ==, "acme.domo.com");
  g_assert_cmpuint (port, ==, 8443);
  g_assert_cmpstr (display_name, ==, "acme.domo.com:8443");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/account/address/what-is-pasted-is-understood", test_accepted);
  g_test_add_func ("/account/address/refused-with-a-sentence", test_refused);
  g_test_add_func ("/account/address/long-text", test_long_text);
  g_test_add_func ("/account/address/other-ports-are-other-instances",
                   test_other_ports_are_other_instances);

  return g_test_run ();
}
