# SPDX-FileCopyrightText: The Preamp authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a person does on Preamp's pages, in the words of driver.py."""
import os

from driver import screenshot, states, text, wait_for, walk

step_number = 0


def step(name):
    """Says where the test is, as a line of TAP's comments, with a picture if they are wanted."""
    global step_number
    step_number += 1
    print(f"# {step_number}: {name}", flush=True)
    folder = os.environ.get("SCREENSHOTS")
    if folder:
        screenshot(f"{folder}/{step_number:02}-{name.replace(' ', '-')}.png")


def search(app, words):
    """Opens the search of the page that is shown by keyboard, and searches.

    A page that is not shown still has its place and its entries for a screen reader, so that the
    entry is told by the focus."""
    app.key("ctrl+f")
    entry = wait_for("the search to have the focus", lambda: next(
        (e for e in app.find_all("entry", "Search datasources") if "focused" in states(e) or
         any("focused" in states(n) for n in walk(e))), None))
    app.set_text(entry, words)


def cursor_to(app, name):
    """Searches for a name that only one row has, and clicks that row once it stands alone: a row
    that is still on its way up would be missed, and something else clicked."""
    search(app, name)
    wait_for(f"{name!r} alone", lambda: len(app.rows_beside(app.row(name))) == 1)
    app.click(app.row(name), mouse=True)


def is_checked(app, name):
    return any("checked" in states(n) for n in walk(app.row(name))
               if n.get_role_name() == "check box")


def check(app, name):
    """Finds a row by searching for it, and checks it with Space."""
    cursor_to(app, name)
    app.key("space")
    wait_for(f"{name!r} to be checked", lambda: is_checked(app, name))


def connect(app, sandbox):
    """From the first-run page to the list of integrations."""
    app.set_text(app.find("text", "Instance"), sandbox.address + "/datasources/somewhere")
    app.find("label", sandbox.address)
    app.set_text(app.find("text", "Access Token"), f"  {sandbox.token}\n")
    app.click(app.button("Connect"))
    app.gone("label", "Welcome to Preamp")


def open_integration(app, name):
    """Clicks its row until that is the one that is chosen. The rows of the sidebar are made anew
    while it fills, and a click on one that was there before goes into the void. In a narrow window the
    page takes the place of the sidebar, of which nothing is found then from GTK 4.18 on."""
    def chosen():
        row = app.find_row(name)
        if row is None:
            return (not app.find_all(None, "Activity and Integrations") and
                    app.find_all("label", name))
        if "selected" in states(row):
            return True
        app.click(row, mouse=True)
        return False

    wait_for(f"{name!r} to be chosen", chosen)
