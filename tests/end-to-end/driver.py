# SPDX-FileCopyrightText: The Preamp authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives the real program from outside, as a person with a screen reader, a keyboard and a mouse.

By the accessibility bus where GTK 4.8 answers it, by X input where it does not: check boxes, rows
and column titles have no accessible action there. Runs inside tests/headless, with the system's
Python (python3-gi, gir1.2-atspi-2.0) and xdotool and ImageMagick.
"""
import os
import re
import subprocess
import sys
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

TIMEOUT = 40.0
SCALE = int(os.environ.get("GDK_SCALE", "1"))  # pixels of the display for one of GTK's
COMPOSITOR = os.environ.get("COMPOSITOR")  # the window of a nested Wayland compositor

# On a busy machine an answer takes longer than the 0.8 s that the bus would wait.
Atspi.set_timeout(int(TIMEOUT * 1000), int(TIMEOUT * 1000))


def wait_for(what, probe, timeout=TIMEOUT):
    """Asks until the answer is true; a tree in change may fail to answer meanwhile."""
    end = time.monotonic() + timeout
    error = ""
    while True:
        try:
            answer = probe()
            if answer:
                return answer
        except GLib.Error as e:
            error = f" ({e.message})"
        if time.monotonic() > end:
            raise AssertionError(f"waited {timeout:g} s for {what}{error}")
        time.sleep(0.03)


def role_of(node):
    """The role, by the names of Debian 12; newer releases say “button”."""
    name = node.get_role_name()
    return "push button" if name == "button" else name


def states(node):
    return {state.value_nick for state in node.get_state_set().get_states()}


def extents(node):
    box = Atspi.Component.get_extents(node, Atspi.CoordType.WINDOW)
    return box.x, box.y, box.width, box.height


def visible(node):
    """Has an area: GTK 4.8 never says “showing” of inner widgets."""
    try:
        return min(extents(node)[2:]) > 0
    except GLib.Error:
        return False


def text(node):
    """What is written in an entry or a label; the name of everything else."""
    if node.get_role_name() in ("label", "entry", "text", "password text"):
        try:
            count = Atspi.Text.get_character_count(node)
            return Atspi.Text.get_text(node, 0, count) if count else ""
        except (GLib.Error, TypeError):
            pass
    return node.get_name()


def walk(node):
    """The node and all below it; of a long list only the rows in view."""
    yield node
    count = node.get_child_count()
    for i in range(count):
        child = node.get_child_at_index(i)
        if child is not None and (count <= 40 or visible(child)):
            yield from walk(child)


def parent_of(node):
    """What a node is in; none that is gone meanwhile is in anything."""
    parent = node.get_parent()
    if parent is None:
        raise GLib.Error(f"{node.get_name()!r} is gone")
    return parent


def actions(node):
    try:
        return [Atspi.Action.get_action_name(node, i) for i in range(Atspi.Action.get_n_actions(node))]
    except GLib.Error:
        return []


def xdotool(*arguments):
    return subprocess.run(("xdotool", *arguments), check=True, capture_output=True, text=True).stdout


def screenshot(path):
    subprocess.run(("import", "-window", "root", path), check=True)


def remember_size():
    """At the first start the main window has the size that WINDOW says, “360x720”, as if it had been
    left like that."""
    path = os.path.join(GLib.get_user_config_dir(), "glib-2.0", "settings", "keyfile")
    if "WINDOW" not in os.environ or os.path.exists(path):
        return
    width, height = os.environ["WINDOW"].split("x")
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as settings:
        settings.write(f"[io/github/preamp/Preamp]\nwindow-width={width}\nwindow-height={height}\n")


class App:
    """The running program."""

    def __init__(self, argv, **environment):
        remember_size()
        self.process = subprocess.Popen(argv, env={**os.environ, **environment})
        self.root = wait_for("the program on the accessibility bus", self._find_root)
        wait_for("a window", lambda: self.root.get_child_count())

    def _find_root(self):
        if self.process.poll() is not None:
            raise AssertionError(f"the program ended with {self.process.returncode}")
        desktop = Atspi.get_desktop(0)
        for i in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(i)
            if child is not None and child.get_process_id() == self.process.pid:
                return child
        return None

    # Finding

    def find_all(self, role=None, name=None, within=None):
        """The visible nodes of a role whose name or text is `name`, or matches it if it is a pattern."""
        found = []
        for node in walk(within or self.root):
            if role is not None and role_of(node) != role:
                continue
            if name is not None:
                names = {node.get_name(), text(node)}
                if isinstance(name, re.Pattern):
                    if not any(name.search(n) for n in names if n):
                        continue
                elif name not in names:
                    continue
            if visible(node):
                found.append(node)
        return found

    def find(self, role=None, name=None, within=None, timeout=TIMEOUT):
        return wait_for(f"{role or 'a node'} {name!r}",
                        lambda: next(iter(self.find_all(role, name, within)), None), timeout)

    def gone(self, role=None, name=None, timeout=TIMEOUT):
        wait_for(f"no {role or 'node'} {name!r}", lambda: not self.find_all(role, name), timeout)

    def closed(self, name, timeout=TIMEOUT):
        """Waits until a window is gone, by the display alone: GTK 4.18 dies of a question about a
        node that it is just letting go of."""
        wait_for(f"the window {name!r} to close", lambda: not (
            name in self.window_names() if COMPOSITOR else self.window_ids(name)), timeout)
        if COMPOSITOR:
            # Its shell gives the keyboard back to the window behind once that is clicked.
            xdotool("mousemove", "--window", COMPOSITOR, "450", "775", "click", "1")

    def window_names(self):
        windows = (self.root.get_child_at_index(i) for i in range(self.root.get_child_count()))
        return [window.get_name() for window in windows if window is not None]

    def active(self, name):
        """Waits until a window has the keyboard: by the display alone, as after another has closed."""
        wait_for(f"the window {name!r} to be active", lambda: COMPOSITOR or subprocess.run(
            ("xdotool", "getactivewindow", "getwindowname"),
            capture_output=True, text=True, check=False).stdout.strip() == name)

    @staticmethod
    def window_ids(name):
        return subprocess.run(
            ("xdotool", "search", "--onlyvisible", "--name", f"^{re.escape(name)}$"),
            capture_output=True, text=True, check=False).stdout.split()

    def button(self, label, within=None, timeout=TIMEOUT):
        """A button by its label; libadwaita 1.2 calls those of a message dialog “_Stay Stay”."""
        return self.find("push button", re.compile(rf"(^|[ _]){re.escape(label)}$"), within, timeout)

    def window(self, name):
        """A top level by its name."""
        return wait_for(f"the window {name!r}", lambda: next(
            (w for w in (self.root.get_child_at_index(i) for i in range(self.root.get_child_count()))
             if w is not None and w.get_name() == name), None))

    def texts(self, within=None):
        return [t for t in (text(n) for n in walk(within or self.root)
                            if n.get_role_name() in ("label", "heading")) if t]

    def find_row(self, name):
        """The table row or list item in view that has a label `name`, if there is one now."""
        for role in ("table row", "list item"):
            for row in self.find_all(role):
                if any(text(n) == name for n in walk(row) if n.get_role_name() == "label"):
                    return row
        return None

    def row(self, name):
        """As find_row, once it is there."""
        return wait_for(f"the row {name!r}", lambda: self.find_row(name))

    def rows_beside(self, row):
        """All rows of the row's table or list, itself among them."""
        return self.find_all(row.get_role_name(), within=row.get_parent())

    # Acting

    def click(self, node, mouse=False):
        names = actions(node)
        action = next((a for a in ("click", "toggle") if a in names), None)
        if action is not None and not mouse:
            wait_for(f"{node.get_name()!r} to be sensitive", lambda: "sensitive" in states(node))
            Atspi.Action.do_action(node, names.index(action))
        else:
            self.reveal(node)
            window, x, y = self.settled(node)
            # A second click on the same spot sooner would make a double click.
            xdotool("mousemove", "--window", window, str(x), str(y), "sleep", "0.05", "click", "1",
                    "sleep", "0.3")

    def press(self, name, within=None):
        """Clicks a button of a row, which may be made anew while that is tried."""
        def pressed():
            node = self.find("push button", name, within)
            names = actions(node)
            return ("click" in names and "sensitive" in states(node) and
                    Atspi.Action.do_action(node, names.index("click")))

        wait_for(f"{name!r} to be pressed", pressed)

    def scroll_down(self, node, what, probe):
        """Turns the wheel over a list until the answer is true: rows far out of sight have no place."""
        def seen():
            answer = probe()
            if not answer:
                window, x, y = self.centre(node)
                xdotool("mousemove", "--window", window, str(x), str(y), "click", "5", "sleep", "0.1")
            return answer

        return wait_for(what, seen)

    def reveal(self, node):
        """Turns the wheel until a node is in sight of what scrolls around it."""
        node = self.row_of(node)
        pane = node.get_parent()
        while pane is not None and pane.get_role_name() not in ("scroll pane", "application"):
            pane = pane.get_parent()
        if pane is None or pane.get_role_name() == "application" or not visible(pane):
            return

        def in_sight():
            above, height = extents(pane)[1], extents(pane)[3]
            middle = extents(node)[1] + extents(node)[3] / 2
            if above < middle < above + height:
                return True
            window, x, y = self.centre(pane)
            xdotool("mousemove", "--window", window, str(x), str(y), "click",
                    "5" if middle >= above + height else "4", "sleep", "0.1")
            return False

        wait_for(f"{node.get_name()!r} to be in sight", in_sight)

    def settled(self, node):
        """As centre, once the node stays where it is: a window may still grow, and a list."""
        places = [None]

        def same():
            places.append(self.centre(node))
            time.sleep(0.1)
            return places[-1] == places[-2] and places[-1]

        return wait_for(f"{node.get_name()!r} to stay where it is", same)

    @staticmethod
    def row_of(node):
        """The outermost row that a node is part of, or the node."""
        top = node
        while parent_of(top).get_role_name() != "application":
            if top.get_role_name() in ("list item", "table row"):
                node = top
            top = parent_of(top)
        return node

    def centre(self, node):
        """A window, and where in it the middle of a node is, or of the row that it is part of: GTK 4.18
        leaves out the padding of what is around a node, some 10 pixels, and rows are larger."""
        node = self.row_of(node)
        top = node
        while parent_of(top).get_role_name() != "application":
            top = parent_of(top)
        window = COMPOSITOR or self.window_ids(top.get_name())[-1]
        shell = xdotool("getwindowgeometry", "--shell", window)
        geometry = dict(line.split("=") for line in shell.split())
        left, above, width, height = (SCALE * n for n in extents(top))
        x, y, w, h = (SCALE * n for n in extents(node))
        # Accessible positions count from the window's content, X's from its surface with the shadow;
        # the compositor's window has ours in its middle.
        return (window, (int(geometry["WIDTH"]) - width) // 2 + x - left + w // 2,
                (int(geometry["HEIGHT"]) - height) // 2 + y - above + h // 2)

    def set_text(self, entry, value):
        Atspi.EditableText.set_text_contents(entry, value)

    def key(self, *combinations):
        xdotool("key", *combinations)

    def type(self, value):
        xdotool("type", "--delay", "5", value)

    def dump(self, node=None, depth=0):
        """Prints the tree, for whoever wants to know why something was not found."""
        node = node or self.root
        print("  " * depth + f"{node.get_role_name()} {node.get_name()!r} {text(node)!r} "
              f"{'' if visible(node) else '(hidden) '}{sorted(states(node) & {'focused', 'checked', 'selected'})}",
              file=sys.stderr)
        for i in range(min(node.get_child_count(), 12)):
            child = node.get_child_at_index(i)
            if child is not None:
                self.dump(child, depth + 1)

    def quit(self):
        """Ctrl+Q; gives the exit status."""
        self.key("ctrl+q")
        return self.ended()

    def ended(self):
        """Waits until the program has ended by itself; gives the exit status."""
        return self.process.wait(TIMEOUT)

    def kill(self):
        self.process.kill()
        self.process.wait()
