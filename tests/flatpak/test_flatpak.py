#!/usr/bin/python3
# SPDX-FileCopyrightText: The Preamp authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Uses the installed Flatpak as an administrator does.

    desktop test_flatpak.py FOLDER CASE

Run by check, which says what each case finds in its home and on its desktop. FOLDER holds what has
to outlive a case (the server's port and record) and gets a picture of each step.
"""
import contextlib
import os
import pathlib
import re
import shutil
import sqlite3
import subprocess

from installed import (
    CASE, DATA, FIRST_TOKEN, HOME, ID, SECOND_TOKEN, WELCOME, Flatpak, Gio, Sandbox,
    activate_action, actions, call, connect, connected, enter_token, migrate_one, quit, record,
    step, wait_for, walk, xdotool)
import portals

NOT_KEPT = {
    # The portal is there and gives no key; there is no portal, and no secret service either.
    "without-keyring": "The keyring did not",
    "without-portals": "There is no keyring",
}


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
    with Sandbox(FIRST_TOKEN, portals.SLOW) as sandbox:
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
            if (CASE, start) == ("without-portals", "second"):
                portals.move_unguarded(app)
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
    "files": portals.files,
    "presence": portals.presence,
    "sleepless": portals.sleepless,
    "links": portals.links,
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
