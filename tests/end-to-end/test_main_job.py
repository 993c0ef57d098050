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
import os
import re
import sqlite3
import sys
import tempfile

from driver import App, text, wait_for
from pages import check, cursor_to, open_integration, search, step
from sandbox import Sandbox

PREAMP, SANDBOX = sys.argv[1:3]
MARKUP = "Revenue <b>& Margin</b>"
EMOJI = "🛒 Basket Analysis"
INCOMPLETE = "Invoice Lines"
ABORTED = "Price List EMEA"
TOE = re.compile(r"^[0-9A-Z]{10}-[0-9A-Z]{5}-[0-9A-Z]{5}$")


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
    open_integration(app, "Enterprise Warehouse")
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
    app.find("label", "1 of 41 selected")
    step("migrated")
    app.key("ctrl+Return")
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
    open_integration(app, "Enterprise Warehouse")
    app.find("label", "None of 300 selected")
    assert not app.find_all("label", "Welcome to Preamp")
    # The details are beside the list only where there is room.
    cursor_to(app, INCOMPLETE)
    app.key("Return")
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
        sandbox = Sandbox(SANDBOX, folder, "--latency", "300")
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
