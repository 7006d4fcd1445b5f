#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Stands between the window and kpi-studio-demo, and keeps the line that the demo server announces
itself with for the test: STUDIO_TEST_DEMO is the server, STUDIO_TEST_ANNOUNCEMENT the file. It
answers as slowly as a Metabase near by, so that a run can be cancelled before it is over."""
import os
import signal
import subprocess
import sys

server = subprocess.Popen([os.environ["STUDIO_TEST_DEMO"], "--latency", "10", *sys.argv[1:]],
                          stdout=subprocess.PIPE)
for number in (signal.SIGTERM, signal.SIGINT):
    signal.signal(number, lambda *_: server.terminate())
line = server.stdout.readline()
with open(os.environ["STUDIO_TEST_ANNOUNCEMENT"], "wb") as file:
    file.write(line)
sys.stdout.buffer.write(line)
sys.stdout.flush()
sys.exit(server.wait())
