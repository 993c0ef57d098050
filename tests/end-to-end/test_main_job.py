#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Preamp authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The administrator's main job in the real window, from the first-run page to a reversal.

    headless keyring test_main_job.py PREAMP PREAMP_SANDBOX

Connects to the sandbox's program, filters, migrates three datasources of which one completes, one
is aborted and one is incomplete, tries that one again, reverses one, closes, starts again and is
still connected by the keyring. At the end the journal and the server's own record of requests have
to agree one to one. With SCREENSHOTS set to a folder, a picture of each step is put there.
"""
import json
import os
import re
import sqlite3
import subprocess
import sys
import tempfile

from driver import App, screenshot, states, text, wait_for, walk

PREAMP, SANDBOX = sys.argv[1:3]
MARKUP = "Revenue <b>& Margin</b>"
EMOJI = "🛒 Basket Analysis"
INCOMPLETE = "Invoice Lines"
ABORTED = "Price List EMEA"
TOE = re.compile(r"^[0-9A-Z]{10}-[0-9A-Z]{5}-[0-9A-Z]{5}$")
step_number = 0


def step(name):
    """Says where the test is, as a line of TAP's comments, with a picture if they are wanted."""
    global step_number
    step_number += 1
    print(f"# {step_number}: {name}", flush=True)
    folder = os.environ.get("SCREENSHOTS")
    if folder:
        screenshot(f"{folder}/{step_number:02}-{name.replace(' ', '-')}.png")


class Sandbox:
    """The sandbox's program, and its record."""

    def __init__(self, folder, *arguments):
        self.record_path = os.path.join(folder, "record.jsonl")
        self.process = subprocess.Popen(
            [SANDBOX, "--latency", "300", "--record", self.record_path, *arguments],
            stdout=subprocess.PIPE, text=True)
        self.address = self.process.stdout.readline().strip()
        self.token = self.process.stdout.readline().split()[1]

    def record(self):
        with open(self.record_path, encoding="utf-8") as lines:
            return [json.loads(line) for line in lines]

    def stop(self):
        self.process.terminate()
        return self.process.wait(10)


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


def check(app, name):
    """Finds a row by searching for it, and checks it with Space."""
    cursor_to(app, name)
    app.key("space")
    wait_for(f"{name!r} to be checked", lambda: any(
        "checked" in states(n) for n in walk(app.row(name)) if n.get_role_name() == "check box"))


def connect(app, sandbox):
    instance = app.find("text", "Instance")
    token = app.find("text", "Access Token")
    app.set_text(instance, sandbox.address + "/datasources/somewhere")
    app.find("label", sandbox.address)
    app.set_text(token, "wrong")
    app.click(app.button("Connect"))
    app.find("label", "The access token is not accepted (HTTP 401)")
    assert text(instance) == sandbox.address + "/datasources/somewhere", "what was typed stays"
    step("refused")

    app.set_text(token, f"  {sandbox.token}\n")
    app.click(app.button("Connect"))
    app.gone("label", "Welcome to Preamp")


def main_job(app, sandbox):
    connect(app, sandbox)
    app.click(app.find("label", "Enterprise Warehouse"), mouse=True)
    app.find("label", "None of 300 selected")
    step("connected")

    for name in (MARKUP, EMOJI):
        search(app, name)
        app.row(name)
    step("searched")

    for name in (MARKUP, ABORTED, INCOMPLETE):
        check(app, name)
    app.find("label", "3 of 300 selected")
    step("three selected")

    app.key("ctrl+Return")
    review = app.window("Review Migration")
    app.find("label", "3 datasources will move to Enterprise Warehouse", within=review)
    step("review")
    app.click(app.button("Migrate 3 Datasources", within=review))

    result = app.window("Migration Result")
    app.find("label", "1 of 3 datasources moved", within=result)
    app.find("label", "No active warehouse selected in the current session", within=result)
    app.click(app.find("label", INCOMPLETE, within=result), mouse=True)
    toe = wait_for("the toe", lambda: next((t for t in app.texts(result) if TOE.match(t)), None))
    step("result")

    app.click(app.button("Try Again…", within=result))
    again = app.window("Try Again")
    step("try again")
    app.click(app.button("Try the Datasource Again", within=again))
    result = app.window("Migration Result")
    app.find("label", "1 datasource moved", within=result)
    step("complete")
    app.click(app.button("Done", within=result))
    app.closed("Migration Result")

    app.key("alt+2")
    search(app, MARKUP)
    app.find("label", "None of 41 selected")
    check(app, MARKUP)
    step("migrated")
    app.click(app.button("Review Reversal…"))
    review = app.window("Review Reversal")
    app.click(app.button("Reverse 1 Datasource", within=review))
    result = app.window("Reversal Result")
    app.find("label", "1 datasource moved back", within=result)
    step("reversed")
    app.click(app.button("Done", within=result))
    app.closed("Reversal Result")
    return toe


def start_again(app):
    """The instance, its token and what was done are still there."""
    app.find("label", "Enterprise Warehouse")
    app.click(app.find("label", "Enterprise Warehouse"), mouse=True)
    app.find("label", "None of 300 selected")
    assert not app.find_all("label", "Welcome to Preamp")
    cursor_to(app, INCOMPLETE)
    app.find("label", "Migration incomplete")
    step("started again")


def compare(sandbox, toe):
    """The journal and the server's record have to agree on every request, one to one."""
    ended = [e for e in sandbox.record() if e["event"] == "ended"]
    path = os.path.expanduser("~/.local/share/preamp/journal.db")
    journal = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    attempts = journal.execute(
        "SELECT datasource_id, direction, state, toe, outcome, n_sent, http_status, previous_id"
        " FROM attempt WHERE sent_at IS NOT NULL ORDER BY sent_at, id").fetchall()

    seen = sorted((e["datasourceId"], "reverse" if "FEDERATED" == e["direction"].split("_")[-1]
                   else "migrate", e["did"], e["toe"]) for e in ended)
    assert sorted(a[:4] for a in attempts) == seen, f"{attempts} and {seen}"
    assert all(a[4] == a[2].lower() and a[5] == 1 and a[6] == 200 for a in attempts), attempts
    assert [a[4] for a in attempts].count("complete") == 3, attempts
    assert len(attempts) == 5, attempts
    assert toe in [a[3] for a in attempts if a[4] == "incomplete"], (toe, attempts)
    assert len([a for a in attempts if a[7] is not None]) == 1, attempts
    assert sandbox.token not in open(path, "rb").read().decode("latin-1"), "the token in the journal"


def main():
    with tempfile.TemporaryDirectory() as folder:
        sandbox = Sandbox(folder)
        app = App([PREAMP])
        try:
            step("first run")
            toe = main_job(app, sandbox)
            assert app.quit() == 0

            app = App([PREAMP])
            start_again(app)
            assert app.quit() == 0

            compare(sandbox, toe)
        except Exception:
            step("failed")
            if app.process.poll() is None:
                app.dump()
            raise
        finally:
            app.kill()
            assert sandbox.stop() == 0

    print("ok 1 - main job\n1..1")


main()
