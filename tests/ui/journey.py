#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The way of a person through the window, by assistive technology; prints TAP.

Runs inside tests/support/gui-session: journey.py KPI_STUDIO KPI_STUDIO_DEMO
"""
import http.server
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import traceback
import urllib.error
import urllib.request

# The accessibility library warns in passing while a program starts; only our program's own warnings
# are to end a test.
FATAL_WARNINGS = os.environ.pop("G_DEBUG", None)

import pyatspi  # noqa: E402

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
import gui_drive  # noqa: E402
from gui_drive import App, plain, until  # noqa: E402

PROGRAM, DEMO = (os.path.abspath(path) for path in sys.argv[1:3])
ARTIFACTS = os.environ.get("STUDIO_TEST_ARTIFACTS",
                           os.path.join(os.environ["STUDIO_TEST_BUILD_ROOT"], "tests"))
SHOTS = os.path.join(ARTIFACTS, "screenshots")
COLLECTION = "KPI Studio"


def shot(name):
    os.makedirs(SHOTS, exist_ok=True)
    gui_drive.shot(os.path.join(SHOTS, name + ".png"))


class Metabase:
    """What the server itself says, asked over HTTP past the program that is tested."""

    def __init__(self, announcement):
        self.url = announcement["url"]
        self.username = announcement["username"]
        self.password = announcement["password"]
        self.token = self.ask("/api/session", {"username": self.username,
                                               "password": self.password})["id"]

    def ask(self, path, body=None):
        headers = {"Content-Type": "application/json"}
        if hasattr(self, "token"):
            headers["X-Metabase-Session"] = self.token
        request = urllib.request.Request(self.url + path, headers=headers,
                                         data=json.dumps(body).encode() if body else None)
        with urllib.request.urlopen(request, timeout=20) as reply:
            return json.load(reply)

    def cards(self):
        """(name, collection, collection above it) of every card that is not archived."""
        collections = {c["id"]: c for c in self.ask("/api/collection") if c["id"] != "root"}
        found = []
        for card in self.ask("/api/card"):
            if card.get("archived"):
                continue
            collection = collections.get(card["collection_id"], {})
            above = [part for part in collection.get("location", "/").split("/") if part]
            parent = collections.get(int(above[-1]), {}) if above else {}
            found.append((card["name"], collection.get("name"), parent.get("name")))
        return found


class Model:
    """A language model's endpoint that answers every question with the same two KPIs."""

    KPIS = [{"name": f"Model KPI {n}", "description": "d", "business_value": "v",
             "category": None, "unit": "count", "direction": "up", "display": "scalar",
             "sql": f"SELECT count(DISTINCT {column}) AS answer FROM tb_payment"}
            for n, column in enumerate(("order_id", "pay_method"), 1)]

    def __init__(self):
        model = self
        self.requests = []

        class Endpoint(http.server.BaseHTTPRequestHandler):
            def reply(self, kind, body):
                self.send_response(200)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def do_GET(self):
                self.reply("application/json", b'{"object":"list","data":[{"id":"test-model"}]}')

            def do_POST(self):
                request = self.rfile.read(int(self.headers["Content-Length"])).decode()
                model.requests.append((request, dict(self.headers)))
                text = json.dumps({"kpis": model.KPIS})
                chunks = [{"choices": [{"index": 0, "delta": {"content": text[at:at + 50]}}]}
                          for at in range(0, len(text), 50)]
                chunks += [{"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]},
                           {"choices": [], "usage": {"prompt_tokens": 1200,
                                                     "completion_tokens": 300}}]
                lines = [f"data: {json.dumps(chunk)}\n\n" for chunk in chunks]
                self.reply("text/event-stream", "".join([*lines, "data: [DONE]\n\n"]).encode())

            def log_message(self, *args):
                pass
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Endpoint)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/v1"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


