#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Preamp authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes one page for a browser of the administrator's guide, with its pictures in it.

    make-guide.py GUIDE.md GUIDE.html DEPENDENCIES

One file, since a browser that is a Flatpak gets to see only the file that it is to open. It knows
as much of Markdown as the guide needs: headings, paragraphs, lists, tables, indented and fenced
code, pictures, links, `code`, **strong** and *emphasis*. Fails where a link within the guide, or a
picture, leads nowhere. The pictures are noted in DEPENDENCIES, for ninja.
"""
import base64
import html
import os
import re
import sys

STYLE = """
:root { color-scheme: light dark; }
body { font: 17px/1.5 Cantarell, system-ui, sans-serif; max-width: 44rem; margin: 2rem auto; padding: 0 1rem; }
h1, h2, h3 { line-height: 1.2; margin: 2.2em 0 0.6em; }
h1 { margin-top: 1em; }
img { max-width: 100%; }
table { border-collapse: collapse; display: block; overflow-x: auto; }
th, td { border-bottom: 1px solid #8886; padding: 0.4em 0.8em 0.4em 0; text-align: start; vertical-align: top; }
code { font: 0.9em monospace; background: #8882; border-radius: 4px; padding: 0.1em 0.3em; overflow-wrap: anywhere; }
pre { background: #8882; border-radius: 6px; padding: 0.8em 1em; overflow-x: auto; }
pre code { background: none; padding: 0; }
"""


def slug(text):
    """The name of a heading in links, as GitHub makes it."""
    return re.sub(r"[^\w\- ]", "", re.sub(r"[`*]", "", text).lower()).replace(" ", "-")


class Guide:
    def __init__(self, path):
        self.folder = os.path.dirname(path)
        with open(path, encoding="utf-8") as file:
            self.lines = file.read().split("\n")
        self.out = []
        self.anchors = set()
        self.targets = set()
        self.pictures = []

    def picture(self, found):
        name, path = found.groups()
        self.pictures.append(os.path.join(self.folder, path))
        with open(self.pictures[-1], "rb") as file:
            data = base64.b64encode(file.read()).decode()
        return f'<img alt="{name}" src="data:image/png;base64,{data}"/>'

    def link(self, found):
        name, address = found.groups()
        if address.startswith("#"):
            self.targets.add(address[1:])
        elif not address.startswith("https://"):
            sys.exit(f"make-guide: {address} is not in the guide, and not on the web")
        return f'<a href="{address}">{name}</a>'

    def words(self, text):
        """The text of one line or paragraph; what is in `code` is left as it is."""
        parts = re.split(r"`([^`]+)`", html.escape(text))
        for i in range(0, len(parts), 2):
            part = re.sub(r"!\[([^\]]*)\]\(([^)]+)\)", self.picture, parts[i])
            part = re.sub(r"\[([^\]]+)\]\(([^)]+)\)", self.link, part)
            part = re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", part)
            parts[i] = re.sub(r"(?<!\w)\*(.+?)\*(?!\w)", r"<em>\1</em>", part)
        for i in range(1, len(parts), 2):
            parts[i] = f"<code>{parts[i]}</code>"
        return "".join(parts)

    def take(self, pattern):
        """The lines from here on that match."""
        taken = []
        while self.lines and re.match(pattern, self.lines[0]):
            taken.append(self.lines.pop(0))
        return taken

    def list_of(self, tag, mark):
        self.out.append(f"<{tag}>")
        while self.lines and re.match(mark, self.lines[0]):
            first = re.sub(mark, "", self.lines.pop(0))
            rest = [line.strip() for line in self.take(r" +\S")]
            self.out.append(f"<li>{self.words(' '.join([first] + rest))}</li>")
        self.out.append(f"</{tag}>")

    def table(self):
        rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in self.take(r"\|")]
        self.out.append("<table>")
        for number, row in enumerate(rows):
            if number != 1:
                tag = "td" if number else "th"
                self.out.append("<tr>" + "".join(f"<{tag}>{self.words(c)}</{tag}>" for c in row) + "</tr>")
        self.out.append("</table>")

    def code(self, lines):
        self.out.append(f"<pre><code>{html.escape(chr(10).join(lines))}</code></pre>")

    def block(self):
        line = self.lines[0]
        if heading := re.match(r"(#{1,3}) (.+)", line):
            self.lines.pop(0)
            level, title = len(heading[1]), heading[2]
            self.anchors.add(slug(title))
            self.out.append(f'<h{level} id="{slug(title)}">{self.words(title)}</h{level}>')
        elif line.startswith("- "):
            self.list_of("ul", r"- ")
        elif re.match(r"\d+\. ", line):
            self.list_of("ol", r"\d+\. ")
        elif line.startswith("|"):
            self.table()
        elif line.startswith("```"):
            self.lines.pop(0)
            self.code(self.take(r"(?!```)"))
            self.lines.pop(0)
        elif line.startswith("    "):
            self.code([line[4:] for line in self.take(r"    ")])
        elif paragraph := self.take(r"(?!#|- |[|]|```).*\S"):
            self.out.append(f"<p>{self.words(' '.join(paragraph))}</p>")
        elif line.strip():
            sys.exit(f"make-guide: what is “{line}”?")
        else:
            self.lines.pop(0)

    def page(self):
        title = self.lines[0].removeprefix("# ")
        while self.lines:
            self.block()
        if self.targets - self.anchors:
            sys.exit(f"make-guide: no heading {', '.join(sorted(self.targets - self.anchors))}")
        return (f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"/>'
                f'<meta name="viewport" content="width=device-width"/><title>{html.escape(title)}</title>'
                f"<style>{STYLE}</style></head><body>\n" + "\n".join(self.out) + "\n</body></html>\n")


guide = Guide(sys.argv[1])
with open(sys.argv[2], "w", encoding="utf-8") as output:
    output.write(guide.page())
with open(sys.argv[3], "w", encoding="utf-8") as output:
    output.write(f"{sys.argv[2]}: {' '.join(guide.pictures)}\n")
