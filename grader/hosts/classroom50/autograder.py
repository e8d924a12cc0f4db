#!/usr/bin/env python3
"""Classroom 50 runs this once per submission, in the student's checkout.

Tests, library and grader come from the course at COMMIT, never from the student. The grader writes result.json here.
If it cannot grade at all, this exits 1 and writes nothing: no mark is better than a wrong one.
"""

import os
import shutil
import subprocess
import sys
import tempfile

COURSE = "https://github.com/OWNER/parameter-katas"
COMMIT = "main"


def run(*command, cwd):
    try:
        return subprocess.run(command, cwd=cwd, check=False).returncode
    except FileNotFoundError:
        return 127


def main():
    here = os.getcwd()
    with tempfile.TemporaryDirectory() as home:
        course = os.path.join(home, "course")
        out = os.path.join(home, "out")
        os.mkdir(course)
        prepare = [
            ("git", "init", "--quiet"),
            ("git", "fetch", "--quiet", "--depth", "1", COURSE, COMMIT),
            ("git", "checkout", "--quiet", "FETCH_HEAD"),
            ("npm", "ci", "--include=dev", "--no-audit", "--no-fund"),
        ]
        for command in prepare:
            if run(*command, cwd=course) != 0:
                check = "COURSE and COMMIT" if command[0] == "git" else "that the assignment has the runtime of runtime.json"
                print(f"autograder.py: expected {command[0]} to succeed, it failed. Check {check}.")
                return 1
        grade = ("node", "grader/start.mjs", "grade", "--katas", here)
        formats = ("--format", "classroom50,markdown", "--output", out)
        # 0: all passed, 1: not yet. Both are results.
        if run(*grade, *formats, cwd=course) not in (0, 1):
            return 1
        shutil.move(os.path.join(out, "result.json"), os.path.join(here, "result.json"))
        shutil.move(os.path.join(out, "summary.md"), os.path.join(here, "release-body.md"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
