/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "denying-prompter.h"

#include "tests/await.h"

static const char introspection[] =
  "<node>"
  "  <interface name='org.gnome.keyring.internal.Prompter'>"
  "    <method name='BeginPrompting'>"
  "      <arg type='o' direction='in'/>"
  "    </method>"
  "    <method name='PerformPrompt'>"
  "      <arg type='o' direction='in'/>"
  "      <arg type='s' direction='in'/>"
  "      <arg type='a{sv}' direction='in'/>"
  "      <arg type='s' direction='in'/>"
  "    </method>"
  "    <method name='StopPrompting'>"
  "      <arg type='o' direction='in'/>"
  "    </method>"
  "  </interface>"
  "</node>";

static void
call_back (DenyingPrompter *prompter,
           const char      *sender,
           const char      *callback,
           const char      *method,
           GVariant        *parameters)
{
  g_dbus_connection_call (prompter->bus, sender, callback,
                          "org.gnome.keyring.internal.Prompter.Callback", method, parameters,
                          NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL, NULL);
}

static void
answer (DenyingPrompter *prompter,
        const char      *sender,
        const char      *callback,
        const char      *reply)
{
  call_back (prompter, sender, callback, "PromptReady",
             g_variant_new_parsed ("(%s, @a{sv} {}, '')", reply));
}

static void
method_call_cb (GDBusConnection       *bus,
                const char            *sender,
                const char            *object_path,
                const char            *interface_name,
                const char            *method_name,
                GVariant              *parameters,
                GDBusMethodInvocation *invocation,
                gpointer               user_data)
{
  DenyingPrompter *prompter = user_data;
  g_autofree char *callback = NULL;

  g_variant_get_child (parameters, 0, "o", &callback);
  g_dbus_method_invocation_return_value (invocation, NULL);

  if (g_str_equal (method_name, "BeginPrompting"))
    {
      answer (prompter, sender, callback, "");
    }
  else if (g_str_equal (method_name, "StopPrompting"))
    {
      call_back (prompter, sender, callback, "PromptDone", NULL);
    }
  else
    {
      prompter->n_opened++;
      g_assert_null (prompter->sender);
      prompter->sender = g_strdup (sender);
      prompter->callback = g_steal_pointer (&callback);
      if (!prompter->hesitates)
        denying_prompter_deny (prompter);
    }
}

static void
name_acquired_cb (GDBusConnection *bus,
                  const char      *name,
                  gpointer         user_data)
{
  DenyingPrompter *prompter = user_data;

  prompter->owned = TRUE;
}

void
denying_prompter_start (DenyingPrompter *prompter,
                        GDBusConnection *bus)
{
  static const GDBusInterfaceVTable vtable = { .method_call = method_call_cb };
  g_autoptr (GDBusNodeInfo) info = g_dbus_node_info_new_for_xml (introspection, NULL);
  g_autoptr (GError) error = NULL;

  prompter->bus = g_object_ref (bus);
  prompter->object_id = g_dbus_connection_register_object (
    bus, "/org/gnome/keyring/Prompter", info->interfaces[0], &vtable, prompter, NULL, &error);
  g_assert_no_error (error);
  prompter->name_id = g_bus_own_name_on_connection (bus, "org.gnome.keyring.SystemPrompter",
                                                    G_BUS_NAME_OWNER_FLAGS_NONE,
                                                    name_acquired_cb, NULL, prompter, NULL);
  await (prompter->owned);
}

void
denying_prompter_stop (DenyingPrompter *prompter)
{
  g_bus_unown_name (prompter->name_id);
  g_dbus_connection_unregister_object (prompter->bus, prompter->object_id);
  g_clear_object (&prompter->bus);
  g_clear_pointer (&prompter->sender, g_free);
  g_clear_pointer (&prompter->callback, g_free);
}

/* Presses Cancel in the dialog that is open. */
void
denying_prompter_deny (DenyingPrompter *prompter)
{
  g_autofree char *sender = g_steal_pointer (&prompter->sender);
  g_autofree char *callback = g_steal_pointer (&prompter->callback);

  g_assert_nonnull (sender);
  answer (prompter, sender, callback, "no");
}
