# SPDX-FileCopyrightText: The Muster authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""house.py SOURCE BUILD: what the compiler cannot see of the rules of the house, as TAP.

Every check is a generator of complaints; it passes when it has none."""

import json
import os
import re
import subprocess
import sys
import tempfile

top, build = sys.argv[1], sys.argv[2]
sys.path.insert(0, os.path.join(top, 'tools'))
import po  # noqa: E402

folders = ('src', 'tests', 'data', 'po', 'tools', 'docs', 'flatpak', '.ci')
single = ('dev', 'meson.build', 'meson.options', 'README.md', 'CONTRIBUTING.md', 'NEWS.md')
code = ('.c', '.h')


def walk():
    yield from (name for name in single if os.path.exists(os.path.join(top, name)))
    for folder in folders:
        for here, inner, names in os.walk(os.path.join(top, folder)):
            inner[:] = sorted(d for d in inner if d != '__pycache__')
            yield from (os.path.relpath(os.path.join(here, n), top) for n in sorted(names))


def read(path):
    with open(os.path.join(top, path), encoding='utf-8') as f:
        return f.read()


def ours(path):
    return path.startswith('src/') and path.endswith(code)


files = list(walk())
sources = {path: read(path) for path in files if ours(path)}


def without_comments(text):
    """The text with comments and strings blanked, lines kept."""
    def blank(match):
        word = match.group(0)
        return re.sub(r'[^\n]', ' ', word) if word[0] == '/' else '""'
    return re.sub(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"', blank, text, flags=re.S)


plain = {path: without_comments(text) for path, text in sources.items()}


def table():
    """The rows of the layer table in src/meson.build."""
    rows = re.findall(r"^\s*\['(\w+)', \[([^\]]*)\], \[", read('src/meson.build'), flags=re.M)
    layers = {folder: set(re.findall(r'\w+', seen)) for folder, seen in rows}
    layers['cli'] = {'domain', 'service', 'model'}
    return layers


def includes(path):
    for number, line in enumerate(sources[path].splitlines(), 1):
        found = re.match(r'\s*#\s*include\s+"([^"]+)"', line)
        if found:
            yield number, found.group(1)


def licences():
    endings = code + ('.py', '.bash', '.build', '.options', '.blp', '.sql', '.svg', '.css', '.yml', '.in')
    for path in files:
        if path == 'dev' or path.endswith(endings) or path.endswith('.gschema.xml'):
            head = '\n'.join(read(path).splitlines()[:6])
            if ('SPDX-FileCopyrightText: The Muster authors' not in head or
                    'SPDX-License-Identifier: ' not in head):
                yield f'{path}: no SPDX lines at the top'


def tidy():
    endings = code + ('.py', '.bash', '.build', '.blp', '.sql', '.md', '.svg', '.css', '.yml', '.in', '.po')
    for path in files:
        if not path.endswith(endings):
            continue
        text = read(path)
        if text and not text.endswith('\n'):
            yield f'{path}: the last line has no end'
        for number, line in enumerate(text.splitlines(), 1):
            if line != line.rstrip():
                yield f'{path}:{number}: blanks at the end'
            if '\t' in line:
                yield f'{path}:{number}: a tab'


def names():
    for path in sources:
        words = re.split(r'[-.]', os.path.basename(path))
        for word in {'util', 'utils', 'helper', 'helpers', 'common', 'misc', 'manager', 'base'} & set(words):
            yield f'{path}: "{word}" is not a subject'


def unfinished():
    for path in files:
        if path.endswith(code + ('.py', '.blp', '.md', '.sql', '.bash', '.build')) and path != 'tests/house/house.py':
            for number, line in enumerate(read(path).splitlines(), 1):
                if re.search(r'\b(TODO|FIXME|XXX|HACK)\b', line):
                    yield f'{path}:{number}: {line.strip()}'


def built():
    """Every unit belongs to a build."""
    for path in files:
        folder, name = os.path.split(path)
        lists = []
        while folder and folder != path:
            script = os.path.join(top, folder, 'meson.build')
            if os.path.exists(script):
                lists.append(open(script).read())
            folder = os.path.dirname(folder)
        if path.startswith('src/') and path.endswith('.c') and not any(name in text for text in lists):
            yield f'{path}: in no meson.build'
        unit = re.fullmatch(r'(?:test|bench|fuzz)-(.*)\.c', name)
        if path.startswith('tests/') and unit and not any(
                f"'{unit.group(1)}'" in text or name in text for text in lists):
            yield f'{path}: in no meson.build'


def layers():
    rows = table()
    homes = {os.path.basename(p): p.split('/')[1] for p in sources if p.endswith('.h')}
    for path in sources:
        folder = path.split('/')[1]
        for number, name in includes(path):
            if '/' in name:
                yield f'{path}:{number}: a folder in an include'
            elif name in homes and homes[name] != folder and homes[name] not in rows[folder]:
                yield f'{path}:{number}: {folder} includes {homes[name]}'


def cycles():
    """Strongly connected components of more than one unit (Tarjan)."""
    edges = {}
    for path in sources:
        unit = os.path.splitext(os.path.basename(path))[0]
        edges.setdefault(unit, set()).update(
            name[:-2] for _, name in includes(path) if name[:-2] != unit)
    index, low, stack, seen = {}, {}, [], []

    def visit(unit):
        index[unit] = low[unit] = len(index)
        stack.append(unit)
        for below in sorted(edges.get(unit, ())):
            if below not in index:
                visit(below)
                low[unit] = min(low[unit], low[below])
            elif below in stack:
                low[unit] = min(low[unit], index[below])
        if low[unit] == index[unit]:
            circle = []
            while True:
                circle.append(stack.pop())
                if circle[-1] == unit:
                    break
            if len(circle) > 1:
                seen.append(sorted(circle))

    for unit in sorted(edges):
        if unit not in index:
            visit(unit)
    for circle in seen:
        yield 'include each other: ' + ' '.join(circle)


def calls(pattern, allowed):
    for path, text in plain.items():
        if os.path.basename(path) not in allowed:
            for number, line in enumerate(text.splitlines(), 1):
                if re.search(pattern, line):
                    yield f'{path}:{number}: {line.strip()}'


def sqlite():
    yield from calls(r'\bsqlite3_\w+ *\(', {'muster-db.c', 'muster-query.c'})


def threads():
    yield from calls(r'\b(g_task_new|g_task_run_in_thread|g_thread_new|g_thread_try_new|g_thread_pool_new)\b',
                     {'muster-office.c', 'muster-sync.c'})


# What Muster may say to a standalone terminal, by its protocol: reading, the clock, and saying
# hello and goodbye. What clears or writes a log, users or options, or switches off, is not here.
said_to_terminals = {9, 11, 13, 50, 201, 202, 500, 1000, 1001, 1002, 1003, 1100, 1102, 1502, 1503, 1504, 2000}


def terminals():
    """The list of commands is closed, and every packet takes its command from it."""
    listed = re.search(r'typedef enum\n\{(.*?)\} MusterZkCommand;', sources['src/connect/muster-zk-packet.h'], flags=re.S)
    numbers = {int(n) for n in re.findall(r'= (\d+),', listed.group(1))}
    for number in sorted(numbers ^ said_to_terminals):
        yield f'command {number} of standalone terminals'
    for path, text in plain.items():
        if not os.path.basename(path).startswith('muster-zk-'):
            continue
        for found in re.finditer(r'\(MusterZkCommand\)(?!\s*code\b)', text):
            yield f'{path}:{text.count(chr(10), 0, found.start()) + 1}: a command that is not on the list by name'
        for found in re.finditer(r'\bmuster_zk_packet_write \((?:[^;()]|\([^()]*\))*\)', text):
            if os.path.basename(path) not in ('muster-zk-packet.c', 'muster-zk-packet.h', 'muster-zk-session.c'):
                yield f'{path}: packets are written by the session alone'


def toolkit():
    """Nothing below widgets knows GTK."""
    for path, text in sources.items():
        if path.split('/')[1] not in ('widgets', 'pages', 'app'):
            for number, line in enumerate(text.splitlines(), 1):
                if re.match(r'\s*#\s*include\s+<(gtk|adwaita|shumate|gdk|gsk)', line):
                    yield f'{path}:{number}: {line.strip()}'


def functions(text):
    """(name, first line, body) of each function."""
    for found in re.finditer(r'^(\w+) \((?:(?!\n\n)[^;{])*?\)\n\{\n(.*?)^\}', text, flags=re.M | re.S):
        yield found.group(1), text.count('\n', 0, found.start()) + 1, found.group(2)


def memory():
    for path, text in plain.items():
        if not path.endswith('.c'):
            continue
        for name, line, body in functions(text):
            if re.search(r'\bgoto\b', body):
                yield f'{path}:{line}: {name} has a goto'
            if re.search(r'\bg_free \(', body) and not re.search(
                    r'(finalize|dispose|free|clear|unref|destroy|wipe|close|finish)(_cb)?$', name):
                yield f'{path}:{line}: {name} has a bare g_free'


def documented():
    """Each public function has a doc comment, its own or that of the group that it stands in;
    what makes something of nothing, counts references, frees, gets or sets a property, or is the other half of a
    documented call needs none."""
    for path, text in sources.items():
        if not path.endswith('.h'):
            continue
        for block in re.split(r'\n\s*\n', text):
            named = re.findall(r'^(?!typedef|static|#|G_|struct|extern| |/)[\w ]+[ *](muster_\w+) \(([^;]*)\);', block, flags=re.M)
            if re.match(r'\s*/\*', block):
                continue
            for name, parameters in named:
                if name.endswith('_new') and parameters == 'void':
                    continue
                if (re.search(r'_get_\w+$', name) and parameters.count(',') < 2 or
                        re.search(r'_set_\w+$', name) and parameters.count(',') == 1):
                    continue
                own = re.sub(r'_(async|finish|ref|unref|free|get_type|clear)$', '', name)
                if own == name or name.endswith(('_async', '_finish')) and not re.search(
                        rf'^ \* {own}(?:\(\))?:', text, flags=re.M):
                    yield f'{path}: {name} has no doc comment'


def potfiles():
    listed = [line for line in read('po/POTFILES').splitlines() if line and not line.startswith('#')]
    wanted = po.sources()
    for path in sorted(set(wanted) - set(listed)):
        yield f'{path} is not in po/POTFILES; ./dev po adds it'
    for path in sorted(set(listed) - set(wanted)):
        yield f'{path} is in po/POTFILES and has no strings'


def entries(path, *arguments):
    """The entries of a .po file that msgattrib leaves."""
    said = subprocess.run(['msgattrib', '--no-wrap', '--no-location', *arguments, path], check=True,
                          stdout=subprocess.PIPE, text=True).stdout
    return [e for e in re.findall(r'^(?:#~ )?msgid (".*")$', said, flags=re.M) if e != '""']


placeholder = re.compile(r'%(?:\d+\$)?[-+ #0]*(?:\*|\d+)?(?:\.\d+)?(?:hh|h|ll|l|z|t|j)?([diouxXeEfFgGcspn%])')


def translations():
    with tempfile.TemporaryDirectory() as folder:
        pot = os.path.join(folder, 'muster.pot')
        fresh = os.path.join(folder, 'fresh.po')
        po.extract(pot)
        for language in po.languages():
            path = os.path.join(top, 'po', language + '.po')
            po.merged(path, pot, fresh)
            for entry in entries(fresh, '--untranslated'):
                yield f'{language}: untranslated: {entry}'
            for entry in entries(path, '--only-fuzzy'):
                yield f'{language}: fuzzy: {entry}'
            kept = set(entries(fresh))
            for entry in entries(path):
                if entry not in kept:
                    yield f'{language}: no longer in the sources: {entry}'
            done = subprocess.run(['msgfmt', '-c', '-o', os.devnull, path], text=True,
                                  stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
            if done.returncode != 0:
                yield from (f'{language}: {line}' for line in done.stdout.splitlines())


def placeholders():
    for language in po.languages():
        text = subprocess.run(['msgcat', '--no-wrap', '--no-location', os.path.join(top, 'po', language + '.po')],
                              check=True, stdout=subprocess.PIPE, text=True).stdout
        for block in text.split('\n\n'):
            source = re.search(r'^msgid "(.*)"$', block, flags=re.M)
            plural = re.search(r'^msgid_plural "(.*)"$', block, flags=re.M)
            if not source or not source.group(1):
                continue
            wanted = sorted(placeholder.findall((plural or source).group(1)))
            for said in re.findall(r'^msgstr(?:\[\d\])? "(.*)"$', block, flags=re.M):
                if said and sorted(placeholder.findall(said)) != wanted:
                    yield f'{language}: other placeholders: {source.group(1)}'


def punctuation():
    for number, line in enumerate(read('po/zh_CN.po').splitlines(), 1):
        if po.punctuated(line) != line:
            yield f'po/zh_CN.po:{number}: {line}'


def words():
    """Documents speak of the product, not of the machine or the work that it was made on."""
    pattern = re.compile(r'(?<![\w.])/(?:work|root)/|/tmp/\w|\bpypi\b|npmjs|crates\.io|\bdeb\.debian\.org', re.I)
    for path in files:
        if path.endswith(('.md', '.c', '.h', '.py', '.blp', '.build', '.yml')) and path != 'tests/house/house.py':
            for number, line in enumerate(read(path).splitlines(), 1):
                if pattern.search(line):
                    yield f'{path}:{number}: {line.strip()}'


def links():
    for path in files:
        if path.endswith('.md'):
            for target in re.findall(r'\]\(([^)#\s]+)[^)]*\)', read(path)):
                if '://' not in target and not target.startswith('mailto:'):
                    if not os.path.exists(os.path.join(top, os.path.dirname(path), target)):
                        yield f'{path}: links to {target}, which is not there'


def readmes():
    for folder in sorted({path.split('/')[1] for path in sources}):
        if not os.path.exists(os.path.join(top, 'src', folder, 'README.md')):
            yield f'src/{folder} has no README.md'


def exports():
    """libsoup and libshumate must not run on our SQLCipher, nor we on their SQLite."""
    found = 0
    for name in ('muster', 'musterctl'):
        path = os.path.join(build, 'src', name)
        if os.path.exists(path):
            found += 1
            said = subprocess.run(['nm', '-D', '--defined-only', path], check=True,
                                  stdout=subprocess.PIPE, text=True).stdout
            for line in said.splitlines():
                if 'sqlite3' in line:
                    yield f'{name} exports {line.split()[-1]}'
    if found == 0:
        yield 'no program was built'


def manifest():
    """flatpak-builder ignores what it does not know, so the words are checked here."""
    path = 'flatpak/io.github.muster.Muster.json'
    known = {
        '': {'id', 'runtime', 'runtime-version', 'sdk', 'command', 'finish-args', 'cleanup', 'modules'},
        'modules': {'name', 'buildsystem', 'config-opts', 'build-options', 'cleanup', 'sources'},
        'sources': {'type', 'url', 'sha256', 'tag', 'commit', 'path'},
    }
    whole = json.loads(read(path))

    def unknown(thing, kind):
        for word in sorted(set(thing) - known[kind]):
            yield f'{path}: unknown: {word}'

    yield from unknown(whole, '')
    for module in whole['modules']:
        yield from unknown(module, 'modules')
        if module.get('buildsystem', 'autotools') not in ('autotools', 'meson', 'cmake-ninja'):
            yield f'{path}: {module["name"]}: no such build system'
        for source in module['sources']:
            yield from unknown(source, 'sources')
            length = {'archive': ('sha256', 64), 'git': ('commit', 40)}.get(source['type'])
            if length and not re.fullmatch(r'[0-9a-f]{%d}' % length[1], source.get(length[0], '')):
                yield f'{path}: {module["name"]}: no {length[0]}'


checks = [
    ('SPDX lines stand at the top', licences),
    ('lines end cleanly', tidy),
    ('files are named after their subject', names),
    ('nothing is left to do', unfinished),
    ('every unit is built', built),
    ('includes follow the layers', layers),
    ('no units include each other', cycles),
    ('SQLite is called in its two files', sqlite),
    ('threads start in their files', threads),
    ('terminals are read, never written', terminals),
    ('the core knows no GTK', toolkit),
    ('memory frees itself', memory),
    ('public functions are documented', documented),
    ('POTFILES is complete', potfiles),
    ('translations are complete', translations),
    ('translations keep placeholders', placeholders),
    ('Chinese has its own punctuation', punctuation),
    ('documents speak of the product', words),
    ('documents link to what is there', links),
    ('each folder has a README', readmes),
    ('programs export no SQLite', exports),
    ('the Flatpak manifest is sound', manifest),
]

bad = False
print(f'1..{len(checks)}')
for number, (title, check) in enumerate(checks, 1):
    complaints = list(check())
    for complaint in complaints[:30]:
        print(f'# {complaint}')
    if len(complaints) > 30:
        print(f'# and {len(complaints) - 30} more')
    print(f'{"not ok" if complaints else "ok"} {number} {title}')
    bad = bad or bool(complaints)
sys.exit(bad)
