# SPDX-FileCopyrightText: The Preamp authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The cases of test_flatpak.py that are about what goes through portals: files, notifications,
links, and keeping the computer awake."""
import contextlib
import csv
import json
import pathlib
import re
import shutil
import subprocess
import urllib.parse

from installed import (
    CASE, DATASOURCES, FIRST_TOKEN, FOLDER, HOME, ID, Atspi, Flatpak, Gio, GLib, Sandbox, connected,
    quit, review_one, see_result, start_one, states, step, text, wait_for, walk, xdotool)

LOGOUT_AND_SUSPEND = 5
SLOW = "--fault=POST migrate late=6000"
TOLD = FOLDER / "told.jsonl"
NOT_AWAKE = re.compile("^This computer could not be kept from going to sleep")


def told(did, since=0):
    """What the desktop's services were told, from a line on."""
    lines = TOLD.read_text(encoding="utf-8").splitlines() if TOLD.exists() else []
    return [event for event in map(json.loads, lines[since:]) if event["did"] == did]


def await_told(did, since):
    return wait_for(f"the desktop to be told: {did}", lambda: told(did, since))[-1]


def count_told():
    return len(TOLD.read_text(encoding="utf-8").splitlines()) if TOLD.exists() else 0


# The portal's dialog


def portal_node(role, name=None):
    """Something to press or to fill in of the portals' back end, which is another program."""
    def probe():
        desktop = Atspi.get_desktop(0)
        programs = (desktop.get_child_at_index(i) for i in range(desktop.get_child_count()))
        for program in programs:
            if program is None or program.get_name() != "xdg-desktop-portal-gtk":
                continue
            for node in walk(program):
                if (node.get_role_name() == role and (name is None or node.get_name() == name) and
                        {"showing", "sensitive"} <= states(node)):
                    return node
        return None
    return wait_for(f"{role} {name!r} in the portal's dialog", probe)


def press(node):
    Atspi.Action.do_action(node, 0)


def choose(button, path, picture):
    """Answers the portal's file chooser with a path; gives the name that it suggested."""
    portal_node("push button", "Cancel")
    if button == "Open":
        # Its entry comes when a path is begun, once the dialog has the keyboard.
        wait_for("the dialog to be active", lambda: "Plan" in xdotool(
            "getactivewindow", "getwindowname"))
        xdotool("key", "slash")
    entry = portal_node("text")
    suggested = text(entry)
    Atspi.EditableText.set_text_contents(entry, str(path))
    step(picture)
    press(portal_node("push button", button))
    return suggested


def assert_no_paths(app):
    """Where the portal put a file is nobody's business."""
    for shown in app.texts():
        assert "/run/" not in shown and "/doc/" not in shown, shown


# The cases


def files():
    """Saves a plan and opens it again, exports what was done, each by the portal's file chooser."""
    folder = HOME / "plans"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    plan, report, full = folder / "weekend.csv", folder / "done.csv", HOME / "full"
    full.mkdir(exist_ok=True)
    # One page, and that is taken.
    subprocess.run(("mount", "-t", "tmpfs", "-o", "size=4k", "tmpfs", full), check=True)
    (full / "weekend.csv").write_text("before")

    with Sandbox(FIRST_TOKEN):
        app = Flatpak()
        connected(app)
        review = review_one(app)

        app.click(app.button("Save Plan…", within=review))
        suggested = choose("Save", plan, "plan to be saved")
        assert suggested.endswith(".csv") and "/" not in suggested, suggested
        app.find("label", "Plan saved")
        step("plan saved")
        assert DATASOURCES[CASE] in plan.read_text(encoding="utf-8-sig")
        assert plan.read_bytes().endswith(b"\r\n")
        assert list(folder.iterdir()) == [plan], list(folder.iterdir())

        app.click(app.button("Save Plan…", within=review))
        choose("Save", full / "weekend.csv", "plan to be saved where there is no room")
        press(portal_node("push button", "Replace"))
        app.find("label", "The Plan Could Not Be Saved")
        app.find("label", re.compile("^“weekend.csv” could not be written: No space left"))
        step("no room")
        assert_no_paths(app)
        app.key("Escape")
        app.closed("The Plan Could Not Be Saved")
        assert (full / "weekend.csv").read_text() == "before"
        assert len(list(full.iterdir())) == 1, list(full.iterdir())

        app.click(app.button("Cancel", within=review))
        app.closed("Review Migration")
        app.key("ctrl+o")
        choose("Open", plan, "plan to be opened")
        review = app.window("Review Migration")
        app.find("label", re.compile("^1 datasource will move"), within=review)
        step("plan opened")
        assert_no_paths(app)
        start_one(app, review)
        see_result(app)

        app.key("alt+3")
        app.find("label", "Outcomes of the Last 30 Days")
        step("activity")
        app.key("ctrl+e")
        suggested = choose("Export", report, "export")
        assert suggested.endswith(".csv") and "/" not in suggested, suggested
        app.find("label", "Exported")
        step("exported")
        assert_no_paths(app)
        with open(report, encoding="utf-8-sig", newline="") as lines:
            rows = list(csv.reader(lines))
        assert len(rows) > 1 and all(len(row) == len(rows[0]) for row in rows), rows
        assert sorted(folder.iterdir()) == [report, plan], list(folder.iterdir())
        quit(app)


