#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Drive a GTK 4 program through AT-SPI, from inside gui-session.

As a command:   gui_drive.py APP tree [DEPTH]
                gui_drive.py APP wait|click|mouse|read NAME [ROLE]
                gui_drive.py APP type NAME TEXT
                gui_drive.py APP key KEYSYM...
                gui_drive.py - shot FILE.png
As a module:    from gui_drive import App, shot

APP is the program's name on the bus (its argv[0] base name or g_set_prgname).
Needs /usr/bin/python3 (python3-pyatspi), xdotool, and xwd+convert or import.
"""
import re
import shutil
import subprocess
import sys
import time

import pyatspi

SECONDS = 10.0


def plain(name):
    """GTK 4.8 names a mnemonic button '_Run Run': make that 'Run' again."""
    name = name or ""
    half = name.find(" ", len(name) // 2 - 1)
    if half > 0 and name[:half].replace("_", "", 1) == name[half + 1:]:
        return name[half + 1:]
    return name


def until(probe, what, seconds=SECONDS):
    end = time.monotonic() + seconds
    while True:
        try:
            found = probe()
        except Exception:           # objects vanish while we look at them
            found = None
        if found is not None and found is not False:
            return found
        if time.monotonic() > end:
            raise TimeoutError(f"no {what} within {seconds:g} s")
        time.sleep(0.05)


def shot(path):
    if shutil.which("import"):
        subprocess.run(["import", "-window", "root", path], check=True)
    else:
        dump = subprocess.run(["xwd", "-root", "-silent"], check=True, capture_output=True)
        subprocess.run(["convert", "xwd:-", path], check=True, input=dump.stdout)


class App:
    def __init__(self, name, seconds=SECONDS):
        self.name = name
        self.skip = set()
        self.node = until(self._lookup, f"application {name!r}", seconds)

    def _lookup(self):
        for app in pyatspi.Registry.getDesktop(0):
            if app and app.name == self.name and app.childCount:
                return app

    def nodes(self, top=None):
        """Every accessible below `top`, parents first. Only realized list rows exist; what is below
        a node called by a name in `skip` is left out (a long list takes seconds to walk)."""
        queue = [top or self.node]
        while queue:
            node = queue.pop(0)
            yield node
            if node is top or not self.skip or node.name not in self.skip:
                queue.extend(c for c in node if c is not None)

    def find(self, name, role=None, seconds=SECONDS):
        """The first visible node called `name`: an exact name wins over a partial one."""
        def probe():
            part = None
            for node in self.nodes():
                if role and node.getRoleName() != role:
                    continue
                if plain(node.name) == name:
                    return node
                if part is None and name in plain(node.name):
                    part = node
            return part
        return until(probe, f"{role or 'node'} {name!r} in {self.name}", seconds)

    def click(self, name, role=None):
        """Activate by the node's own action (no pointer, works off screen)."""
        node = self.find(name, role)
        while node is not None:         # a label inside a button: climb to the button
            try:
                action = node.queryAction()
                for i in range(action.nActions):
                    if action.getName(i) in ("click", "activate", "toggle"):
                        return action.doAction(i)
            except NotImplementedError:
                pass
            if node.getRoleName() in ("frame", "dialog", "application"):
                break
            node = node.parent
        return self.mouse(name, role)

    def mouse(self, name, role=None, button=1, times=1):
        """Point and click at the middle of a node (rows, cells, the text view)."""
        node = self.find(name, role)
        box = node.queryComponent().getExtents(pyatspi.WINDOW_COORDS)
        window, x, y, width, height = self.window(node)
        frame = self.toplevel(node).queryComponent().getExtents(pyatspi.WINDOW_COORDS)
        x += (width - frame.width) // 2 + box.x + box.width // 2     # CSD border
        y += (height - frame.height) // 2 + box.y + box.height // 2
        subprocess.run(["xdotool", "mousemove", str(x), str(y), "click",
                        "--repeat", str(times), "--delay", "60", str(button)], check=True)
        return True

    def toplevel(self, node=None):
        """The frame or dialog around `node`; without one, the newest toplevel."""
        if node is None:
            return self.node[self.node.childCount - 1]
        while node.parent is not None and node.parent.getRoleName() != "application":
            node = node.parent
        return node

    def window(self, node=None):
        """(id, x, y, width, height) of the X window that shows `node`."""
        def search(*what):
            return subprocess.run(["xdotool", "search", "--onlyvisible", *what],
                                  capture_output=True, text=True).stdout.split()
        top = self.toplevel(node)
        found = search("--name", f"^{re.escape(top.name)}$") if top.name else []
        found = found or search("--pid", str(self.node.get_process_id()))
        if not found:
            raise LookupError(f"no X window for {top.name!r}")
        shape = subprocess.run(["xdotool", "getwindowgeometry", "--shell", found[-1]],
                               capture_output=True, text=True, check=True).stdout
        value = dict(line.split("=", 1) for line in shape.split())
        return (found[-1], *(int(value[k]) for k in ("X", "Y", "WIDTH", "HEIGHT")))

    def key(self, *keys):
        """Real key events; without a window manager focus has to be given first."""
        subprocess.run(["xdotool", "windowfocus", "--sync", self.window()[0]], check=True)
        subprocess.run(["xdotool", "key", "--clearmodifiers", *keys], check=True)

    def type(self, name, text, role=None):
        """Replace an entry's or text view's contents without key events."""
        node = self.find(name, role)
        return node.queryEditableText().setTextContents(text)

    def read(self, name, role=None):
        node = self.find(name, role)
        try:
            text = node.queryText()
            return text.getText(0, text.characterCount)     # -1 reads '' from a 4.8 entry
        except NotImplementedError:
            return plain(node.name)

    def tree(self, depth=99):
        def walk(node, level):
            state = node.getState()
            flags = [f for f in ("focused", "selected", "checked", "expanded", "sensitive")
                     if state.contains(getattr(pyatspi, "STATE_" + f.upper()))]
            print("  " * level + f"{node.getRoleName()} {node.name!r} {' '.join(flags)}")
            if level < depth:
                for child in node:
                    if child is not None:
                        walk(child, level + 1)
        walk(self.node, 0)


def main(argv):
    if len(argv) < 3:
        print(__doc__, file=sys.stderr)
        return 2
    name, verb, rest = argv[1], argv[2], argv[3:]
    if verb == "shot":
        shot(rest[0])
        return 0
    app = App(name)
    if verb == "tree":
        app.tree(int(rest[0]) if rest else 99)
    elif verb == "wait":
        app.find(*rest)
    elif verb == "read":
        print(app.read(*rest))
    elif verb in ("click", "mouse", "type", "key"):
        getattr(app, verb)(*rest)
    else:
        print(__doc__, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv))
    except (TimeoutError, LookupError) as problem:
        sys.exit(f"gui_drive: {problem}")