class Journey:
    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="kpi-studio-journey-", dir="/tmp")
        os.chmod(self.folder, 0o711)        # PostgreSQL runs as another user when we are root
        self.demo_dir = os.path.join(self.folder, "company")
        self.announcement = os.path.join(self.folder, "announcement.json")
        environment = dict(os.environ)
        if FATAL_WARNINGS:
            environment["G_DEBUG"] = FATAL_WARNINGS
        environment.update(KPI_STUDIO_DEMO=os.path.join(os.path.dirname(__file__), "record-demo.py"),
                           STUDIO_TEST_DEMO=DEMO, STUDIO_TEST_ANNOUNCEMENT=self.announcement)
        self.stalls = os.path.join(self.folder, "stalls")
        if os.environ.get("STUDIO_STALL_PROBE"):
            environment.update(LD_PRELOAD=os.environ["STUDIO_STALL_PROBE"],
                               STUDIO_STALL_LOG=self.stalls)
        self.log = open(os.path.join(self.folder, "program.log"), "wb")
        self.process = subprocess.Popen(
            [PROGRAM, "--workspace", os.path.join(self.folder, "workspace.db"),
             "--demo-dir", self.demo_dir],
            env=environment, stdout=self.log, stderr=self.log)
        self.app = App("kpi-studio", 30)
        self.app.skip = {"KPI list"}
        self.demo = None
        self.metabase = None
        self.list = None
        self.known = {}         # name: the row it was last seen in
        self.name_entry = None
        self.used = []
        self.chosen = []

    # ---- helpers

    def rows(self):
        """(name cell, name, state, all texts, state cell) of the KPIs in sight, in order."""
        if self.list is None:
            table = self.app.find("KPI list", "tree table")
            self.list = next(n for n in self.app.nodes(table) if n.getRoleName() == "list")
        found = []
        top = self.extents(self.list)
        for row in self.list:
            # Rows out of sight have no size; asking that first saves most of the walk.
            if row is None:
                continue
            box = self.extents(row)
            if box.height == 0 or box.y < top.y or box.y + box.height > top.y + top.height:
                continue
            nodes = list(self.app.nodes(row))
            status = [n for n in nodes if n.getRoleName() == "image" and " · " in (n.name or "")]
            labels = [n for n in nodes if n.getRoleName() == "label"]
            if status and len(labels) >= 4:
                texts = [self.text(n) for n in labels]
                found.append((labels[1], texts[1], plain(status[0].name), texts, status[0]))
        # They come in the order in which they were made, not in that on the screen.
        return sorted(found, key=lambda row: self.extents(row[0]).y)

    @staticmethod
    def extents(node):
        return node.queryComponent().getExtents(pyatspi.WINDOW_COORDS)

    def settled_names(self):
        """The names in the list, once they no longer move about."""
        def probe():
            before = [row[1] for row in self.rows()]
            time.sleep(0.4)
            return before if before == [row[1] for row in self.rows()] else None
        return until(probe, "a list at rest", 20)

    @staticmethod
    def text(node):
        try:
            text = node.queryText()
            return text.getText(0, text.characterCount)
        except NotImplementedError:
            return plain(node.name)

    def says(self, part, seconds=15):
        """A label anywhere whose text has `part` in it."""
        def probe():
            for node in self.app.nodes():
                if node.getRoleName() == "label" and part in self.text(node):
                    return self.text(node)
            return None
        return until(probe, f"text {part!r}", seconds)

    def select_next(self):
        """Selects a KPI that was not used yet, and returns its name. What AT-SPI says about a row
        that is about to be used again may be out of date, so another one is tried then."""
        for name in self.settled_names():
            if name in self.used:
                continue
            try:
                self.select(name, 6)
            except (TimeoutError, StopIteration, KeyError):
                continue
            self.used.append(name)
            return name
        raise LookupError("no KPI in the list could be selected")

    def select(self, name, seconds=20):
        """Points at the KPI of that name until the editor shows it: a tooltip that is in the way
        takes the first click."""
        if self.name_entry is None:
            self.name_entry = self.app.find("Name", "text")

        def probe():
            if self.text(self.name_entry) == name:
                return True
            self.state_of(name)
            node = self.known[name][0]
            box = self.extents(node)
            _, x, y, width, height = self.app.window(node)
            frame = self.extents(self.app.toplevel(node))
            x += (width - frame.width) // 2 + box.x + min(box.width // 2, 40)
            y += (height - frame.height) // 2 + box.y + box.height // 2
            subprocess.run(["xdotool", "mousemove", "5", "5", "mousemove", str(x), str(y),
                            "click", "1"], check=True)
            time.sleep(0.5)
            return self.text(self.name_entry) == name
        until(probe, f"{name!r} in the editor", seconds)

    def state_of(self, name):
        # Rows are used again for other KPIs when the list is sorted, hence the look at the name.
        row = self.known.get(name)
        if row is None or self.text(row[0]) != name:
            self.known = {row[1]: row for row in self.rows()}
            row = self.known.get(name)
        return plain(row[4].name) if row is not None else None

    def expect_state(self, name, part):
        until(lambda: part in (self.state_of(name) or "") or None, f"{part!r} at {name!r}", 20)

    # ---- the steps

    def step_welcome(self):
        self.app.find("Connect", "push button")
        self.app.find("Explore sample", "push button")
        shot("01-welcome")

    def step_unreachable_server(self):
        self.app.click("Connect", "push button")
        self.fill("http://127.0.0.1:9", "somebody@example.org", "secret")
        self.app.click("Connect", "push button")
        self.says("Could not reach 127.0.0.1")
        shot("02-unreachable")

    def step_not_a_metabase(self):
        class Page(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                body = b"<html><title>A router</title></html>"
                self.send_response(200)
                self.send_header("Content-Type", "text/html")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
            do_POST = do_GET

            def log_message(self, *args):
                pass
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Page)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.fill(f"http://127.0.0.1:{server.server_address[1]}", "somebody@example.org", "secret")
        self.app.click("Connect", "push button")
        self.says("Metabase")
        said = self.says("not")
        shot("03-not-a-metabase")
        server.shutdown()
        assert "Could not reach" not in said, said
        self.app.click("Back", "push button")

    def fill(self, url, username, password):
        self.app.find("Metabase Address", "text")
        self.app.type("Metabase Address", url, "text")
        self.app.type("User Name or Email", username, "text")
        self.app.type("Password", password, "text")
        # A keyring would want to be made first, with a dialog of its own.
        keep = self.app.find("Keep in keyring", "check box")
        if keep.getState().contains(pyatspi.STATE_CHECKED):
            self.app.click("Keep in keyring", "check box")

    def step_explore_sample(self):
        self.app.click("Explore sample", "push button")
        self.app.find("Schema", "panel", 180)
        for pane in ("KPIs", "Result"):
            self.app.find(pane, "panel")
        self.app.find("SQL editor", "text")
        self.app.find("tb_order", "check box", 30)
        with open(self.announcement, encoding="utf-8") as file:
            self.metabase = Metabase(json.load(file))
        assert self.metabase.cards() == [], self.metabase.cards()
        shot("04-sample")

    def step_generate(self):
        self.app.click("tb_order", "check box")
        self.app.click("tb_delivery", "check box")
        self.says("2 tables selected")
        self.app.click("Generate", "push button")
        self.says("Generated ", 120)
        until(lambda: len(self.rows()) >= 15 or None, "fifteen KPIs in sight", 20)
        tables = {texts[2] for _, _, _, texts, _ in self.rows()}
        assert tables == {"tb_order", "tb_delivery"}, tables
        # Nothing more is looked for in there, and a walk past it is quick.
        self.app.skip.add("Databases and tables")
        shot("05-generated")

    def step_check(self):
        name = self.select_next()
        self.app.click("Check", "push button")
        self.expect_state(name, "Valid")
        self.says(" row", 20)
        assert self.app.read("SQL editor", "text").lower().lstrip().startswith(("select", "with"))
        shot("06-checked")

    def step_approve_three(self):
        self.app.click("Approve", "push button")
        self.expect_state(self.used[0], "Approved")
        for _ in range(2):
            name = self.select_next()
            self.app.key("a")
            self.expect_state(name, "Approved")
        self.chosen = list(self.used)
        assert len(set(self.chosen)) == 3, self.chosen

    def step_undo(self):
        name = self.select_next()
        self.app.key("r")
        self.expect_state(name, "Rejected")
        self.app.click("Undo", "push button")
        self.expect_state(name, "Undecided")
        shot("07-approved")

    def step_register(self):
        self.app.click("Register", "push button")
        for name in self.chosen:
            self.expect_state(name, "Registered")
        shot("08-registered")
        categories = {texts[1]: texts[3] for _, _, _, texts, _ in self.rows()}
        expected = sorted((name, categories[name], COLLECTION) for name in self.chosen)
        assert sorted(self.metabase.cards()) == expected, (self.metabase.cards(), expected)

    def step_register_again(self):
        self.app.click("Register", "push button")
        self.says("already there")
        assert len(self.metabase.cards()) == 3, self.metabase.cards()

    def step_review_and_undo(self):
        """The plan says what there is; what was registered can be archived again, and comes back."""
        self.app.key("ctrl+alt+r")
        self.says("Registered, and unchanged since.")
        shot("08-plan")
        self.app.click("Close the plan", "push button")
        self.app.click("Main menu", "push button")
        self.app.click("Undo Last Registration…", "menu item")
        self.app.click("Archive", "push button")
        for name in self.chosen:
            until(lambda: not self.state_of(name).endswith("Registered") or None,
                  f"{name!r} archived", 20)
        assert self.metabase.cards() == [], self.metabase.cards()
        self.app.click("Register", "push button")
        for name in self.chosen:
            self.expect_state(name, "Registered")
        assert len(self.metabase.cards()) == 3, self.metabase.cards()

    def step_watch(self):
        self.app.click("Main menu", "push button")
        self.app.click("Look After Registered KPIs", "menu item")
        self.says("All 3 registered KPIs work")
        shot("08-watched")

    def step_edit(self):
        name = self.select_next()
        self.app.type("SQL editor", "SELECT nosuch FROM tb_order", "text")
        self.app.key("ctrl+Return")
        self.expect_state(name, "Invalid")
        self.says("nosuch")
        shot("09-invalid")
        self.app.click("Approve", "push button")
        self.says("cannot be approved")

    def step_cancel_run(self):
        self.app.click("Select all tables", "push button")
        self.says("30 tables selected")
        # Looking for the button in the whole window could take as long as the run.
        bar = self.app.find("Close summary of the run", "push button").parent
        self.app.click("Generate", "push button")
        button = until(lambda: next((node for node in bar if node is not None and
                                     node.name == "Cancel run"), None), "Cancel run")
        assert button.queryAction().doAction(0)
        self.says("Cancelled")
        shot("10-cancelled")

    def step_language_model(self):
        model = Model()
        self.app.click("Select no tables", "push button")
        self.app.skip.discard("Databases and tables")
        self.app.click("tb_payment", "check box")
        self.app.skip.add("Databases and tables")
        self.app.key("ctrl+comma")
        self.app.click("Language Model")
        self.app.find("Base URL", "text")
        for entry, text in (("Base URL", model.url), ("Model", "test-model")):
            # Only what a person types is offered to be applied.
            self.app.mouse(entry, "text")
            self.app.key("ctrl+a")
            subprocess.run(["xdotool", "type", "--clearmodifiers", text], check=True)
            self.app.key("Return")
        self.app.click("Test", "push button")
        self.says("Works: the server has “test-model”")
        shot("11-model")
        self.app.key("Escape")
        self.app.click("Generate", "push button")
        self.says("Generated ", 60)
        self.says("1500 tokens")
        assert len(model.requests) == 1, len(model.requests)
        assert "tb_payment" in model.requests[0][0]
        shot("12-from-a-model")
        model.server.shutdown()

    def step_wrong_password(self):
        self.app.click("Main menu", "push button")
        self.app.click("Disconnect", "menu item")
        self.app.find("Explore sample", "push button", 30)
        self.demo = subprocess.Popen([DEMO, "--port", "0", "--data-dir", self.demo_dir],
                                     stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        announcement = json.loads(self.demo.stdout.readline())
        self.app.click("Connect", "push button")
        self.fill(announcement["url"], announcement["username"], "not the password")
        self.app.click("Connect", "push button")
        self.says("password is wrong", 20)
        shot("13-wrong-password")
        self.app.type("Password", announcement["password"], "text")
        self.app.click("Connect", "push button")
        self.app.find("Schema", "panel", 30)

    def step_quit(self):
        self.app.key("ctrl+q")
        assert self.process.wait(20) == 0, self.process.returncode

    # ---- all of them

    def report_stalls(self):
        """How long no frame could be drawn. To be read, not judged: assistive technology that asks
        for everything, as this does, takes its own time."""
        if not os.path.exists(self.stalls):
            return
        with open(self.stalls, encoding="utf-8") as file:
            cpu = sorted(float(line.split()[2]) for line in file)
        longest = cpu[-1] if cpu else 0
        print(f"# the main loop was busy for more than a frame {len(cpu)} times, "
              f"for more than four {sum(c > 64 for c in cpu)} times, at most {longest:.0f} ms")

    def stop(self):
        for process in (self.process, self.demo):
            if process is not None and process.poll() is None:
                process.send_signal(signal.SIGTERM)
                try:
                    process.wait(20)
                except subprocess.TimeoutExpired:
                    process.kill()
        self.report_stalls()
        self.log.close()
        with open(self.log.name, encoding="utf-8", errors="replace") as file:
            log = file.read()
        for line in log.splitlines():
            print(f"# {line}")
        shutil.rmtree(self.folder, ignore_errors=True)
        return log


def main():
    steps = [name for name in vars(Journey) if name.startswith("step_")]
    print(f"1..{len(steps) + 1}", flush=True)
    journey = Journey()
    failed = False
    for number, step in enumerate(steps, 1):
        label = step[len("step_"):].replace("_", " ")
        if failed:
            print(f"not ok {number} - {label} # a step before failed", flush=True)
            continue
        began = time.monotonic()
        try:
            getattr(journey, step)()
            print(f"ok {number} - {label} # {time.monotonic() - began:.1f} s", flush=True)
        except Exception:
            failed = True
            print(f"not ok {number} - {label}")
            for line in traceback.format_exc().splitlines():
                print(f"# {line}", flush=True)
            shot("failed-" + step[len("step_"):])
    log = journey.stop()
    clean = not any(word in log for word in ("CRITICAL", "WARNING **"))
    print(f"{'ok' if clean else 'not ok'} {len(steps) + 1} - no warnings", flush=True)
    return 1 if failed or not clean else 0


if __name__ == "__main__":
    sys.exit(main())