def presence():
    """Keeps the computer awake for as long as a run lasts, and tells its end to who looks away."""
    since = count_told()
    with Sandbox(FIRST_TOKEN, SLOW):
        app = Flatpak()
        connected(app)
        start_one(app, review_one(app))
        held = await_told("inhibit", since)
        assert held["application"] == ID and held["flags"] == LOGOUT_AND_SUSPEND, held
        assert held["reason"] == "Datasources are being migrated", held
        step("running")
        assert not told("uninhibit", since)

        xdotool("getactivewindow", "windowminimize")
        given_back = await_told("uninhibit", since)
        assert given_back["number"] == held["number"], (held, given_back)
        notification = await_told("notify", since)
        assert notification["title"] == "The Run Has Ended", notification
        step("told")

        bus = Gio.bus_get_sync(Gio.BusType.SESSION)
        name = "org.freedesktop.Notifications"
        bus.call_sync(name, "/org/freedesktop/Notifications", name, "Press",
                      GLib.Variant("(us)", (notification["number"], "default")), None,
                      Gio.DBusCallFlags.NONE, -1, None)
        wait_for("the result to be shown", lambda: app.window_ids("Migration Result"))
        see_result(app, "opened from the notification")
        assert len(told("inhibit", since)) == len(told("uninhibit", since)) == 1
        quit(app)


def move_unguarded(app):
    """Migrates one datasource, and is asked to keep the computer awake meanwhile."""
    start_one(app, review_one(app))
    app.find("label", NOT_AWAKE, within=app.window("Migrating 1 Datasource"))
    step("not kept awake")
    see_result(app)


def sleepless():
    """Says so where the desktop has nothing that could keep the computer awake."""
    with Sandbox(FIRST_TOKEN, SLOW):
        app = Flatpak()
        connected(app)
        move_unguarded(app)
        quit(app)


def await_opened(opened, number):
    """What the browser was asked to open, as one of its lines."""
    wait_for("the browser", lambda: opened.exists() and
             opened.read_text().count("\n") >= number)
    return opened.read_text().splitlines()[number - 1]


def links():
    """A link, and the guide, go to the desktop's browser."""
    opened = HOME / "opened"
    programs = HOME / ".local/share/applications"
    programs.mkdir(parents=True, exist_ok=True)
    (programs / "browser.desktop").write_text(
        "[Desktop Entry]\nType=Application\nName=Browser\n"
        f"Exec=sh -c 'echo \"$1\" >> {opened}' sh %u\n"
        "MimeType=text/html;x-scheme-handler/http;x-scheme-handler/https;\n")
    (HOME / ".config/mimeapps.list").write_text(
        "[Default Applications]\ntext/html=browser.desktop\n"
        "x-scheme-handler/http=browser.desktop\nx-scheme-handler/https=browser.desktop\n")
    with contextlib.suppress(FileNotFoundError):
        opened.unlink()

    with Sandbox(FIRST_TOKEN) as sandbox:
        app = Flatpak()
        connected(app)
        app.activate("open-access-tokens")
        link = await_opened(opened, 1)
        assert link.startswith(f"{sandbox.address}/"), link

        app.key("F1")
        guide = await_opened(opened, 2)
        # As the address of a file, or as its path.
        page = pathlib.Path(urllib.parse.unquote(guide.removeprefix("file://")))
        assert "<html" in page.read_text(encoding="utf-8"), guide
        assert page.is_relative_to(HOME / ".var/app" / ID / "cache"), guide
        quit(app)
