#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Preamp authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the pictures of docs/screenshots from the running program, on the sandbox.

    meson compile -C build screenshots

which runs: headless make_screenshots.py PREAMP FOLDER
"""
import os
import re
import subprocess
import sys
import time

from driver import App, states, wait_for, walk, xdotool

PREAMP, FOLDER = sys.argv[1:3]


def window_ids(title):
    found = subprocess.run(("xdotool", "search", "--onlyvisible", "--name", f"^{re.escape(title)}$"),
                           capture_output=True, text=True, check=False)
    return found.stdout.split()


def window_id(title):
    return window_ids(title)[-1]


def picture(name, title):
    """The pointer goes out of the way first, and transitions get the time they take."""
    xdotool("mousemove", "0", "0")
    time.sleep(1)
    subprocess.run(("import", "-window", window_id(title), os.path.join(FOLDER, f"{name}.png")), check=True)
    print(name)


def main_title(app):
    return app.find("frame", re.compile("Preamp$|^Sandbox")).get_name()


def start(**environment):
    app = App([PREAMP, "--sandbox"], **environment)
    app.find("label", "Enterprise Warehouse")
    return app


def choose(app, integration):
    app.click(app.find("label", integration), mouse=True)


def search(app, words):
    app.key("ctrl+f")
    entry = wait_for("the search", lambda: next(
        (e for e in app.find_all("entry", "Search datasources") if "focused" in states(e) or
         any("focused" in states(n) for n in walk(e))), None))
    app.set_text(entry, words)
    return entry


def check(app, name):
    search(app, name)
    wait_for(f"few beside {name!r}", lambda: len(app.rows_beside(app.row(name))) < 10)
    time.sleep(0.5)
    app.click(app.row(name), mouse=True)
    app.key("space")


def wide():
    app = start()
    choose(app, "Enterprise Warehouse")
    app.find("label", "None of 300 selected")
    for name in ("Invoice Lines", "Price List EMEA", "Account Coverage", "Deal Desk Approvals",
                 "Discount Approvals", "Daily Sales by Store"):
        check(app, name)
    search(app, "sales")
    picture("main-window", main_title(app))

    app.key("ctrl+Return")
    review = app.window("Review Migration")
    app.find("label", "6 datasources will move to Enterprise Warehouse", within=review)
    picture("review", "Review Migration")
    app.click(app.button("Migrate 6 Datasources", within=review))
    # Not asked for by the accessibility bus: on a busy machine the run would be over first.
    wait_for("the run", lambda: window_ids("Migrating 6 Datasources"))
    time.sleep(2)
    picture("running", "Migrating 6 Datasources")
    result = app.window("Migration Result")
    app.click(app.find("label", "Invoice Lines", within=result, timeout=60), mouse=True)
    picture("result", "Migration Result")
    app.click(app.button("Done", within=result))
    app.gone("frame", "Migration Result")

    choose(app, "Lakehouse Pilot")
    app.find("label", "Databricks Is Not Supported")
    picture("unsupported", main_title(app))
    choose(app, "Operations Replica")
    app.find("label", "Nothing to Migrate")
    picture("empty", main_title(app))
    app.kill()


def dark():
    app = start(ADW_DEBUG_COLOR_SCHEME="prefer-dark")
    choose(app, "Enterprise Warehouse")
    app.find("label", "None of 300 selected")
    check(app, "Daily Sales by Store")
    search(app, "sales")
    picture("main-window-dark", main_title(app))
    app.kill()


def narrow():
    app = start()
    choose(app, "Enterprise Warehouse")
    app.find("label", "None of 300 selected")
    xdotool("windowsize", "--sync", window_id(main_title(app)), "360", "720")
    picture("narrow", main_title(app))
    app.kill()


def first_run():
    app = App([PREAMP])
    app.find("label", "Welcome to Preamp")
    app.set_text(app.find("text", "Instance"), "acme")
    picture("first-run", main_title(app))
    app.kill()


os.makedirs(FOLDER, exist_ok=True)
for scene in (wide, dark, narrow, first_run):
    scene()
