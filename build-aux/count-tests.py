#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts the test cases in meson's testlog.json, those inside TAP programs one by one.

Prints "N passed, N failed" and, when some were, ", N skipped". Fails when a case
failed or when nothing ran.
"""

import json
import re
import sys

CASE = re.compile(r"^(not )?ok\b[^#]*(#\s*(SKIP|TODO)\b)?", re.IGNORECASE)
GOOD = {"OK", "EXPECTEDFAIL"}
SKIPPED = {"SKIP", "IGNORED"}


def count_cases(output):
    """Returns (passed, failed, skipped) of a TAP program's output."""
    passed = failed = skipped = 0
    for line in output.splitlines():
        match = CASE.match(line)
        if not match:
            continue
        if match.group(3):
            skipped += 1
        elif match.group(1):
            failed += 1
        else:
            passed += 1
    return passed, failed, skipped


def count(path):
    passed = failed = skipped = 0
    with open(path, encoding="utf-8") as log:
        for line in log:
            test = json.loads(line)
            ok, not_ok, skip = count_cases(test.get("stdout") or "")
            if test["result"] in SKIPPED:
                skipped += 1
                continue
            passed += ok
            failed += not_ok
            skipped += skip
            if test["result"] in GOOD and ok + not_ok + skip == 0:
                passed += 1
            elif test["result"] not in GOOD and not_ok == 0:
                failed += 1
    return passed, failed, skipped


def main():
    try:
        passed, failed, skipped = count(sys.argv[1])
    except OSError as error:
        print(f"No test log: {error}", file=sys.stderr)
        passed = failed = skipped = 0
    line = f"{passed} passed, {failed} failed"
    print(f"{line}, {skipped} skipped" if skipped else line)
    return 0 if passed and not failed else 1


if __name__ == "__main__":
    sys.exit(main())
