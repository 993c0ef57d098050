# SPDX-FileCopyrightText: The Preamp authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The installed Flatpak and its server, as the cases of test_flatpak.py use them."""
import json
import pathlib
import subprocess
import sys

from gi.repository import Gio, GLib

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "end-to-end"))
from driver import (  # noqa: E402, F401
    App, actions, screenshot, states, text, wait_for, walk, xdotool)
from pages import check, open_integration  # noqa: E402
from gi.repository import Atspi  # noqa: E402

ID = "io.github.preamp.Preamp"
FOLDER = pathlib.Path(sys.argv[1]).resolve()
CASE = sys.argv[2]
HOME = pathlib.Path.home()
DATA = HOME / ".var/app" / ID / "data"
RECORD = FOLDER / "record.jsonl"
FIRST_TOKEN = "first-token-4f1d9c"
SECOND_TOKEN = "second-token-b07e22"
# A case has one of its own: the server has forgotten what the case before has moved, but Preamp leaves
# that alone for as long as Domo's lists may lag.
DATASOURCES = {
    "first": "Revenue <b>& Margin</b>",
    "files": "Vendor Master",
    "presence": "🛒 Basket Analysis",
    "sleepless": "Till Balances by Channel",
    "without-portals": "Year-End Close",
}
WELCOME = "Welcome to Preamp"
step_number = 0


def step(name):
    global step_number
    step_number += 1
    print(f"# {CASE} {step_number}: {name}", flush=True)
    screenshot(FOLDER / "pictures" / f"{CASE}-{step_number}-{name.replace(' ', '-')}.png")


class Sandbox:
    """The server, out of the Flatpak as well. Its port stays the same from one case to the next,
    as the instance is known by it."""

    def __init__(self, token, *arguments):
        port_file = FOLDER / "port"
        port = port_file.read_text() if port_file.exists() else "0"
        self.token = token
        self.process = subprocess.Popen(
            ("flatpak", "run", "--user", "--command=preamp-sandbox", f"--filesystem={FOLDER}", ID,
             f"--port={port}", f"--token={token}", "--latency=300", f"--record={RECORD}",
             *arguments),
            stdout=subprocess.PIPE, text=True)
        self.address = self.process.stdout.readline().strip()
        port_file.write_text(self.address.rsplit(":", 1)[1])

    def __enter__(self):
        return self

    def __exit__(self, *_):
        # flatpak's own process does not pass a signal on.
        subprocess.run(("flatpak", "kill", ID), check=False)
        self.process.wait(20)


def record():
    with open(RECORD, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


class Flatpak(App):
    """The program, as it was installed. It is another process's child, so it is known by name."""

    def __init__(self, application_id=ID, *options, **environment):
        self.id = application_id
        super().__init__(("flatpak", "run", "--user", *options, application_id), **environment)

    def _find_root(self):
        if self.process.poll() is not None:
            raise AssertionError(f"the program ended with {self.process.returncode}")
        desktop = Atspi.get_desktop(0)
        for i in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(i)
            if child is not None and child.get_name() in ("preamp", self.id):
                return child
        return None

    def activate(self, action):
        """Activates one of its actions, as the desktop does."""
        activate_action(self.id, action)


def call(name, method, *arguments):
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    return bus.call_sync(name, "/" + name.replace(".", "/"), "org.freedesktop.Application", method,
                         GLib.Variant(*arguments), None, Gio.DBusCallFlags.NONE, -1, None)


def activate_action(name, action):
    try:
        call(name, "ActivateAction", "(sava{sv})", (action, [], {}))
    except GLib.Error as error:
        # One that quits leaves the bus before it has answered.
        if not error.matches(Gio.dbus_error_quark(), Gio.DBusError.NO_REPLY):
            raise


def enter_token(app, token, label, window=None):
    entry = app.find("text", "Access Token", within=window)
    app.set_text(entry, token)
    app.click(app.button(label, within=window))


def connect(app, sandbox):
    app.find("label", WELCOME)
    app.set_text(app.find("text", "Instance"), sandbox.address)
    enter_token(app, sandbox.token, "Connect")
    app.gone("label", WELCOME)


def connected(app):
    """The lists were read with the token; the integration is opened."""
    open_integration(app, "Enterprise Warehouse")
    app.find("label", "None of 300 selected")


def quit(app):
    app.activate("quit")
    status = app.process.wait(20)
    assert status == 0, f"ended with {status}"


def review_one(app):
    """Checks the datasource of the case, and reviews its migration."""
    check(app, DATASOURCES[CASE])
    app.key("ctrl+Return")
    return app.window("Review Migration")


def start_one(app, review):
    app.click(app.button("Migrate 1 Datasource", within=review))


def see_result(app, picture="result"):
    """Waits for the end, and closes the result."""
    result = app.window("Migration Result")
    app.find("label", "1 datasource moved", within=result)
    step(picture)
    app.click(app.button("Done", within=result))
    app.closed("Migration Result")


def migrate_one(app):
    review = review_one(app)
    step("review")
    start_one(app, review)
    see_result(app)
