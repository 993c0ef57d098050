#!/usr/bin/python3
# SPDX-FileCopyrightText: The Preamp authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""notifications.py FILE: the desktop's notification service, for tests. Appends what it is told to
FILE, a line of JSON each, and writes a line to descriptor 3 once it is on the bus."""

import json
import os
import sys

from gi.repository import Gio, GLib

INTERFACE = """
<node>
  <interface name="org.freedesktop.Notifications">
    <method name="Notify">
      <arg type="s" direction="in"/> <arg type="u" direction="in"/> <arg type="s" direction="in"/>
      <arg type="s" direction="in"/> <arg type="s" direction="in"/> <arg type="as" direction="in"/>
      <arg type="a{sv}" direction="in"/> <arg type="i" direction="in"/>
      <arg type="u" direction="out"/>
    </method>
    <method name="CloseNotification"> <arg type="u" direction="in"/> </method>
    <method name="GetCapabilities"> <arg type="as" direction="out"/> </method>
    <method name="GetServerInformation">
      <arg type="s" direction="out"/> <arg type="s" direction="out"/>
      <arg type="s" direction="out"/> <arg type="s" direction="out"/>
    </method>
  </interface>
</node>
"""
ANSWERS = {
    "Notify": GLib.Variant("(u)", (1,)),
    "GetCapabilities": GLib.Variant("(as)", (["body", "actions"],)),
    "GetServerInformation": GLib.Variant("(ssss)", ("notifications", "Preamp", "1", "1.2")),
}


def called_cb(bus, sender, path, interface, method, arguments, invocation):
    if method == "Notify":
        _, _, _, title, body, *_ = arguments.unpack()
        with open(sys.argv[1], "a", encoding="utf-8") as file:
            print(json.dumps({"title": title, "body": body}), file=file)
    invocation.return_value(ANSWERS.get(method))


def bus_acquired_cb(bus, name):
    bus.register_object("/org/freedesktop/Notifications",
                        Gio.DBusNodeInfo.new_for_xml(INTERFACE).interfaces[0], called_cb, None, None)


def name_acquired_cb(bus, name):
    os.write(3, b"ready\n")
    os.close(3)


Gio.bus_own_name(Gio.BusType.SESSION, "org.freedesktop.Notifications", Gio.BusNameOwnerFlags.NONE,
                 bus_acquired_cb, name_acquired_cb, None)
GLib.MainLoop().run()
