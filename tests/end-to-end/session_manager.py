#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Preamp authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A desktop that keeps the computer awake when it is asked to: the little of a session manager that
GTK looks for. Says “ready” when it is on the bus.
"""
from gi.repository import Gio, GLib

INTERFACE = """
<node>
  <interface name="org.gnome.SessionManager">
    <method name="Inhibit">
      <arg type="s" direction="in"/>
      <arg type="u" direction="in"/>
      <arg type="s" direction="in"/>
      <arg type="u" direction="in"/>
      <arg type="u" direction="out"/>
    </method>
    <method name="Uninhibit">
      <arg type="u" direction="in"/>
    </method>
  </interface>
</node>
"""


def called(_connection, _sender, _path, _interface, method, _arguments, invocation):
    invocation.return_value(GLib.Variant("(u)", (1,)) if method == "Inhibit" else None)


def main():
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    description = Gio.DBusNodeInfo.new_for_xml(INTERFACE).interfaces[0]
    bus.register_object("/org/gnome/SessionManager", description, called, None, None)
    Gio.bus_own_name_on_connection(bus, "org.gnome.SessionManager", Gio.BusNameOwnerFlags.NONE,
                                   lambda *_: print("ready", flush=True), None)
    GLib.MainLoop().run()


main()
