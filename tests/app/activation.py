#!/usr/bin/python3
# SPDX-FileCopyrightText: The Preamp authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Starts the program as a desktop does that knows it by its name on the session bus.

    headless activation.py PREAMP DESKTOP_FILE SERVICE_FILE

The service file goes where this session's bus looks for one, with the program from the build
folder in it. Activated, the program has to show its window; told to quit, to leave the bus.
"""
import pathlib
import subprocess
import sys

from gi.repository import Gio, GLib

preamp, desktop_path, service_path = sys.argv[1:]
preamp = pathlib.Path(preamp).resolve()
application_id = pathlib.Path(desktop_path).stem


def read(path):
    file = GLib.KeyFile()
    file.load_from_file(path, GLib.KeyFileFlags.NONE)
    return file


entry = read(desktop_path)
assert entry.get_boolean("Desktop Entry", "DBusActivatable")
service = read(service_path)
assert service.get_string("D-BUS Service", "Name") == application_id
command = service.get_string("D-BUS Service", "Exec")
assert command.endswith("/bin/preamp --gapplication-service"), command
service.set_string("D-BUS Service", "Exec", f"{preamp} --gapplication-service")
services = pathlib.Path(GLib.get_home_dir()).parent / "services"
service.save_to_file(str(services / f"{application_id}.service"))

bus = Gio.bus_get_sync(Gio.BusType.SESSION)
loop = GLib.MainLoop()
seen = []


def call(name, path, interface, method, arguments=None):
    return bus.call_sync(name, path, interface, method, arguments, None,
                         Gio.DBusCallFlags.NONE, -1, None)


def appeared_cb(bus, name, owner):
    seen.append(owner)


def vanished_cb(bus, name):
    if seen:
        loop.quit()


call("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "ReloadConfig")
Gio.bus_watch_name_on_connection(bus, application_id, Gio.BusNameWatcherFlags.NONE,
                                 appeared_cb, vanished_cb)

path = "/" + application_id.replace(".", "/")
call(application_id, path, "org.freedesktop.Application", "Activate",
     GLib.Variant("(a{sv})", ({},)))
subprocess.run(("xdotool", "search", "--sync", "--onlyvisible", "--name", "^Preamp$"),
               check=True, stdout=subprocess.DEVNULL)

# Whoever starts it once more at a terminal reads why nothing else follows.
again = subprocess.run((preamp,), stderr=subprocess.PIPE, text=True, check=True)
assert "Preamp is running already." in again.stderr, again.stderr

call(application_id, path, "org.freedesktop.Application", "ActivateAction",
     GLib.Variant("(sava{sv})", ("quit", [], {})))
loop.run()
print("ok 1 - activation")


def activate_cb(application):
    seen.append("activated")


# One that has to finish migrations before it ends, as far as another process sees it.
finishing = Gio.Application(application_id=application_id)
finishing.add_action(Gio.SimpleAction(name="finishing", state=GLib.Variant("b", True)))
finishing.connect("activate", activate_cb)
assert finishing.register(None) and not finishing.get_is_remote()
late = subprocess.Popen((preamp,), stderr=subprocess.PIPE, text=True)
while "activated" not in seen or late.poll() is None:
    GLib.MainContext.default().iteration(False)
assert late.returncode == 0
message = late.stderr.read()
assert "Preamp is finishing migrations" in message, message
print("ok 2 - finishing\n1..2")
