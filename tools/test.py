# SPDX-FileCopyrightText: The Muster authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""./dev test [SUITE]: every build, every suite; the last line says how many passed and failed."""

import json
import os
import re
import subprocess
import sys
import time

import build

passed = failed = 0

# What each build runs. The house looks at the sources, which are the same everywhere. The core
# build proves that all but the pages works without GTK, and fuzzes; connectors and services have
# been through the sanitizers in the build before it.
suites = {
    'plain': [],
    'asan': ['!house', '!data'],
    'core': ['domain', 'rules', 'store', 'model', 'cli', 'fuzz'],
}


def tally(name, good, said=''):
    global passed, failed
    if good:
        passed += 1
    else:
        failed += 1
        print(f'FAILED: {name}')
        if said:
            print(said.rstrip())


def cases(test):
    """How many cases of one test program passed and did not; a skipped one did not."""
    said = test.get('stdout', '')
    good = len(re.findall(r'^ok\b(?!.*# SKIP)', said, flags=re.M))
    wrong = len(re.findall(r'^(?:not ok\b|ok\b.*# SKIP)', said, flags=re.M))
    if not re.search(r'^1\.\.\d+', said, flags=re.M):
        good = wrong = 0
    if test['result'] != 'OK':
        return good, max(wrong, 1)
    return (good, wrong) if good + wrong else (1, 0)


def told(test):
    """What a failed test said, without the cases that went well."""
    lines = [line for line in test.get('stdout', '').splitlines()
             if not re.match(r'ok |# GLib-DEBUG: g_set_user_dirs', line)]
    lines += test.get('stderr', '').splitlines()
    return '\n'.join('    ' + line for line in lines[-200:])


def run_suites(folder, suite=None):
    """Runs the tests of a build folder and adds up their cases."""
    global passed, failed
    log = os.path.join(build.path(folder), 'meson-logs', 'testlog.json')
    if os.path.exists(log):
        os.remove(log)
    # One more than there are cores: many tests wait for a peer that is slow on purpose.
    command = ['meson', 'test', '-C', build.path(folder), '--no-rebuild',
               '--num-processes', str((os.cpu_count() or 1) + 1)]
    for name in [suite] if suite else suites[folder]:
        command += ['--suite', name] if not name.startswith('!') else ['--no-suite', name[1:]]
    status = subprocess.run(command, stdin=subprocess.DEVNULL).returncode
    tests = []
    if os.path.exists(log):
        with open(log) as lines:
            tests = [json.loads(line) for line in lines]
    if not tests:
        tally(f'the tests of {folder}', False, 'none was run')
        return
    good_before, bad_before = passed, failed
    for test in tests:
        good, wrong = cases(test)
        passed += good
        failed += wrong
        if wrong:
            print(f'FAILED in {folder}: {test["name"]} ({test["result"]}, {wrong} of {good + wrong})')
            print(told(test))
    if status != 0 and failed == bad_before:
        tally(f'the tests of {folder}', False, f'meson test ended with {status}')
    print(f'{folder}: {passed - good_before} passed, {failed - bad_before} failed', flush=True)


def main():
    suite = sys.argv[1] if len(sys.argv) > 1 else None
    for folder in ('plain',) if suite else ('plain', 'asan', 'core'):
        started = time.monotonic()
        print(f'--- {folder}: ' + ' '.join(build.folders[folder][0]), flush=True)
        said = build.build(folder, quiet=True)
        tally(f'the build of {folder}', said is None, said or '')
        if said is None:
            print(f'{folder}: built in {time.monotonic() - started:.0f} s', flush=True)
            run_suites(folder, suite)
    print(f'{passed} passed, {failed} failed')
    sys.exit(1 if failed else 0)


main()
