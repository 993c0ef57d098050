#!/usr/bin/python3
# SPDX-FileCopyrightText: The Preamp authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Uses the installed Flatpak as an administrator does.

    desktop test_flatpak.py FOLDER CASE

Run by check, which says what each case finds in its home and on its desktop. FOLDER holds what has
to outlive a case (the server's port and record) and gets a picture of each step.
"""
import contextlib
import json
import os
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys

from gi.repository import Gio, GLib

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "end-to-end"))
from driver import App, actions, screenshot, states, wait_for, walk, xdotool  # noqa: E402
from gi.repository import Atspi  # noqa: E402

ID = "io.github.preamp.Preamp"
FOLDER = pathlib.Path(sys.argv[1]).resolve()
CASE = sys.argv[2]
HOME = pathlib.Path.home()
DATA = HOME / ".var/app" / ID / "data"
RECORD = FOLDER / "record.jsonl"
FIRST_TOKEN = "first-token-4f1d9c"
SECOND_TOKEN = "second-token-b07e22"
DATASOURCE = "Revenue <b>& Margin</b>"
WELCOME = "Welcome to Preamp"
NOT_KEPT = {
    # The portal is there and gives no key; there is no portal, and no secret service either.
    "without-keyring": "The keyring did not",
    "without-portals": "There is no keyring",
}
step_number = 0


def step(name):
    global step_number
    step_number += 1
    print(f"# {CASE} {step_number}: {name}", flush=True)
    screenshot(FOLDER / "pictures" / f"{CASE}-{step_number}-{name.replace(' ', '-')}.png")


class Sandbox:
    """The server, out of the Flatpak as well. Its port stays the same from one case to the next,
    as the instance is known by it."""

    def __init__(self, token):
        port_file = FOLDER / "port"
        port = port_file.read_text() if port_file.exists() else "0"
        self.token = token
        self.process = subprocess.Popen(
            ("flatpak", "run", "--user", "--command=preamp-sandbox", f"--filesystem={FOLDER}", ID,
             f"--port={port}", f"--token={token}", "--latency=300", f"--record={RECORD}"),
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


def secrets():
    """The tokens in the keyring of the Flatpak, read from within it by another program."""
    found = subprocess.run(
        ("flatpak", "run", "--user", "--devel", "--command=secret-tool", ID, "search", "--all",
         "host", "127.0.0.1"), capture_output=True, text=True, check=False)
    return [line.split(" = ", 1)[1] for line in found.stdout.splitlines()
            if line.startswith("secret = ")]


def assert_no_trace():
    """No token can be read in a file, and no older keyring is left in which one could be."""
    keyrings = DATA / "keyrings"
    assert not (keyrings / "default.keyring~").exists(), "the older keyring stays"
    for path in HOME.rglob("*"):
        if path.is_file() and not path.is_symlink():
            content = path.read_bytes()
            for token in (FIRST_TOKEN, SECOND_TOKEN):
                assert token.encode() not in content, f"{token} in {path}"


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
    for _ in range(5):
        # The sidebar may still grow, and its rows move.
        app.click(app.find("label", "Enterprise Warehouse"), mouse=True)
        try:
            return app.find("label", "None of 300 selected", timeout=4)
        except AssertionError:
            pass
    raise AssertionError("the integration was not opened")


def quit(app):
    app.activate("quit")
    status = app.process.wait(20)
    assert status == 0, f"ended with {status}"


def migrate_one(app):
    app.key("ctrl+f")
    app.set_text(app.find("entry", "Search datasources"), DATASOURCE)
    app.click(app.row(DATASOURCE), mouse=True)
    app.key("space")
    wait_for("the datasource to be checked", lambda: any(
        "checked" in states(n) for n in walk(app.row(DATASOURCE))
        if n.get_role_name() == "check box"))
    app.key("ctrl+Return")
    review = app.window("Review Migration")
    step("review")
    app.click(app.button("Migrate 1 Datasource", within=review))
    result = app.window("Migration Result")
    app.find("label", "1 datasource moved", within=result)
    step("result")
    app.click(app.button("Done", within=result))
    app.closed("Migration Result")


def unlock(password):
    """Answers the desktop's own password prompt; without a password, refuses."""
    subprocess.run(("xdotool", "search", "--sync", "--onlyvisible", "--class", "gcr-prompter"),
                   check=True, stdout=subprocess.DEVNULL)
    step("prompt" if password else "prompt to be refused")
    keys = ("type", "--delay", "20", password) if password else ("key", "Escape")
    subprocess.run(("xdotool", *keys), check=True)
    if password:
        subprocess.run(("xdotool", "key", "Return"), check=True)


# The cases, in the order in which check runs them.


def first():
    """Connects, migrates one datasource, and starts again with the token from the keyring."""
    with Sandbox(FIRST_TOKEN) as sandbox:
        app = Flatpak()
        app.find("label", WELCOME)
        app.find("label", "Kept in your keyring, and sent to this instance only")
        step("first run")
        connect(app, sandbox)
        connected(app)
        step("connected")
        migrate_one(app)
        quit(app)

        ended = [e for e in record() if e["event"] == "ended"]
        assert len(ended) == 1 and ended[0]["did"] == "COMPLETE", ended
        # One that is open keeps Preamp from opening its journal.
        with contextlib.closing(sqlite3.connect(DATA / "preamp/journal.db")) as journal:
            attempts = journal.execute("SELECT datasource_id, outcome FROM attempt").fetchall()
        assert attempts == [(ended[0]["datasourceId"], "complete")], attempts
        assert (DATA / "keyrings/default.keyring").stat().st_mode & 0o777 == 0o600

        app = Flatpak()
        connected(app)
        assert not app.find_all("label", WELCOME)
        step("started again")
        quit(app)
        assert secrets() == [FIRST_TOKEN], secrets()
    assert_no_trace()


def locked():
    """Refuses the password and is told so; then gives it and is connected."""
    with Sandbox(FIRST_TOKEN):
        app = Flatpak()
        unlock(None)
        window = app.window("Preamp")
        app.find("label", re.compile("^The keyring did not"), within=window)
        step("refused")
        quit(app)

        app = Flatpak()
        unlock("test")
        connected(app)
        step("unlocked")
        quit(app)
    assert_no_trace()


def without_keyring():
    """Is asked for the token at each start, told that it is not kept, and can work with it."""
    with Sandbox(FIRST_TOKEN) as sandbox:
        for start in ("first", "second"):
            app = Flatpak()
            window = app.window("Preamp")
            app.find("label", None, within=window)
            step(f"{start} start")
            assert any(NOT_KEPT[CASE] in t for t in app.texts(window)), app.texts(window)
            enter_token(app, sandbox.token, "Connect", window)
            app.closed("Preamp")
            wait_for("to be told that the token is not kept",
                     lambda: any(NOT_KEPT[CASE] in t for t in app.texts()))
            step(f"{start} start connected")
            connected(app)
            quit(app)
    assert_no_trace()


def replaced():
    """Replaces the token, then forgets the instance; the keyring has no trace of what went."""
    with Sandbox(SECOND_TOKEN) as sandbox:
        app = Flatpak()
        app.find("label", "The Access Token Is Not Accepted")
        step("old token refused")
        app.activate("replace-token")
        window = app.window("Preamp")
        enter_token(app, sandbox.token, "Replace", window)
        app.closed("Preamp")
        connected(app)
        step("replaced")
        assert secrets() == [SECOND_TOKEN], secrets()
        assert_no_trace()

        app.activate("preferences")
        preferences = app.window("Preferences")
        tab = app.find("page tab", "Instances", within=preferences)
        step("preferences")
        app.click(tab)
        # The menu's button is within what carries its name.
        more = app.find(None, "More", within=preferences)
        app.click(wait_for("the button of the menu", lambda: next(
            (n for n in walk(more) if "click" in actions(n)), None)))
        step("menu")
        # By keyboard: GTK 4.18 does not survive being asked while a menu comes and goes.
        xdotool("sleep", "1", "key", "f", "sleep", "1")
        step("question")
        xdotool("key", "alt+f", "sleep", "2")
        app.find("label", WELCOME)
        step("forgotten")
        quit(app)
        assert secrets() == [], secrets()
    assert_no_trace()


def translated():
    """The bundle, which is the one file that was installed here, speaks German."""
    app = Flatpak(ID, "--env=LC_ALL=de_DE.UTF-8")
    app.find("label", "Willkommen bei Preamp")
    step("German")
    quit(app)


def beside():
    """The development program runs beside the released one; either is started by its name."""
    exports = pathlib.Path(os.environ["FLATPAK_USER_DIR"]) / "exports/share/dbus-1/services"
    services = pathlib.Path(os.environ["PREAMP_TEST_SERVICES"])
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    names = (ID, ID + ".Devel")
    for name in names:
        shutil.copy(exports / f"{name}.service", services)
    bus.call_sync("org.freedesktop.DBus", "/", "org.freedesktop.DBus", "ReloadConfig", None, None,
                  Gio.DBusCallFlags.NONE, -1, None)
    for name in names:
        call(name, "Activate", "(a{sv})", ({},))
    wait_for("two windows", lambda: len(subprocess.run(
        ("xdotool", "search", "--onlyvisible", "--name", "Preamp$"),
        capture_output=True, text=True, check=False).stdout.split()) == 2)
    step("both")
    for name in names:
        assert (HOME / ".var/app" / name).is_dir()
        activate_action(name, "quit")


CASES = {
    "first": first,
    "locked": locked,
    "without-keyring": without_keyring,
    "without-portals": without_keyring,
    "replaced": replaced,
    "translated": translated,
    "beside": beside,
}
try:
    CASES[CASE]()
except Exception:
    step("failed")
    raise
print(f"ok - {CASE}", flush=True)
