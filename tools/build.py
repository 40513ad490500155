# SPDX-FileCopyrightText: The Muster authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The build folders of ./dev: what each is for and how it is set up."""

import fcntl
import os
import shutil
import subprocess
import sys

top = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

# name: (options of meson setup, environment)
folders = {
    'plain': (['-Dwerror=true'], {}),
    'asan': (['-Dwerror=true', '-Db_sanitize=address,undefined', '-Db_lundef=false',
              '-Doptimization=1'], {}),
    'core': (['-Dgui=false', '-Dfuzz=true', '-Db_lundef=false', '-Doptimization=1'],
             {'CC': 'ccache clang' if shutil.which('ccache') else 'clang'}),
    'bench': (['-Dbuildtype=release'], {}),
}


def path(name):
    return os.path.join(top, 'build', name)


def build(name, targets=(), quiet=False):
    """Sets up and builds a folder, again from nothing when it was made elsewhere.

    Returns what was printed when it failed, None when it did not."""
    where = os.environ.get('MUSTER_WHERE', 'native')
    options, environment = folders[name]
    folder = path(name)
    marker = os.path.join(folder, '.where')
    os.makedirs(os.path.join(top, 'build'), exist_ok=True)
    with open(folder + '.lock', 'w') as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        known = os.path.exists(marker) and open(marker).read()
        if known != where:
            shutil.rmtree(folder, ignore_errors=True)
            done = subprocess.run(['meson', 'setup', folder, top] + options,
                                  env=os.environ | environment, text=True,
                                  stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
            if done.returncode != 0:
                shutil.rmtree(folder, ignore_errors=True)
                return done.stdout
            with open(marker, 'w') as f:
                f.write(where)
        ninja = ['ninja', '-C', folder, *targets]
        if quiet:
            done = subprocess.run(ninja + ['--quiet'], text=True,
                                  stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
            return done.stdout if done.returncode != 0 else None
        return 'ninja failed' if subprocess.run(ninja).returncode != 0 else None


if __name__ == '__main__':
    arguments = sys.argv[1:]
    quiet = '--quiet' in arguments
    said = build('plain', [a for a in arguments if a != '--quiet'], quiet)
    if said is not None:
        sys.exit(said)
