# SPDX-FileCopyrightText: The Muster authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""./dev format [--check] [FILE...]: lays out C by clang-format and Blueprint by its compiler.

With --check it changes nothing and names the files that it would change, as TAP."""

import os
import subprocess
import sys

top = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def files(*endings):
    for folder in ('src', 'tests'):
        for here, folders, names in os.walk(os.path.join(top, folder)):
            folders.sort()
            yield from (os.path.join(here, n) for n in sorted(names) if n.endswith(endings))


def fits(command):
    return subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0


def main():
    check = '--check' in sys.argv
    named = [os.path.abspath(a) for a in sys.argv[1:] if not a.startswith('-')]
    c = [f for f in files('.c', '.h') if not named or f in named]
    blp = [f for f in files('.blp') if not named or f in named]
    os.chdir(top)
    if not check:
        if c:
            subprocess.run(['clang-format', '-i', *c], check=True)
        if blp:
            subprocess.run(['blueprint-compiler', 'format', '--fix', *blp], check=True)
        return
    bad = False
    print('1..2')
    for number, (name, command, listed) in enumerate((
            ('C', ['clang-format', '--dry-run', '-Werror'], c),
            ('Blueprint', ['blueprint-compiler', 'format'], blp)), 1):
        # One by one only to name those at fault
        wrong = [] if fits(command + listed) else [f for f in listed if not fits(command + [f])]
        for f in wrong:
            print(f'# {os.path.relpath(f, top)}: ./dev format would change it')
        print(f'{"not ok" if wrong else "ok"} {number} {name} is laid out')
        bad = bad or bool(wrong)
    sys.exit(bad)


main()
