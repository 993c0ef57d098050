#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Preamp authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every control on every page and in every dialog has a name that a screen reader can say.

    headless keyring test_accessible_names.py PREAMP PREAMP_SANDBOX

Opens them one after the other, on the sandbox, and walks the tree of the accessibility bus. Each
control without a name is printed with the way to it.
"""
import re
import sys
import tempfile

from driver import App, role_of, states, visible, wait_for, walk
from pages import check, connect, cursor_to, open_integration, search, step
from sandbox import Sandbox

PREAMP, SANDBOX = sys.argv[1:3]

# What a person operates, by the names that AT-SPI has for it.
CONTROLS = {
    "check box", "check menu item", "combo box", "entry", "link", "list item", "menu item",
    "page tab", "password text", "push button", "radio button", "radio menu item", "slider",
    "spin button", "switch", "table row", "text", "toggle button", "tree item",
}
# Rows that only show something do not take the focus.
ROWS = {"list item", "table row"}
# A search button and the version, which GTK and libadwaita put into windows of their own.
NOT_OURS = {("Keyboard Shortcuts", "GtkImage"), ("About", "GtkButton")}
# Of the items that GTK 4.18 makes of a menu it tells nobody the name, whatever it shows.
UNNAMED_BY_GTK = {"menu item", "radio menu item"}
# Where nothing else is set, GTK 4.8 gives the name of the class.
CLASS_NAME = re.compile(r"^(Gtk|Adw|Preamp)[A-Z]\w*$")

n_controls = 0
unnamed = []
seen = set()


def inspect(app, place, within=None):
    """Looks at all that is shown of a window, or of all windows."""
    global n_controls
    n = 0
    newer = any(node.get_role_name() == "button" for node in walk(app.root))
    for node, path in walk_with_path(within or app.root, ()):
        if role_of(node) not in CONTROLS or not visible(node):
            continue
        n += 1
        if node.get_role_name() in ROWS and ("focusable" not in states(node) or is_header(node)):
            continue
        name = node.get_name().strip()
        if name and not CLASS_NAME.match(name):
            continue
        if newer and node.get_role_name() in UNNAMED_BY_GTK:
            continue
        way = " > ".join(path)
        if way not in seen and (place, name) not in NOT_OURS:
            seen.add(way)
            unnamed.append(f"{place}: {way}")
    n_controls += n
    print(f"# {place}: {n} controls", flush=True)
    assert n > 0, f"nothing to look at: {place}"


def is_header(node):
    """The row of a table's column titles, which GTK makes."""
    child = node.get_child_at_index(0)
    return child is not None and child.get_name() == "GtkColumnViewTitle"


def walk_with_path(node, above):
    """Like walk(), and how each node is reached."""
    name = node.get_name()
    path = (*above, f"{node.get_role_name()} {name!r}" if name else node.get_role_name())
    yield node, path
    count = node.get_child_count()
    for i in range(count):
        child = node.get_child_at_index(i)
        if child is not None and (count <= 40 or visible(child)):
            yield from walk_with_path(child, path)


def first_run(app, sandbox):
    instance = app.find("text", "Instance")
    app.set_text(instance, "http://127.0.0.1:1")
    app.set_text(app.find("text", "Access Token"), "a token")
    inspect(app, "first run")
    app.click(app.button("Connect"))
    app.find("label", "The instance cannot be reached")
    inspect(app, "first run, refused")
    connect(app, sandbox)


def pages(app, _):
    """What the sidebar leads to."""
    open_integration(app, "Lakehouse Pilot")
    app.find("label", "Databricks Is Not Supported")
    inspect(app, "error page")
    open_integration(app, "Operations Replica")
    app.find("label", "Nothing to Migrate")
    inspect(app, "empty page")
    open_integration(app, "Enterprise Warehouse")
    app.find("label", "None of 300 selected")
    inspect(app, "integration")
    cursor_to(app, "Commission Statements")
    app.find("label", "What to Do")
    inspect(app, "details of a collision")
    search(app, "no such datasource")
    app.find("label", "No Results Found")
    inspect(app, "no results")
    app.key("alt+2")
    app.find("label", "None of 39 selected")
    inspect(app, "migrated")
    app.key("alt+1")


