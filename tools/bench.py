# SPDX-FileCopyrightText: The Muster authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""./dev bench [CASE]: builds optimised programs and runs them one after the other.

Each prints its ratios; what they mean and what they were is in docs/performance.md."""

import json
import os
import subprocess
import sys

import build


def main():
    folder = build.path('bench')
    # Only sets the folder up: what a case needs is built with it
    said = build.build('bench', ['src/musterctl'], quiet=True)
    if said is not None:
        sys.exit(said)
    said = subprocess.run(['meson', 'introspect', '--benchmarks', folder], check=True,
                          stdout=subprocess.PIPE, text=True).stdout
    cases = {case['name']: case for case in json.loads(said)}
    wanted = sys.argv[1:] or list(cases)
    for name in wanted:
        if name not in cases:
            sys.exit(f'there is no case {name}; there are: {" ".join(cases)}')
    # The programs of the cases are not among the default targets.
    paths = [os.path.relpath(p, folder) for name in wanted for p in cases[name]['cmd']
             if p.startswith(folder + os.sep)]
    said = build.build('bench', paths, quiet=True)
    if said is not None:
        sys.exit(said)
    bad = False
    for name in wanted:
        case = cases[name]
        print(f'--- {name}', flush=True)
        bad |= subprocess.run(case['cmd'], env=os.environ | case['env'], cwd=case['workdir'] or folder,
                              stdin=subprocess.DEVNULL).returncode != 0
    sys.exit(bad)


main()
