#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Preamp authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fails where the guide quotes what the program does not say.

The guide writes what stands in the program in *italics*, and messages in the first column of the
tables under “Messages”, with examples in the place of names and numbers.
"""
import pathlib
import re
import sys
import xml.etree.ElementTree as ElementTree

ROOT = pathlib.Path(sys.argv[1])
GUIDE = ROOT / "docs" / "guide.md"

# What Domo says, not Preamp.
OF_DOMO = {
    "Cloud Integrations",
    "More → Admin → Authentication → Access tokens → Generate access token",
    "Admin → Network security → IP Address Allowlist",
    "Manage all access tokens and API clients",
    "Manage Cloud Accounts",
    "Manage DataSet",
}

# What stands in the guide's messages for a name or a number.
EXAMPLES = ("acme.domo.com", "beta.domo.com", "proxy.acme.com", "sso.acme.com", "203.0.113.7",
            "journal.db", "Databricks", "Acme", "Table")


def program_texts():
    texts = set()
    for path in ROOT.glob("src/**/*.c"):
        source = path.read_text(encoding="utf-8")
        for run in re.findall(r'"(?:[^"\\\n]|\\.)*"(?:\s*"(?:[^"\\\n]|\\.)*")*', source):
            texts.add("".join(re.findall(r'"((?:[^"\\\n]|\\.)*)"', run)))
    for path in ROOT.glob("src/**/*.ui"):
        for node in ElementTree.parse(path).iter():
            if node.get("translatable") == "yes":
                texts.add(" ".join((node.text or "").split()))
    return {text.replace("_", "") for text in texts}


def pattern(quote):
    """The quote as a pattern of the program's texts; one that ends in … is the beginning of one."""
    begins = quote.endswith(" …")
    examples = "|".join(map(re.escape, EXAMPLES)) + r"|\bN\b|\b\d+\b"
    parts = re.split(f"({examples})", quote[:-2] if begins else quote)
    words = "".join(rf"(?:%(?:\d\$)?[sud]|{re.escape(part)})" if i % 2 else re.escape(part)
                    for i, part in enumerate(parts))
    return re.compile(words if begins else words + r"\Z")


def said(quote, texts):
    if quote in texts:
        return True
    compiled = pattern(quote)
    return any(compiled.match(text) for text in texts)


def main():
    guide = GUIDE.read_text(encoding="utf-8")
    texts = program_texts()
    problems = []

    for quote in re.findall(r"(?<!\*)\*([^*|]+)\*(?!\*)", guide):
        quote = " ".join(quote.split())
        if quote not in OF_DOMO and not said(quote, texts):
            problems.append(f"*{quote}* is not in the program")

    messages = guide.partition("\n## Messages")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| (.*?) \|", messages, re.MULTILINE)
    for quote in rows:
        if quote != "message" and not said(quote, texts):
            problems.append(f"“{quote}” is not a message of the program")
    if len(rows) < 10:
        problems.append("the tables of messages were not found")

    for problem in problems:
        print(f"{GUIDE}: {problem}", file=sys.stderr)
    return 1 if problems else 0


sys.exit(main())
