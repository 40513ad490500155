# SPDX-FileCopyrightText: The Muster authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""./dev po: brings po/POTFILES and the translations up to date with the sources.

New strings come in untranslated and unused ones go; nothing is guessed, no locations are kept,
entries are sorted, so that a change shows only what it changed."""

import os
import re
import subprocess
import sys
import tempfile

top = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
marked = re.compile(r'(?<![A-Za-z0-9_])(?:_|N_|C_|NC_|Q_|ngettext|g_dngettext)\s*\(\s*["\']')
keywords = ['_', 'N_', 'Q_:1g', 'C_:1c,2', 'NC_:1c,2', 'ngettext:1,2', 'g_dngettext:2,3',
            'g_dpgettext2:2c,3']


han = '[\u4e00-\u9fff》」]'
half_width = re.compile(rf'(?<={han})[,;:?!]|[,;:?!](?={han})')
full_width = dict(zip(',;:?!', '\uff0c\uff1b\uff1a\uff1f\uff01'))


def punctuated(text):
    """Chinese with its own commas, colons and so on."""
    lines = text.split('\n')
    for i, line in enumerate(lines):
        if not line.endswith(';"'):  # the keywords of the desktop file
            lines[i] = half_width.sub(lambda found: full_width[found.group(0)], line)
    return '\n'.join(lines)


def sources():
    """Every file with a string to translate, as a path from the top, sorted."""
    found = []
    for folder in ('data', 'src'):
        for here, _, names in os.walk(os.path.join(top, folder)):
            for name in names:
                path = os.path.join(here, name)
                if name.endswith(('.desktop.in', '.metainfo.xml.in')):
                    found.append(path)
                elif name.endswith(('.c', '.h', '.blp')):
                    with open(path, encoding='utf-8') as f:
                        if marked.search(f.read()):
                            found.append(path)
    return sorted(os.path.relpath(p, top) for p in found)


def extract(pot):
    """Writes the template of all strings."""
    all_sources = sources()
    common = ['xgettext', '--from-code=UTF-8', '--add-comments=Translators', '--no-location',
              '--package-name=muster', '-o', pot]
    c = [f for f in all_sources if f.endswith(('.c', '.h', '.blp'))]
    other = [f for f in all_sources if f not in c]
    flags = [f'--keyword={k}' for k in keywords]
    if c:
        subprocess.run(common + ['--language=C', '--keyword'] + flags + c, cwd=top, check=True)
    for f in other:
        join = ['--join-existing'] if os.path.exists(pot) else []
        subprocess.run(common + join + [f], cwd=top, check=True)


def merged(po, pot, out):
    """What the translation would be if it followed the sources."""
    with tempfile.TemporaryDirectory() as folder:
        one = os.path.join(folder, 'one.po')
        subprocess.run(['msguniq', '--use-first', '--no-location', '-o', one, po], check=True)
        subprocess.run(['msgmerge', '--quiet', '--no-fuzzy-matching', '--no-location', '-o', one, one, pot],
                       check=True)
        subprocess.run(['msgattrib', '--no-obsolete', '--no-fuzzy', '--no-location', '--sort-output', '-o', one, one],
                       check=True, stderr=subprocess.DEVNULL)
        with open(one, encoding='utf-8') as f:
            text = re.sub(r'"(POT-Creation-Date|X-Generator|Report-Msgid-Bugs-To):.*\n', '', f.read())
    with open(out, 'w', encoding='utf-8') as f:
        f.write(punctuated(text))


def languages():
    with open(os.path.join(top, 'po', 'LINGUAS')) as f:
        return [word for line in f for word in line.split('#')[0].split()]


def main():
    with open(os.path.join(top, 'po', 'POTFILES'), 'w') as f:
        f.write(''.join(p + '\n' for p in sources()))
    with tempfile.TemporaryDirectory() as folder:
        pot = os.path.join(folder, 'muster.pot')
        extract(pot)
        for language in languages():
            po = os.path.join(top, 'po', language + '.po')
            merged(po, pot, po)
            left = subprocess.run(['msgattrib', '--untranslated', '--no-location', po],
                                  stdout=subprocess.PIPE, text=True, check=True).stdout
            print(left, end='')
            subprocess.run(['msgfmt', '-c', '--statistics', '-o', os.devnull, po], check=True)


if __name__ == '__main__':
    main()
