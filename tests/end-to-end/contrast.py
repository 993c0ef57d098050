#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Preamp authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures the contrast of all text from pictures of the running program.

    meson compile -C build contrast

which runs: headless keyring contrast.py PREAMP PREAMP_SANDBOX [-v]

In light and dark style, each also in high contrast. WCAG AA wants 4.5 : 1, of large text less, which
is not made use of here; what is insensitive is exempt. With GDK_SCALE=2 the strokes are wide enough
to have their colour somewhere, and not only mixtures with what is behind them. With -v every label
is printed.
"""
import collections
import re
import sys
import tempfile

import gi

gi.require_version("GdkPixbuf", "2.0")
from gi.repository import GdkPixbuf  # noqa: E402

from driver import SCALE, App, extents, role_of, screenshot, states, text, visible, wait_for, walk, xdotool  # noqa: E402
from pages import check, connect, cursor_to, open_integration, search, step  # noqa: E402
from sandbox import Sandbox  # noqa: E402

PREAMP, SANDBOX = sys.argv[1:3]
VERBOSE = "-v" in sys.argv
MODES = {
    "light": {},
    "dark": {"ADW_DEBUG_COLOR_SCHEME": "prefer-dark"},
    "light, high contrast": {"ADW_DEBUG_HIGH_CONTRAST": "1"},
    "dark, high contrast": {"ADW_DEBUG_COLOR_SCHEME": "prefer-dark", "ADW_DEBUG_HIGH_CONTRAST": "1"},
}

n_measured = 0
failures = []


def luminance(colour):
    """Relative luminance of WCAG 2.1 of three bytes."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
              for c in (byte / 255 for byte in colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first, second):
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


class Picture:
    """What is on the display."""

    def __init__(self):
        with tempfile.NamedTemporaryFile(suffix=".png") as file:
            screenshot(file.name)
            pixbuf = GdkPixbuf.Pixbuf.new_from_file(file.name)
        self.width, self.height = pixbuf.get_width(), pixbuf.get_height()
        self.stride, self.channels = pixbuf.get_rowstride(), pixbuf.get_n_channels()
        self.pixels = pixbuf.get_pixels()

    def colours(self, x, y, width, height):
        """How often each colour occurs there."""
        counts = collections.Counter()
        for row in range(max(y, 0), min(y + height, self.height)):
            for column in range(max(x, 0), min(x + width, self.width)):
                at = row * self.stride + column * self.channels
                counts[self.pixels[at:at + 3]] += 1
        return counts


