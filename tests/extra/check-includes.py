#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Preamp authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fails where a room of src/ looks upward (docs/architecture.md).

check-includes.py TOP              reads the #include lines of TOP/src
check-includes.py TOP --self-check plants violations in copies of it, and fails if one goes unseen
"""

import argparse
import pathlib
import re
import shutil
import sys
import tempfile

# From the ground up: a room may use itself and those before it.
ROOMS = ["domo", "account", "journal", "migration", "window", "app"]
CORE = ROOMS[:4]
TOOLKIT = ("gtk", "gdk", "gsk", "adwaita", "pango", "graphene")
PLUMBING = ("libsoup", "sqlite3", "json-glib")

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*(?:"([^"]+)"|<([^>]+)>)')


def room_of(source, src):
    parts = source.relative_to(src).parts
    return parts[0] if len(parts) > 1 else "app"  # main.c stands on top of everything


def judge_own(room, included, source):
    """What is wrong with #include "included" in a file of the room, or None."""
    if included == "config.h":
        return None
    if ".." in pathlib.PurePosixPath(included).parts:
        return "goes round the rooms with .."

    target = included.split("/")[0] if "/" in included else room
    if target == "sandbox":
        return None if room in ("sandbox", "app") else "only app and the sandbox use the sandbox"
    if room == "sandbox":
        return "the sandbox uses nothing of the client"
    if target not in ROOMS:
        return "names no room"
    if ROOMS.index(target) > ROOMS.index(room):
        return f"{target} is above {room}"
    if "/" in included and target == source.parent.name:
        return "within a room the file's name is enough"
    return None


def judge_system(room, included):
    """What is wrong with #include <included>, or None."""
    library = re.split(r"[/.]", included)[0]
    if library in TOOLKIT and room in CORE + ["sandbox"]:
        return f"{room} is built without a toolkit"
    if library in PLUMBING and room in ("window", "app"):
        return f"{room} holds no HTTP, SQL or JSON"
    return None


def check(top):
    """Every #include line of TOP/src that breaks a rule, as FILE:LINE: reason."""
    src = pathlib.Path(top) / "src"
    problems = []
    for source in sorted(p for p in src.rglob("*") if p.suffix in (".c", ".h")):
        room = room_of(source, src)
        for number, line in enumerate(source.read_text(encoding="utf-8").splitlines(), 1):
            match = INCLUDE.match(line)
            if match is None:
                continue
            own, system = match.groups()
            reason = judge_own(room, own, source) if own else judge_system(room, system)
            if room not in ROOMS + ["sandbox"]:
                reason = f"{room} is not one of the rooms"
            if reason:
                where = source.relative_to(top)
                problems.append(f"{where}:{number}: {own or system}: {reason}")
    return problems


# Where, what, and whether it has to be found.
PLANTED = [
    ("src/domo/planted.c", '#include "account/preamp-instance.h"', True),
    ("src/account/planted.c", '#include "journal/preamp-journal.h"', True),
    ("src/journal/planted.h", '#include "migration/preamp-run.h"', True),
    ("src/migration/planted.c", '#include "window/preamp-window.h"', True),
    ("src/window/planted.c", '#include "app/preamp-application.h"', True),
    ("src/window/planted.c", '#include "../app/preamp-application.h"', True),
    ("src/window/planted.c", '#include "sandbox/preamp-sandbox-server.h"', True),
    ("src/migration/planted.c", '#include "sandbox/preamp-sandbox-server.h"', True),
    ("src/sandbox/planted.c", '#include "domo/preamp-candidate.h"', True),
    ("src/domo/planted.h", "#include <gtk/gtk.h>", True),
    ("src/migration/planted.c", "#  include <adwaita.h>", True),
    ("src/sandbox/planted.c", "#include <gdk/gdk.h>", True),
    ("src/window/planted.c", "#include <libsoup/soup.h>", True),
    ("src/window/planted.h", "#include <json-glib/json-glib.h>", True),
    ("src/app/planted.c", "#include <sqlite3.h>", True),
    ("src/planted.c", "#include <sqlite3.h>", True),
    ("src/utils/planted.c", "#include <glib.h>", True),
    ("src/domo/planted.c", '#include "domo/preamp-candidate.h"', True),
    ("src/domo/planted.c", '#include "utils/preamp-strings.h"', True),
    ("src/domo/planted.c", '#include "preamp-candidate.h"', False),
    ("src/domo/planted.c", "#include <libsoup/soup.h>", False),
    ("src/journal/planted.c", "#include <sqlite3.h>", False),
    ("src/window/planted.c", '#include "domo/preamp-candidate.h"', False),
    ("src/window/planted.c", "#include <adwaita.h>", False),
    ("src/app/planted.c", '#include "sandbox/preamp-sandbox-server.h"', False),
    ("src/sandbox/planted.c", "#include <libsoup/soup.h>", False),
    ("src/planted.c", '#include "app/preamp-application.h"', False),
]


def self_check(top):
    """What the check fails to see, or sees where nothing is wrong."""
    failures = []
    known = check(top)
    with tempfile.TemporaryDirectory() as copy:
        shutil.copytree(pathlib.Path(top) / "src", pathlib.Path(copy) / "src")
        for name, line, wrong in PLANTED:
            planted = pathlib.Path(copy) / name
            planted.parent.mkdir(exist_ok=True)
            planted.write_text(f"/* planted */\n\n{line}\n", encoding="utf-8")
            found = [problem for problem in check(copy) if problem not in known]
            planted.unlink()
            expected = [f"{name}:3: "] if wrong else []
            if [problem[: len(f"{name}:3: ")] for problem in found] != expected:
                failures.append(f"{name}, {line}: found {found}")
    return failures


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("top", type=pathlib.Path)
    parser.add_argument("--self-check", action="store_true")
    arguments = parser.parse_args()

    problems = self_check(arguments.top) if arguments.self_check else check(arguments.top)
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