def wait_for_item(app, item):
    """Until a menu is open that has it."""
    wait_for(f"{item!r} in a menu", lambda: [
        node for node in walk(app.root) if node.get_role_name().endswith("menu item") and
        (item in node.get_name() or not node.get_name()) and visible(node)])


def menus(app, _):
    for menu, item in (("Main Menu", "Preferences"), ("Order and Columns", "Schema"),
                       ("Instances", "Add Instance")):
        # The one within takes the press: newer releases call it a toggle button.
        app.click(app.find("push button", menu).get_child_at_index(0))
        wait_for_item(app, item)
        inspect(app, f"menu {menu}")
        app.key("Escape")


def run(app, sandbox):
    """Review, run, result and another try."""
    for name in ("Daily Sales by Store", "Price List EMEA", "Invoice Lines"):
        check(app, name)
    app.key("ctrl+Return")
    review = app.window("Review Migration")
    start = app.button("Migrate 3 Datasources", within=review)
    inspect(app, "review", review)

    sandbox.stand_still()
    app.click(start)
    running = app.window("Migrating 3 Datasources")
    inspect(app, "running", running)
    app.click(app.button("Stop…", within=running))
    keep = app.button("Keep Running")
    inspect(app, "question about stopping")
    app.click(keep)
    app.closed("Stop the Run?")
    sandbox.go_on()

    result = app.window("Migration Result")
    app.click(app.find("label", "Invoice Lines", within=result), mouse=True)
    app.find("label", "Toe", within=result)
    inspect(app, "result", result)
    app.click(app.button("Try Again…", within=result))
    again = app.window("Try Again")
    app.button("Try the Datasource Again", within=again)
    inspect(app, "another try", again)
    app.key("Escape")
    app.window("Migration Result")
    app.key("Escape")
    app.closed("Migration Result")


def activity(app, _):
    app.key("alt+3")
    app.row("Migrate 3")
    inspect(app, "activity, runs")
    app.click(app.row("Migrate 3"), mouse=True)
    app.key("Return")
    report = app.window("Migrate 3")
    app.find("label", "3 datasources were planned", within=report)
    inspect(app, "report of a run", report)
    app.click(app.row("Price List EMEA"), mouse=True)
    app.find("label", "No active warehouse selected in the current session", within=report)
    app.find("push button", "Back to the Run", within=report)
    inspect(app, "an attempt", report)
    app.key("Escape")
    app.key("Escape")
    app.closed("Migrate 3")
    app.click(app.find("label", "Attempts"), mouse=True)
    app.row("Price List EMEA")
    inspect(app, "activity, attempts")


def dialogs(app, _):
    app.key("ctrl+comma")
    preferences = app.window("Preferences")
    for page in ("Migration", "Instances"):
        app.click(app.find("page tab", page, within=preferences), mouse=True)
        inspect(app, f"preferences, {page}", preferences)
    app.key("Escape")
    app.closed("Preferences")

    app.key("ctrl+question")
    # To a screen reader this window of GTK's has no name from 4.18 on, and it goes by another.
    app.find("label", "Copy the identifiers")
    inspect(app, "Keyboard Shortcuts")
    app.key("Escape")
    app.closed("Keyboard Shortcuts")
    app.closed("Shortcuts")

    app.key("F10")
    wait_for_item(app, "About Preamp")
    app.key("a")
    about = app.window("About")
    inspect(app, "About", about)
    app.key("Escape")
    app.closed("About")


SCENES = (first_run, pages, menus, run, activity, dialogs)


def main():
    with tempfile.TemporaryDirectory() as folder:
        sandbox = Sandbox(SANDBOX, folder, "--latency", "100")
        app = App([PREAMP])
        try:
            for scene in SCENES:
                scene(app, sandbox)
        except Exception:
            step("failed")
            if app.process.poll() is None:
                app.dump()
            raise
        finally:
            app.kill()
            sandbox.go_on()
            assert sandbox.stop() == 0

    for way in unnamed:
        print("unnamed:", way, file=sys.stderr)
    print("not ok 1" if unnamed else "ok 1", f"- each of {n_controls} controls has a name\n1..1")


main()
