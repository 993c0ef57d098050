#!/usr/bin/python3
# SPDX-FileCopyrightText: The Preamp authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""services.py FILE [NAME…]: what of a desktop the portals hand things on to, for tests: the
notification service, and GNOME's session manager and screen saver, which keep the computer awake;
or those alone that are named. Each appends what it is told to FILE, a line of JSON each. A line is
written to descriptor 3 once all are on the bus.

The signal ActionInvoked is sent when the method Press is called, as if somebody had clicked.
"""

import json
import os
import sys

from gi.repository import Gio, GLib

NOTIFICATIONS = "org.freedesktop.Notifications"
SESSION = "org.gnome.SessionManager"
SCREEN_SAVER = "org.gnome.ScreenSaver"
INTERFACES = {
    NOTIFICATIONS: """
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
    <method name="Press"> <arg type="u" direction="in"/> <arg type="s" direction="in"/> </method>
    <signal name="ActionInvoked"> <arg type="u"/> <arg type="s"/> </signal>
  </interface>
</node>
""",
    SESSION: """
<node>
  <interface name="org.gnome.SessionManager">
    <method name="RegisterClient">
      <arg type="s" direction="in"/> <arg type="s" direction="in"/> <arg type="o" direction="out"/>
    </method>
    <method name="Inhibit">
      <arg type="s" direction="in"/> <arg type="u" direction="in"/> <arg type="s" direction="in"/>
      <arg type="u" direction="in"/> <arg type="u" direction="out"/>
    </method>
    <method name="Uninhibit"> <arg type="u" direction="in"/> </method>
  </interface>
</node>
""",
    SCREEN_SAVER: """
<node>
  <interface name="org.gnome.ScreenSaver">
    <method name="GetActive"> <arg type="b" direction="out"/> </method>
  </interface>
</node>
""",
}
number = 0
waiting = set(sys.argv[2:] or INTERFACES)


def tell(**event):
    with open(sys.argv[1], "a", encoding="utf-8") as file:
        print(json.dumps(event), file=file)


def next_number():
    global number
    number += 1
    return number


def notify(application, replaces, icon, title, body, actions, hints, timeout):
    this = replaces or next_number()
    tell(did="notify", number=this, title=title, body=body, actions=actions)
    return GLib.Variant("(u)", (this,))


def inhibit(application, window, reason, flags):
    this = next_number()
    tell(did="inhibit", number=this, application=application, reason=reason, flags=flags)
    return GLib.Variant("(u)", (this,))


def uninhibit(this):
    tell(did="uninhibit", number=this)


METHODS = {
    "Notify": notify,
    "CloseNotification": lambda this: tell(did="close", number=this),
    "GetCapabilities": lambda: GLib.Variant("(as)", (["body", "actions"],)),
    "GetServerInformation": lambda: GLib.Variant("(ssss)", ("services", "Preamp", "1", "1.2")),
    "RegisterClient": lambda *_: GLib.Variant("(o)", ("/org/gnome/SessionManager/Client",)),
    "GetActive": lambda: GLib.Variant("(b)", (False,)),
    "Inhibit": inhibit,
    "Uninhibit": uninhibit,
}


def called_cb(bus, sender, path, interface, method, arguments, invocation):
    if method == "Press":
        bus.emit_signal(None, path, interface, "ActionInvoked", arguments)
        invocation.return_value(None)
    else:
        invocation.return_value(METHODS[method](*arguments.unpack()))


def bus_acquired_cb(bus, name):
    bus.register_object("/" + name.replace(".", "/"),
                        Gio.DBusNodeInfo.new_for_xml(INTERFACES[name]).interfaces[0], called_cb,
                        None, None)


def name_acquired_cb(bus, name):
    waiting.discard(name)
    if not waiting:
        os.write(3, b"ready\n")
        os.close(3)


for service in list(waiting):
    Gio.bus_own_name(Gio.BusType.SESSION, service, Gio.BusNameOwnerFlags.NONE, bus_acquired_cb,
                     name_acquired_cb, None)
GLib.MainLoop().run()