def place(window):
    """Where the content of a window begins on the display, in its pixels."""
    window_id = App.window_ids(window.get_name())[-1]
    shell = xdotool("getwindowgeometry", "--shell", window_id)
    geometry = {key: int(value) for key, value in (line.split("=") for line in shell.split())}
    left, above, width, height = extents(window)
    return (geometry["X"] + (geometry["WIDTH"] - width * SCALE) // 2 - left * SCALE,
            geometry["Y"] + (geometry["HEIGHT"] - height * SCALE) // 2 - above * SCALE)


def part(window, name):
    """The first node with a name. GTK 4.8 gives what has none that of its class."""
    return wait_for(name, lambda: next((n for n in walk(window) if n.get_name() == name), None))


def inside(box, clip):
    return (box[0] >= clip[0] and box[1] >= clip[1] and box[0] + box[2] <= clip[0] + clip[2] and
            box[1] + box[3] <= clip[1] + clip[3])


def labels(node, clip):
    """The labels that are sensitive and not cut off by what scrolls, with their places."""
    role = role_of(node)
    if role == "push button" and "sensitive" not in states(node):
        return
    if role == "scroll pane" and visible(node):
        clip = extents(node)
    if (role == "label" and visible(node) and "sensitive" in states(node) and
            re.search(r"\w", text(node)) and inside(extents(node), clip)):
        yield text(node), extents(node)
    count = node.get_child_count()
    for i in range(count):
        child = node.get_child_at_index(i)
        if child is not None and (count <= 40 or visible(child)):
            yield from labels(child, clip)


def measure(mode, name, window, *parts):
    """Looks at every label of a window, or of those parts of it that are named: a page that is not
    shown has its place in the tree as well. Where nothing is drawn, a label is on such a page."""
    global n_measured
    xdotool("mousemove", "0", "0")
    wait_for("the page to stand still", still)
    nodes = [part(window, p) for p in parts] or [window]
    found = wait_for("the labels", lambda: [
        label for node in nodes for label in labels(node, extents(window))])
    picture = Picture()
    left, above = place(window)
    ratios = []
    for words, (x, y, width, height) in found:
        counts = picture.colours(left + x * SCALE, above + y * SCALE, width * SCALE, height * SCALE)
        if not counts:
            continue
        background = counts.most_common(1)[0][0]
        ratio = max(contrast(background, colour) for colour in counts)
        if ratio < 2:
            continue
        ratios.append((ratio, words))
        if VERBOSE:
            print(f"#   {ratio:5.2f} {words[:60]!r}")
        if ratio < 4.5:
            failures.append(f"{mode}, {name}: {words[:60]!r} has {ratio:.2f} : 1")
    n_measured += len(ratios)
    lowest, words = min(ratios)
    print(f"# {mode}, {name}: {len(ratios)} labels, the lowest {lowest:.2f} : 1, {words[:40]!r}",
          flush=True)


def still():
    """Whether two pictures in a row are the same."""
    return Picture().pixels == Picture().pixels


def main_window(app):
    return app.find("frame", re.compile("– Preamp$"))


def run_once(app, sandbox):
    """So that there is something that needs attention."""
    connect(app, sandbox)
    open_integration(app, "Enterprise Warehouse")
    app.find("label", "None of 300 selected")
    for name in ("Daily Sales by Store", "Invoice Lines", "Price List EMEA"):
        check(app, name)
    app.key("ctrl+Return")
    review = app.window("Review Migration")
    app.click(app.button("Migrate 3 Datasources", within=review))
    result = app.window("Migration Result")
    app.find("label", "1 of 3 datasources moved", within=result)
    app.click(app.button("Done", within=result))
    app.closed("Migration Result")


def scenes(app, mode):
    window = main_window(app)
    open_integration(app, "Enterprise Warehouse")
    app.find("label", "None of 300 selected")
    cursor_to(app, "Invoice Lines")
    measure(mode, "banner, row, details", window, "Instances", "PreampSidebar", "PreampAttentionBar",
            "PreampCandidatePage", "PreampDetailsPane")
    search(app, "")
    app.click(app.row("Absences KPIs"), mouse=True)
    measure(mode, "list and selected row", window, "PreampCandidatePage")
    app.click(app.button("Select All Ready"))
    app.click(app.button("Review Migration…"))
    review = app.window("Review Migration")
    app.find("push button", re.compile(r"Migrate \d+ Datasources$"), within=review)
    measure(mode, "review", review)
    app.key("Escape")
    app.closed("Review Migration")
    app.key("alt+3")
    app.row("Migrate 3")
    measure(mode, "activity", window, "PreampSidebar", "PreampActivityPage")
    app.click(app.row("Migrate 3"), mouse=True)
    app.key("Return")
    report = app.window("Migrate 3")
    app.find("label", "3 datasources were planned", within=report)
    measure(mode, "report", report)


def main():
    with tempfile.TemporaryDirectory() as folder:
        sandbox = Sandbox(SANDBOX, folder, "--latency", "100")
        app = App([PREAMP])
        try:
            run_once(app, sandbox)
            for mode, environment in MODES.items():
                app.kill()
                app = App([PREAMP], **environment)
                scenes(app, mode)
                step(mode)
        except Exception:
            step("failed")
            if app.process.poll() is None:
                app.dump()
            raise
        finally:
            app.kill()
            assert sandbox.stop() == 0

    for failure in failures:
        print(failure, file=sys.stderr)
    print(f"{n_measured} labels, {len(failures)} with too little contrast")
    return 1 if failures else 0


sys.exit(main())
