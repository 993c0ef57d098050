#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Preamp authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fails where a line of C is longer than .clang-format allows, in characters.

check-columns.py TOP    reads the sources and headers of TOP/src and TOP/tests
"""

import pathlib
import re
import sys


def main():
    top = pathlib.Path(sys.argv[1])
    limit = int(re.search(r"^ColumnLimit: (\d+)$", (top / ".clang-format").read_text(),
                          re.MULTILINE).group(1))
    sources = sorted(path for room in ("src", "tests") for path in (top / room).rglob("*.[ch]"))
    too_long = 0

    for path in sources:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if len(line) > limit:
                print(f"{path.relative_to(top)}:{number}: {len(line)} columns, at most {limit}")
                too_long += 1

    if not sources:
        print(f"there are no sources in {top}")
    return 1 if too_long or not sources else 0


if __name__ == "__main__":
    sys.exit(main())
