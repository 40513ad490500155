# SPDX-FileCopyrightText: The Muster authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""./dev screens [PAGE…]: a picture of every page of the demo company in build/screens.

Each page in Chinese and English, light and dark, wide and narrow, drawn on a screen that is not
there. Scenes of the map are compared with the pictures in tests/ui/pictures."""

import os
import subprocess
import sys
import tempfile

import build

languages = ('zh_CN', 'en_US')


def run(environment, *command):
    return subprocess.run([os.path.join(build.top, 'tests', 'ui', 'headless'), *command],
                          env=environment, stdin=subprocess.DEVNULL).returncode == 0


def main():
    plain = build.path('plain')
    said = build.build('plain', ['tests/ui/screens', 'tests/test-ui-map-pictures', 'muster-gmo',
                                 'data/gschemas.compiled'], quiet=True)
    if said is not None:
        sys.exit(said)
    pictures = os.path.join(build.top, 'build', 'screens')
    os.makedirs(pictures, exist_ok=True)
    screen = os.environ | {
        'ADW_DISABLE_PORTAL': '1',
        'GDK_BACKEND': 'x11',
        'GDK_DISABLE': 'gl,vulkan',
        'GSETTINGS_BACKEND': 'memory',
        'GSETTINGS_SCHEMA_DIR': os.path.join(plain, 'data'),
        'GSK_RENDERER': 'cairo',
        'G_TEST_SRCDIR': os.path.join(build.top, 'tests'),
        'TZ': 'Asia/Shanghai',
        'XDG_DATA_DIRS': os.path.join(build.top, 'data') + ':/usr/local/share:/usr/share',
    }
    good = True
    for language in languages:
        with tempfile.TemporaryDirectory() as home:
            good &= run(screen | {'HOME': home, 'LANG': language + '.UTF-8',
                                  'MUSTER_LOCALE_DIR': os.path.join(plain, 'po')},
                        os.path.join(plain, 'tests', 'ui', 'screens'),
                        pictures, language, *sys.argv[1:])
    if not sys.argv[1:] or 'map' in sys.argv[1:]:
        good &= run(screen | {'LC_ALL': 'C.UTF-8', 'MUSTER_PICTURES': pictures},
                    os.path.join(plain, 'tests', 'test-ui-map-pictures'), '-k')
    sys.exit(not good)


main()
