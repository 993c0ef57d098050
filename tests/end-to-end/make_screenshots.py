#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Preamp authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the pictures of docs/screenshots from the running program, on the sandbox.

    meson compile -C build screenshots

which runs: headless keyring make_screenshots.py PREAMP PREAMP_SANDBOX FOLDER [SCENE…]
"""
import os
import re
import subprocess
import sys
import tempfile
import time

import pages
from driver import App, extents, screenshot, wait_for, xdotool
from sandbox import Sandbox

PREAMP, PREAMP_SANDBOX, FOLDER = sys.argv[1:4]

# What Flathub asks for at most, and what a picture of the guide has that needs more room.
WIDTH, HEIGHT = 1000, 700
WIDE = 1160

INCOMPLETE = "Invoice Lines"
ABORTED = "Price List EMEA"
LOST = "Orders – Current Year"
COLLIDING = "Commission Statements"

started = []


def window_id(title):
    return App.window_ids(title)[-1]


def main_title(app):
    return app.find("frame", re.compile("Preamp$|^Sandbox")).get_name()


def resize(title, width, height):
    xdotool("windowsize", "--sync", window_id(title), str(width), str(height))


def picture(app, name, title, height=HEIGHT):
    """The pointer goes out of the way first, and transitions get the time they take. What the
    window has around it for a shadow is cut off: the display here has no shadows."""
    path = os.path.join(FOLDER, f"{name}.png")
    window = window_id(title)
    shell = dict(line.split("=") for line in xdotool("getwindowgeometry", "--shell", window).split())
    if int(shell["HEIGHT"]) > height:
        resize(title, shell["WIDTH"], height)
    xdotool("mousemove", "0", "0")
    time.sleep(1)
    content = extents(app.window(title))[2:]
    subprocess.run(("import", "-window", window, "-gravity", "center",
                    "-crop", f"{content[0]}x{content[1]}+0+0", "+repage", "-strip",
                    "+dither", "-colors", "160", f"PNG8:{path}"), check=True)
    print(name, flush=True)


def start(*arguments, **environment):
    app = App([PREAMP, *arguments], **environment)
    started.append(app)
    return app


def start_sandbox(**environment):
    app = start("--sandbox", **environment)
    app.find("label", "Enterprise Warehouse")
    resize(main_title(app), WIDTH, HEIGHT)
    return app


def choose(app, integration):
    pages.open_integration(app, integration)


def cursor_to(app, name):
    """Clicks a row; others may have longer names that begin like it."""
    pages.search(app, name)
    wait_for(f"few beside {name!r}", lambda: len(app.rows_beside(app.row(name))) < 10)
    app.click(app.row(name), mouse=True)


def check(app, *names):
    # A dialog that was closed may have left the keyboard to nobody.
    xdotool("windowfocus", "--sync", window_id(main_title(app)))
    for name in names:
        cursor_to(app, name)
        app.key("space")
        wait_for(f"{name!r} to be checked", lambda: pages.is_checked(app, name))


def review(app, n):
    app.key("ctrl+Return")
    window = app.window("Review Migration")
    app.find("label", f"{n} datasources will move to Enterprise Warehouse", within=window)
    return window


def result_of_run(app):
    """Asks for the window by the display first: one that was closed may still be in the tree."""
    wait_for("the result", lambda: App.window_ids("Migration Result"), timeout=60)
    return wait_for("its button", lambda: next(
        (w for w in (app.root.get_child_at_index(i) for i in range(app.root.get_child_count()))
         if w is not None and w.get_name() == "Migration Result" and
         app.find_all("push button", re.compile("Done$"), within=w)), None))


def run(app, n):
    app.click(app.button(f"Migrate {n} Datasources", within=review(app, n)))
    return result_of_run(app)


def done(app, result):
    app.click(app.button("Done", within=result))
    app.closed("Migration Result")


def main_window():
    app = start_sandbox()
    choose(app, "Enterprise Warehouse")
    app.find("label", "None of 300 selected")
    # The details stand beside the list only where there is room.
    resize(main_title(app), WIDE, HEIGHT)
    cursor_to(app, COLLIDING)
    pages.search(app, "commission")
    picture(app, "collision", main_title(app))
    resize(main_title(app), WIDTH, HEIGHT)

    check(app, INCOMPLETE, ABORTED, "Account Coverage", "Deal Desk Approvals",
          "Discount Approvals", "Daily Sales by Store")
    pages.search(app, "sales")
    picture(app, "main-window", main_title(app))

    # Two on one table are left out of the review.
    check(app, "Store Directory", "Store Directory (Copy)")
    window = review(app, 6)
    picture(app, "review", "Review Migration")
    app.click(app.button("Migrate 6 Datasources", within=window))
    # Not asked for by the accessibility bus: on a busy machine the run would be over first.
    wait_for("the run", lambda: App.window_ids("Migrating 6 Datasources"))
    time.sleep(1)
    picture(app, "running", "Migrating 6 Datasources")
    result = result_of_run(app)
    app.click(app.find("label", INCOMPLETE, within=result), mouse=True)
    picture(app, "result", "Migration Result")
    done(app, result)

    check(app, LOST, "Channel Sales – Weekly", "Territory Assignments")
    done(app, run(app, 3))
    check(app, "Gross Sales Margin", "Budget Lines")
    done(app, run(app, 2))
    xdotool("windowfocus", "--sync", window_id(main_title(app)))
    # By the pointer: after Alt the access keys stand underlined.
    app.click(app.find("label", "Activity"), mouse=True)
    app.find("label", "Needs Attention")
    resize(main_title(app), WIDE, HEIGHT)
    picture(app, "activity", main_title(app))
    resize(main_title(app), WIDTH, HEIGHT)

    choose(app, "Lakehouse Pilot")
    app.find("label", "Databricks Is Not Supported")
    picture(app, "unsupported", main_title(app))
    choose(app, "Operations Replica")
    app.find("label", "Nothing to Migrate")
    picture(app, "empty", main_title(app))


def dark():
    app = start_sandbox(ADW_DEBUG_COLOR_SCHEME="prefer-dark")
    choose(app, "Enterprise Warehouse")
    app.find("label", "None of 300 selected")
    check(app, "Daily Sales by Store")
    pages.search(app, "sales")
    picture(app, "main-window-dark", main_title(app))


def narrow():
    app = start_sandbox()
    choose(app, "Enterprise Warehouse")
    app.find("label", "None of 300 selected")
    resize(main_title(app), 360, HEIGHT)
    picture(app, "narrow", main_title(app))


def unconfirmed():
    """The answer of a server that the program does not start itself is lost, and nothing done."""
    with tempfile.TemporaryDirectory() as folder:
        sandbox = Sandbox(PREAMP_SANDBOX, folder, "--port", "0", "--latency", "200")
        sandbox.misbehave([(LOST, "x1 lose undone")])
        started.append(sandbox.process)
        app = start()
        pages.connect(app, sandbox)
        choose(app, "Enterprise Warehouse")
        app.find("label", "None of 300 selected")
        check(app, LOST, "Account Coverage")
        result = run(app, 2)
        app.click(app.find("label", LOST, within=result), mouse=True)
        picture(app, "unconfirmed", "Migration Result")


def first_run():
    app = start()
    app.find("label", "Welcome to Preamp")
    resize(main_title(app), WIDTH, HEIGHT)
    app.set_text(app.find("text", "Instance"), "acme")
    picture(app, "first-run", main_title(app))


SCENES = {scene.__name__: scene for scene in (first_run, main_window, dark, narrow, unconfirmed)}

session_manager = subprocess.Popen(
    (sys.executable, os.path.join(os.path.dirname(__file__), "session_manager.py")),
    stdout=subprocess.PIPE, text=True)
session_manager.stdout.readline()

os.makedirs(FOLDER, exist_ok=True)
for scene_name in sys.argv[4:] or SCENES:
    try:
        SCENES[scene_name]()
    except AssertionError:
        screenshot(os.path.join(FOLDER, "failed.png"))
        raise
    finally:
        while started:
            started.pop().kill()

session_manager.kill()
