# SPDX-FileCopyrightText: The Muster authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives musterctl as a user would, and speaks TAP. All names are invented."""

import csv
import io
import json
import os
import pty
import re
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unicodedata
import unittest
import zipfile

from driver import Case, Ctl, LOCKSMITH, MUSTERCTL, PASSWORD, PEOPLE, ZONE, ATTLOG, main

DOCUMENT = os.path.join(os.path.dirname(__file__), '..', '..', 'docs', 'cli.md')


def workbook(sheets):
    """The bytes of an .xlsx with such sheets: rows of texts by name."""
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
    main_space = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
    package = 'http://schemas.openxmlformats.org/package/2006'
    names, links, data = [], [], io.BytesIO()
    with zipfile.ZipFile(data, 'w') as book:
        for n, (name, rows) in enumerate(sheets.items(), 1):
            cells = ''.join(
                f'<row r="{r}">' + ''.join(f'<c r="{chr(64 + c)}{r}" t="inlineStr"><is><t>{text}</t></is></c>'
                                           for c, text in enumerate(row, 1)) + '</row>'
                for r, row in enumerate(rows, 1))
            book.writestr(f'xl/worksheets/sheet{n}.xml',
                          f'{head}<worksheet xmlns="{main_space}"><sheetData>{cells}</sheetData></worksheet>')
            names.append(f'<sheet name="{name}" sheetId="{n}" r:id="rId{n}"/>')
            links.append(f'<Relationship Id="rId{n}" Type="{office}/worksheet" Target="worksheets/sheet{n}.xml"/>')
        book.writestr('xl/workbook.xml', f'{head}<workbook xmlns="{main_space}" xmlns:r="{office}">'
                                         f'<sheets>{"".join(names)}</sheets></workbook>')
        book.writestr('xl/_rels/workbook.xml.rels',
                      f'{head}<Relationships xmlns="{package}/relationships">{"".join(links)}</Relationships>')
        book.writestr('[Content_Types].xml', f'{head}<Types xmlns="{package}/content-types"/>')
    return data.getvalue()


class Creating(Case):
    def test_create_real_cost(self):
        out = self.ctl.run('create', '测试公司', '--zone', ZONE, '--json')
        made = json.loads(out)
        self.assertEqual(made['user'], 'admin')
        self.assertGreater(len(made['recovery'].replace('-', '').replace(' ', '')), 25)
        for name in ('muster.db', 'muster.keys'):
            mode = os.stat(os.path.join(self.ctl.store, name)).st_mode
            self.assertEqual(mode & 0o077, 0, name)
        self.assertIn(self.ctl.store, self.ctl.run('create', 'Again', '--zone', ZONE, status=1))
        users = self.ctl.show('users')
        self.assertEqual([(u['name'], u['role']) for u in users], [('admin', 'admin')])

    def test_refusals(self):
        self.ctl.run('create', 'X', '--zone', 'Mars/Olympus', status=2)
        self.ctl.run('create', status=2)
        self.ctl.run('create', 'X', '--zone', ZONE, password='/nonexistent', status=1)
        self.assertIn('--passphrase-file',
                      self.ctl.run('create', 'X', '--zone', ZONE, password=False, status=1))
        self.ctl.run('create', 'X', '--zone', ZONE, status=1,
                     password=self.ctl.write('empty', '\n'))
        self.assertFalse(os.path.exists(self.ctl.store))
        self.assertIn('create', self.ctl.run('show', 'people', status=1))

    def test_unwritable_folder(self):
        blocked = self.ctl.write('file', 'not a folder')
        self.ctl.run('create', 'X', '--zone', ZONE, store=os.path.join(blocked, 'company'), status=1)
        self.ctl.run('create', 'X', '--zone', ZONE, store='/proc/company', status=1)


class Usage(Case):
    def test_exit_status_two(self):
        for words in (['fly'], [], ['show'], ['show', 'nothing'], ['do', 'nothing'], ['audit', 'x'],
                      ['show', 'people', '--frm', '2026-03-01'], ['show', 'people', '--from', 'May'],
                      ['show', 'people', '--from'], ['show', 'people', '--json', '--csv'],
                      ['import'], ['help', 'flying'], ['backup']):
            with self.subTest(words):
                self.ctl.run(*words, status=2)

    def test_help(self):
        out = self.ctl.run('help')
        verbs = re.findall(r'^  ([a-z]+) ', out, flags=re.M)
        for verb in ('create', 'import', 'show', 'do', 'demo', 'backup', 'restore', 'audit',
                     'evaluate', 'help'):
            self.assertIn(verb, verbs)
        for verb in verbs:
            self.assertIn(f'musterctl {verb}', self.ctl.run('help', verb))
            self.assertEqual(self.ctl.run(verb, '--help'), self.ctl.run('help', verb))
        for listing in ('people', 'punches', 'days', 'sources', 'unmapped', 'imports', 'audit'):
            self.assertRegex(self.ctl.run('help', 'show'), rf'(?m)^  {listing} ')
        self.assertRegex(self.ctl.run('help', 'do'), r'(?m)^  person\.map ')
        self.assertRegex(self.ctl.run('--version'), r'^musterctl \d+\.\d+')

    def test_language(self):
        self.assertIn('用法', self.ctl.run('--lang', 'zh_CN', 'help'))
        self.assertIn('Usage', self.ctl.run('--lang', 'en', 'help'))
        self.ctl.run('--lang', 'fr', 'help', status=1)


class Prompting(Case):
    def talk(self, words, answers):
        """Answers at a terminal; gives exit status and all that was seen there."""
        child, terminal = pty.fork()
        if child == 0:
            os.execve(MUSTERCTL, [MUSTERCTL, '--store', self.ctl.store, '--as', 'admin', *words],
                      self.ctl.environment)
        seen = b''
        while True:
            if not select.select([terminal], [], [], 60)[0]:
                os.kill(child, signal.SIGKILL)
            try:
                data = os.read(terminal, 4096)
            except OSError:
                break
            if not data:
                break
            seen += data
            if answers and seen.endswith(b': '):
                os.write(terminal, answers.pop(0))
        os.close(terminal)
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), seen.decode()

    def test_prompt(self):
        self.fill()
        status, seen = self.talk(['show', 'users', '--json'], [PASSWORD.encode() + b'\n'])
        self.assertEqual(status, 0, seen)
        self.assertIn('"admin"', seen)
        self.assertNotIn('sesame', seen)

    def test_prompt_twice(self):
        words = ['create', 'X', '--zone', ZONE]
        status, seen = self.talk(words, [b'one\n', b'other\n'])
        self.assertEqual(status, 1, seen)
        self.assertFalse(os.path.exists(self.ctl.store))

    def test_prompt_interrupted(self):
        status, seen = self.talk(['create', 'X', '--zone', ZONE], [b'\x03'])
        self.assertEqual(status, 1, seen)
        self.assertFalse(os.path.exists(self.ctl.store))


class Signing(Case):
    def test_wrong_password(self):
        self.fill()
        wrong = self.ctl.write('wrong', 'not it\n')
        before = self.snapshot()
        one = self.ctl.run('show', 'people', password=wrong, status=1)
        other = self.ctl.run('show', 'people', user='nobody', status=1)
        self.assertEqual(one, other)
        self.assertEqual(before, self.snapshot())

    def test_damage_has_its_own_words(self):
        self.fill()
        with open(os.path.join(self.ctl.store, 'muster.keys'), 'r+b') as f:
            f.truncate(40)
        keys = self.ctl.run('show', 'people', status=1)
        self.fill()
        with open(os.path.join(self.ctl.store, 'muster.db'), 'r+b') as f:
            f.write(os.urandom(8192))
        database = self.ctl.run('show', 'people', status=1)
        wrong = self.ctl.run('show', 'people', password=self.ctl.write('wrong', 'x\n'), status=1)
        self.assertEqual(len({keys, database, wrong}), 3)

    def snapshot(self):
        return {name: open(os.path.join(self.ctl.store, name), 'rb').read()
                for name in ('muster.db', 'muster.keys')}


class Importing(Case):
    def test_people(self):
        self.ctl.create()
        path = self.ctl.write('people.csv', PEOPLE.encode('gb18030'))
        looked = self.ctl.run('import', '--people', '--dry-run', path)
        self.assertIn('5', looked)
        self.assertEqual(self.ctl.show('people'), [])
        self.ctl.run('import', path)
        people = {p['staff_no']: p for p in self.ctl.show('people')}
        self.assertEqual(len(people), 5)
        self.assertEqual(people['A002']['name'], '欧阳文轩')
        self.assertEqual(people['A002']['department'], '生产部/二车间')
        self.assertEqual(people['A005']['left'], '2026-03-03')
        self.assertIsNone(people['A001']['left'])
        self.ctl.run('import', path)
        self.assertEqual({p['staff_no']: p for p in self.ctl.show('people')}, people)

    def test_damaged_attlog(self):
        self.fill()
        report, = self.ctl.show('imports')
        self.assertEqual((report['new'], report['known'], report['state']), (10, 0, 'done'))
        self.assertGreaterEqual(report['rejected'], 3)
        rejects = self.ctl.show('rejects')
        self.assertEqual(len([r for r in rejects if r['reason'] != 'nul-run']), report['rejected'])
        self.assertEqual([r['length'] for r in rejects if r['reason'] == 'nul-run'], [4096])
        self.assertIn('negative-date', [r['reason'] for r in rejects])
        self.assertEqual(len(self.ctl.show('punches')), 10)

        again = self.ctl.write('again.dat', ATTLOG + b'\r\n     1003\t2026-03-03 08:50:00\t1\t0\t1\t0\r\n')
        out = self.ctl.run('import', '--source', '大门', '--json', again, faults=True)
        report, = json.loads(out)
        self.assertEqual((report['new'], report['known']), (1, 10))

    def test_dry_run(self):
        self.fill()
        path = self.ctl.write('new.dat', ATTLOG.replace(b'2026-03-02', b'2026-03-04'))
        found = json.loads(self.ctl.run('import', '--dry-run', '--json', path, faults=True))
        self.assertEqual(found['kind'], 'attlog')
        self.assertEqual(found['first'], '2026-03-04T08:30:00')
        self.assertEqual(len(self.ctl.show('punches')), 10)

        table = self.ctl.write('table.csv', '编号,日期时间,备注\n1001,2026-03-05 08:58,\n')
        for language, words in (('zh_CN', ('打卡表', '编号 → 考勤号', '日期时间')),
                                ('en', ('A table of punches', '编号 → Device user number'))):
            said = self.ctl.run('--lang', language, 'import', '--dry-run', table)
            for word in words:
                self.assertIn(word, said)
            self.assertNotRegex(said, 'moment|person|ignore|attlog')

    def test_faults(self):
        """What can be read comes in, of every file; that something could not is exit code 1."""
        self.ctl.create()
        people = self.ctl.write('people.csv', PEOPLE + 'A006,某人,生产部,office,2026-99-01,,1006\n')
        self.assertIn('1', self.ctl.run('import', '--people', people, status=1))
        self.assertEqual(len(self.ctl.show('people')), 5)
        good = self.ctl.write('2_attlog.dat', b'     1003\t2026-03-03 08:50:00\t1\t0\t1\t0\r\n')
        bad = self.ctl.write('1_attlog.dat', ATTLOG)
        self.ctl.run('import', '--source', '大门', bad, good, faults=True)
        self.assertEqual(len(self.ctl.show('punches')), 11)
        self.ctl.run('import', '--source', '大门', good)

    def test_refused(self):
        self.fill()
        for name, content in (('a.png', b'\x89PNG\r\n\x1a\n' + bytes(range(256))), ('empty', b'')):
            self.ctl.run('import', '--source', 'x', self.ctl.write(name, content), status=1)
        self.ctl.run('import', '--source', 'x', os.path.join(self.folder, 'missing'), status=1)
        self.assertEqual(len(self.ctl.show('imports')), 1)

    def test_unmapped_is_mapped(self):
        self.fill()
        waiting, = self.ctl.show('unmapped')
        self.assertEqual((waiting['key'], waiting['punches'], waiting['source']), ('9999', 2, '大门'))
        day, = self.ctl.show('days', '--date', '2026-03-02', '--person', 'A004')
        self.assertEqual(day['status'], 'absent')
        self.assertEqual(self.ctl.run('do', 'person.map', 'source=大门', 'key=9999', 'person=A004'), '2\n')
        self.assertEqual(self.ctl.show('unmapped'), [])
        day, = self.ctl.show('days', '--date', '2026-03-02', '--person', 'A004')
        self.assertEqual((day['status'], day['worked']), ('present', 520))


class Showing(Case):
    def test_days(self):
        self.fill()
        days = {d['staff_no']: d for d in self.ctl.show('days', '--date', '2026-03-02')}
        for key in ('date', 'staff_no', 'person', 'shift', 'status', 'flags', 'in', 'out', 'worked',
                    'expected', 'late', 'early', 'why'):
            self.assertIn(key, days['A001'])
        one = days['A001']
        self.assertEqual((one['date'], one['status'], one['flags']), ('2026-03-02', 'present', []))
        self.assertEqual(one['in'], '2026-03-02T08:55:12+08:00')
        self.assertEqual(one['out'], '2026-03-02T18:05:31+08:00')
        self.assertEqual((one['worked'], one['expected'], one['late']), (490, 480, 0))
        self.assertTrue(one['why'])
        self.assertEqual((days['A002']['late'], days['A002']['flags']), (12, ['late']))
        self.assertEqual(days['A003']['status'], 'incomplete')
        self.assertIn('missing_out', days['A003']['flags'])
        self.assertEqual((days['A005']['early'], days['A005']['flags']), (30, ['early_leave']))
        self.assertEqual(days['A004']['status'], 'absent')

        sunday = self.ctl.show('days', '--from', '2026-03-01', '--to', '2026-03-01')
        self.assertEqual({d['status'] for d in sunday}, {'rest'})
        late = self.ctl.show('days', '--date', '2026-03-02', '--status', 'late')
        self.assertEqual([d['staff_no'] for d in late], ['A002'])
        found = self.ctl.show('days', '--date', '2026-03-02', '--search', 'oywx')
        self.assertEqual([d['staff_no'] for d in found], ['A002'])
        gone = self.ctl.show('days', '--date', '2026-03-04', '--person', 'A005')
        self.assertIn([d['status'] for d in gone], ([], ['none']))

    def test_every_listing_in_every_form(self):
        self.fill()
        listings = re.findall(r'^  ([a-z_]+)  ', self.ctl.run('help', 'show').split('Listings:')[1], flags=re.M)
        self.assertGreater(len(listings), 10)
        with open(DOCUMENT, encoding='utf-8') as f:
            documented = {name: re.findall('`([a-z_]+)`', keys) for name, keys in
                          re.findall(r'^\| `([a-z]+)` \| (.*) \|$', f.read(), flags=re.M)}
        listings.remove('day')  # sentences, and for JSON the row of days
        for listing in listings:
            with self.subTest(listing):
                words = [listing, '--person', 'A001'] if listing == 'memberships' else [listing]
                rows = self.ctl.show(*words)
                table = list(csv.reader(io.StringIO(self.ctl.run('show', *words, '--csv').removeprefix('\ufeff'))))
                self.assertEqual(len(table), len(rows) + 1)
                for row in rows:
                    self.assertEqual(list(row), list(rows[0]))
                self.assertEqual([k for k in documented[listing] if k not in ('why', 'args', 'settings', 'plan', 'facts', 'about') and not (k == 'days' and listing in ('months', 'plans', 'coverage'))], table[0])
                if rows:
                    self.assertEqual(documented[listing], list(rows[0]))
                self.assertEqual(len(self.ctl.run('show', *words).splitlines()), len(rows) + 1)

    def test_table_is_aligned(self):
        self.fill()

        def place(line, word):
            return sum(2 if unicodedata.east_asian_width(c) in 'WF' else 1 for c in line[:line.index(word)])

        for language, heading in (('zh_CN', '部门'), ('en', 'Department')):
            lines = self.ctl.run('--lang', language, 'show', 'people').splitlines()
            places = {place(lines[0], heading)}
            for line in lines[1:]:
                places.add(place(line, re.search('..部[/ ]', line).group()))
            self.assertEqual(len(places), 1, '\n'.join(lines))

    def test_csv_is_defused(self):
        self.fill()
        out = self.ctl.run('show', 'people', '--csv')
        self.assertTrue(out.startswith('\ufeff'))
        names = {row['staff_no']: row['name'] for row in csv.DictReader(io.StringIO(out[1:]))}
        self.assertEqual(names['A004'], "'=SUM(1,2)")
        self.assertEqual(names['A001'], '林晓雨')

    def test_order_and_limit(self):
        self.fill()
        numbers = [p['staff_no'] for p in self.ctl.show('people', '--order', 'staff_no', '--descending',
                                                        '--limit', '3')]
        self.assertEqual(numbers, ['A005', 'A004', 'A003'])
        self.ctl.run('show', 'people', '--order', 'shoe_size', status=2)
        self.ctl.run('show', 'people', '--limit', '0', status=2)

    def test_output_fails(self):
        self.fill()
        with open('/dev/full', 'w') as full:
            child = subprocess.run([MUSTERCTL, '--store', self.ctl.store, '--passphrase-file',
                                    self.ctl.password, 'show', 'people'], env=self.ctl.environment,
                                   stdin=subprocess.DEVNULL, stdout=full, stderr=subprocess.PIPE)
        self.assertEqual(child.returncode, 1)
        self.assertIn(b'musterctl: ', child.stderr)


class Doing(Case):
    def test_void_and_back(self):
        self.fill()
        late, = [p for p in self.ctl.show('punches', '--person', 'A002')
                 if p['at'] == '2026-03-02T18:20:00+08:00']
        self.ctl.run('do', 'punch.void', f'punch={late["id"]}', 'reason=替别人打卡')
        day, = self.ctl.show('days', '--date', '2026-03-02', '--person', 'A002')
        self.assertIn('missing_out', day['flags'])
        voided, = self.ctl.show('punches', '--status', 'void')
        self.assertEqual((voided['void_reason'], voided['void_by']), ('替别人打卡', 'admin'))
        self.ctl.run('do', 'punch.unvoid', f'punch={late["id"]}', 'reason=查明无误')
        day, = self.ctl.show('days', '--date', '2026-03-02', '--person', 'A002')
        self.assertNotIn('missing_out', day['flags'])

    def test_arguments(self):
        self.fill()
        self.ctl.run('do', 'person.add', 'staff_no=B001', 'name=新人', 'joined=2026-03-02')
        for words, status in ((['person.add', 'staff_no=B001', 'name=同号'], 1),
                              (['person.add', 'staff_no=B002'], 1),
                              (['person.add', 'staff_no=B002', 'name=甲', 'joined=then'], 1),
                              (['person.add', 'staff_no=B002', 'name=甲', 'shoe=43'], 2),
                              (['person.add', 'staff_no=B002', 'staff_no=B003', 'name=甲'], 2),
                              (['person.add', 'B002'], 2),
                              (['person.change', 'person=Z999', 'name=甲'], 1),
                              (['user.add', 'name=x', 'role=hr', 'password=seen'], 2),
                              (['user.add', 'name=x', 'role=hr'], 2)):
            with self.subTest(words):
                self.ctl.run('do', *words, status=status)
        note = self.ctl.write('name', '从文件来')
        self.ctl.run('do', 'person.change', 'person=B001', f'name@{note}')
        self.assertEqual([p['name'] for p in self.ctl.show('people', '--search', 'B001')], ['从文件来'])

    def test_roles(self):
        self.fill()
        secret = self.ctl.write('secret', 'supervisor password\n')
        for user, role, more in (('主管', 'supervisor', ['departments=生产部']), ('审计', 'auditor', [])):
            self.ctl.run('do', 'user.add', f'name={user}', f'role={role}', *more,
                         '--secret-file', f'password={secret}')
            self.ctl.cheapen(user, 'supervisor password')
        own = self.ctl.show('people', user='主管', password=secret)
        self.assertEqual(sorted(p['staff_no'] for p in own), ['A001', 'A002'])
        own = self.ctl.show('days', '--date', '2026-03-02', user='主管', password=secret)
        self.assertEqual({d['staff_no'] for d in own}, {'A001', 'A002'})
        for number in ('A001', 'A003'):
            self.ctl.run('do', 'person.change', f'person={number}', 'name=x', user='主管',
                         password=secret, status=1)
        path = self.ctl.write('more.dat', ATTLOG)
        self.ctl.run('import', '--source', '大门', path, user='审计', password=secret, status=1)
        self.ctl.run('backup', os.path.join(self.folder, 'b'), user='审计', password=secret, status=1)
        outcomes = {(e['user'], e['outcome']) for e in self.ctl.show('audit', user='审计', password=secret)}
        self.assertIn(('主管', 'denied'), outcomes)


class Keeping(Case):
    def test_backup_and_restore(self):
        self.fill()
        backup = os.path.join(self.folder, 'backup.muster')
        self.ctl.run('backup', backup)
        self.grep(self.folder + '/company', '林晓雨', '欧阳文轩', 'A002', '测试公司')
        with open(backup, 'rb') as f:
            data = f.read()
        self.assertNotIn('欧阳文轩'.encode(), data)
        before = self.ctl.show('punches')
        self.ctl.run('do', 'person.add', 'staff_no=B001', 'name=之后')

        elsewhere = os.path.join(self.folder, 'elsewhere')
        self.ctl.run('restore', backup, store=elsewhere)
        self.assertEqual(self.ctl.show('punches', store=elsewhere), before)
        self.assertEqual(len(self.ctl.show('people', store=elsewhere)), 5)

        out = self.ctl.run('restore', backup)
        self.assertEqual(len(self.ctl.show('people')), 5)
        kept = re.search(r'\S+before-restore\S*', out).group()
        self.assertEqual(len(self.ctl.show('people', store=kept)), 6)

        torn = self.ctl.write('torn', data[:len(data) * 2 // 3])
        bent = self.ctl.write('bent', data[:len(data) // 2] + b'X' + data[len(data) // 2 + 1:])
        for path in (torn, bent, self.ctl.write('foreign', b'hello' * 1000)):
            self.ctl.run('restore', path, status=1)
        wrong = self.ctl.write('wrong', 'x\n')
        self.ctl.run('restore', backup, password=wrong, status=1)
        self.assertEqual(len(self.ctl.show('people')), 5)

    def test_audit(self):
        self.fill()
        self.assertRegex(self.ctl.run('audit', 'verify'), r'\d+')
        subprocess.run([LOCKSMITH, 'tamper', self.ctl.store, 'admin', PASSWORD], check=True,
                       env=self.ctl.environment)
        self.ctl.run('audit', 'verify', status=1)

    def test_audit_is_cut(self):
        self.fill()
        subprocess.run([LOCKSMITH, 'cut', self.ctl.store, 'admin', PASSWORD], check=True,
                       env=self.ctl.environment)
        self.assertIn('newest', self.ctl.run('audit', 'verify', status=1))

    def test_zone(self):
        self.fill()
        self.ctl.run('do', 'company.zone', 'zone=Asia/Atlantis', status=1)
        self.ctl.run('do', 'company.zone', 'zone=Asia/Tokyo')
        day, = self.ctl.show('days', '--date', '2026-03-02', '--person', 'A001')
        self.assertEqual((day['in'], day['late']), ('2026-03-02T09:55:12+09:00', 55))
        self.assertEqual(self.ctl.show('sources')[0]['zone'], ZONE)
        self.assertIn('company.zone', [a['command'] for a in self.ctl.show('audit')])

    def test_no_plain_text(self):
        self.fill()
        self.grep(self.ctl.store, '林晓雨', '欧阳文轩', '陈安宁', '生产部', '测试公司', '大门', 'A002')


class Interrupting(Case):
    LINES = 300000

    def big(self):
        """A long file of punches of one person, each its own second."""
        start = 1767225600
        lines = (b'   424242\t%s\t1\t0\t1\t0\r\n' %
                 time.strftime('%Y-%m-%d %H:%M:%S', time.gmtime(start + i * 17)).encode()
                 for i in range(self.LINES))
        return self.ctl.write('big.dat', b''.join(lines))

    def start_long(self, path):
        """Starts an import and gives it back in the midst of it."""
        child = self.ctl.start('import', '--source', '大门', path)
        wal = os.path.join(self.ctl.store, 'muster.db-wal')
        limit = time.monotonic() + 60
        while child.poll() is None and time.monotonic() < limit:
            if os.path.exists(wal) and os.path.getsize(wal) > 2 << 20:
                break
            time.sleep(0.002)
        return child

    def start_and_end(self, path, number):
        child = self.start_long(path)
        self.grep(self.ctl.store, '林晓雨', '424242')
        child.send_signal(number)
        out, err = child.communicate()
        return child.returncode, out.decode(), err.decode()

    def finish(self, path):
        self.grep(self.ctl.store, '林晓雨', '424242')
        before = sum(row['punches'] for row in self.ctl.show('badges') if row['key'] == '424242')
        report, = json.loads(self.ctl.run('import', '--source', '大门', '--json', path))
        self.assertEqual(report['known'], before)
        self.assertEqual(report['new'], self.LINES - before)
        after, = [row['punches'] for row in self.ctl.show('badges') if row['key'] == '424242']
        self.assertEqual(after, self.LINES)
        self.ctl.run('audit', 'verify')
        return before

    def test_ctrl_c(self):
        self.fill()
        path = self.big()
        status, out, err = self.start_and_end(path, signal.SIGINT)
        self.assertEqual(status, 1, out + err)
        self.assertTrue(err.startswith('musterctl: '), err)
        self.assertLess(self.finish(path), self.LINES)

    def test_kill(self):
        self.fill()
        path = self.big()
        status, _, _ = self.start_and_end(path, signal.SIGKILL)
        self.assertEqual(status, -signal.SIGKILL)
        killed = self.ctl.show('imports')[0]
        self.assertEqual(killed['state'], 'interrupted')
        self.assertIsNotNone(killed['ended'])
        self.assertTrue(killed['message'])
        self.assertLess(self.finish(path), self.LINES)
        self.assertEqual([i['state'] for i in self.ctl.show('imports')], ['done', 'interrupted', 'done'])

    def test_running_is_left_alone(self):
        """Who opens the company while an import runs does not take it for one that was killed."""
        self.fill()
        child = self.start_long(self.big())
        child.send_signal(signal.SIGSTOP)
        self.assertEqual(self.ctl.show('imports')[0]['state'], 'running')
        child.send_signal(signal.SIGCONT)
        child.communicate()
        self.assertEqual(child.returncode, 0)
        self.assertEqual(self.ctl.show('imports')[0]['state'], 'done')


class Demo(Case):
    def test_deterministic(self):
        said = []
        for name in ('one', 'other'):
            store = os.path.join(self.folder, name)
            self.ctl.run('demo', '--people', '60', '--days', '14', '--seed', '3', '--end', '2026-03-13',
                         store=store)
            self.ctl.cheapen(store=store)
            said.append(self.ctl.run('show', 'days', '--from', '2026-03-02', '--to', '2026-03-12',
                                     '--csv', store=store))
        self.assertEqual(said[0], said[1])
        days = list(csv.DictReader(io.StringIO(said[0].removeprefix('\ufeff'))))
        self.assertGreater(len(days), 500)
        self.assertLessEqual({'present', 'rest', 'leave'}, {d['status'] for d in days})
        self.assertLessEqual({'day', 'early', 'night'}, {d['shift'] for d in days})
        unmapped = self.ctl.show('unmapped', store=store)
        self.assertGreater(len(unmapped), 1)
        self.assertIn('void', {m for p in self.ctl.show('punches', '--status', 'void', store=store)
                               for m in p['marks']})

    def test_never_into_a_company(self):
        self.fill()
        self.ctl.run('demo', '--people', '5', status=1)
        self.assertEqual(len(self.ctl.show('people')), 5)


CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
DTSTART;VALUE=DATE:20270501
DTEND;VALUE=DATE:20270504
SUMMARY:劳动节（休）
END:VEVENT
BEGIN:VEVENT
DTSTART;VALUE=DATE:20270508
SUMMARY:劳动节 补班
END:VEVENT
END:VCALENDAR
"""


class Explaining(Case):
    def setUp(self):
        super().setUp()
        self.fill()

    def test_day_in_both_languages(self):
        words = ['show', 'day', '--person', 'A002', '--date', '2026-03-02']
        english = self.ctl.run(*words, '--lang', 'en')
        self.assertIn('2026-03-02  欧阳文轩 (A002)', english)
        self.assertIn('09:12 on-punch, 12 min later than 09:00.  [Late +12 min]  {segments}', english)
        self.assertIn('is a duplicate: too soon after the punch before', english)
        self.assertIn('Late: +12 min = 12 min', english)
        self.assertRegex(english, r'\nJudged by: .*version 1')
        chinese = self.ctl.run(*words, '--lang', 'zh_CN')
        self.assertIn('迟到 +12', chinese)
        self.assertRegex(chinese, '\n依据规则：')
        self.assertEqual(len(english.splitlines()), len(chinese.splitlines()))

    def test_day_structured(self):
        row, = self.ctl.show('day', '--person', 'A002', '--date', '2026-03-02')
        late = [why for why in row['why'] if why.get('value') == 'late_min']
        self.assertEqual(sum(why['amount'] for why in late), row['late'])
        self.assertEqual([(why['rule'], why['setting'], why['rules']['version']) for why in late],
                         [('tardy', 'segments', 1)])

    def test_day_refused(self):
        self.ctl.run('show', 'day', status=2)
        self.ctl.run('show', 'day', '--person', 'nobody', status=1)


class Ruling(Case):
    def setUp(self):
        super().setUp()
        self.fill()

    def test_rules_out_and_in(self):
        path = os.path.join(self.folder, 'rules.json')
        self.ctl.run('rules', 'export', path)
        with open(path, encoding='utf-8') as f:
            rules = json.load(f)
        self.assertEqual(json.loads(self.ctl.run('rules', 'export')), rules)

        rules['groups'][0].setdefault('policy', {})['grace'] = {'late': 15}
        path = self.ctl.write('grace.json', json.dumps(rules, ensure_ascii=False))
        preview = json.loads(self.ctl.run('rules', 'preview', path, '--from', '2026-03-02', '--to', '2026-03-02', '--json'))
        self.assertEqual([(d['staff_no'], d['value'], d['before'], d['after'])
                          for d in preview['differences'] if d['value'] == 'late'], [('A002', 'late', '12', '0')])
        self.ctl.run('rules', 'publish', path, status=2)
        self.ctl.run('rules', 'publish', path, '--effective', '2026-03-02')
        self.assertEqual(self.ctl.show('days', '--person', 'A002', '--date', '2026-03-02')[0]['late'], 0)
        self.assertEqual(json.loads(self.ctl.run('rules', 'export', '--date', '2026-03-02')), rules)
        self.assertNotEqual(json.loads(self.ctl.run('rules', 'export', '--date', '2026-03-01')), rules)

    def test_faults_name_their_place(self):
        path = self.ctl.write('bad.json', json.dumps(
            {'schema': 'muster-rules/1', 'shifts': [], 'groups': [{'id': 'g', 'policy': {'grace': {'late': -1}}}]}))
        message = self.ctl.run('rules', 'import', path, '--effective', '2026-03-02', status=1)
        self.assertIn(f'{path}: groups[0].policy.grace.late', message)

    def test_roster_in_and_out(self):
        self.ctl.run('do', 'person.add', 'staff_no=R-1', 'name=Robin')
        table = os.path.join(self.ctl.folder, 'roster.csv')
        self.ctl.run('roster', 'export', table, '--from', '2026-03-02', '--to', '2026-03-03')
        with open(table, encoding='utf-8-sig', newline='') as file:
            lines = [line.split(',') for line in file.read().split('\r\n')]
        self.assertEqual(lines[0], ['staff_no', 'name', '2026-03-02', '2026-03-03'])
        shift = next(line for line in lines if line[0] == 'R-1')[2]
        self.assertTrue(shift)
        given = self.ctl.write('given.csv', f'name\tstaff_no\t2026/3/7\t2026-03-08\nRobin\tR-1\t{shift}\trest\n')
        self.ctl.run('roster', 'import', given, '--preview')
        entries = lambda: self.ctl.show('roster', '--from', '2026-03-07', '--to', '2026-03-08')
        self.assertEqual(entries(), [])
        self.ctl.run('roster', 'import', given)
        self.assertEqual([(e['from'], e['shift'] is None, e['single']) for e in entries()],
                         [('2026-03-07', False, True), ('2026-03-08', True, True)])
        broken = self.ctl.write('broken.csv', 'staff_no,2026-03-07,2026-03-08\nR-1,,no such\nnobody,,\n')
        told = self.ctl.run('roster', 'import', broken, faults=True)
        self.assertIn('Row 2, column 3', told)
        self.assertIn('Row 3, column 1', told)
        self.assertEqual(len(entries()), 2)
        self.ctl.run('roster', 'import', broken, '--good')
        self.assertEqual([e['from'] for e in entries()], ['2026-03-08'])
        book = os.path.join(self.ctl.folder, 'roster.xlsx')
        self.ctl.run('roster', 'export', book, '--from', '2026-03-02', '--to', '2026-03-08')
        with zipfile.ZipFile(book) as file:
            self.assertIn('xl/workbook.xml', file.namelist())
        before = entries()
        self.ctl.run('roster', 'import', book, '--preview')
        self.assertEqual(entries(), before)
        with open(book, 'rb') as file:
            cut = self.ctl.write('cut.xlsx', file.read()[:900])
        self.ctl.run('roster', 'import', cut, status=1)
        self.ctl.run('roster', 'import', self.ctl.write('none.csv', 'a,b\n1,2\n'), status=1)
        self.ctl.run('roster', 'import', status=2)

    def test_sheets_of_a_workbook(self):
        """The first sheet with a table is read unless another one is named; the others are told of."""
        self.ctl.run('do', 'person.add', 'staff_no=R-1', 'name=Robin')
        book = self.ctl.write('book.xlsx', workbook({
            '封面': [['排班表'], [], ['东门']],
            '三月': [['staff_no', '2026-03-07'], ['R-1', 'rest']],
            '四月': [['staff_no', '2026-04-04'], ['R-1', 'rest']],
            '人员': [['工号', '姓名'], ['R-7', '周七'], ['R-8', '吴八']],
            '打卡': [['编号', '姓名', '打卡时间'], ['1001', '周七', '2026-03-02 08:58'],
                     ['1002', '吴八', '2026-03-02 09:01']]}))
        entries = lambda: [e['from'] for e in self.ctl.show('roster', '--from', '2026-03-01', '--to', '2026-04-30')]
        self.ctl.run('roster', 'import', book)
        self.assertEqual(entries(), ['2026-03-07'])
        self.ctl.run('roster', 'import', book, '--sheet', '四月')
        self.assertEqual(entries(), ['2026-03-07', '2026-04-04'])
        self.assertIn('五月', self.ctl.run('roster', 'import', book, '--sheet', '五月', status=1))

        told = self.ctl.run('import', '--dry-run', '--set', 'sheet=打卡', book)
        self.assertIn('打卡 (not: 封面, 三月, 四月, 人员)', told)
        self.ctl.run('import', '--people', '--set', 'sheet=人员', book)
        self.assertEqual({p['staff_no'] for p in self.ctl.show('people')} & {'R-7', 'R-8'}, {'R-7', 'R-8'})

    def test_calendar_in_and_out(self):
        done = json.loads(self.ctl.run('calendar', 'import', self.ctl.write('2027.ics', CALENDAR)))
        self.assertEqual({k: done[k] for k in ('days', 'statutory', 'rest', 'workdays', 'skipped', 'years')},
                         {'days': 4, 'statutory': 2, 'rest': 1, 'workdays': 1, 'skipped': 0, 'years': [2027]})
        self.assertEqual([(d['date'], d['kind'], d['name']) for d in self.ctl.show('calendar', '--from', '2027-01-01')],
                         [('2027-05-01', 'statutory', '劳动节'), ('2027-05-02', 'statutory', '劳动节'),
                          ('2027-05-03', 'rest', '劳动节'), ('2027-05-08', 'workday', '劳动节')])
        self.assertEqual([y['state'] for y in self.ctl.show('years')], ['known', 'known', 'known'])

        path = os.path.join(self.folder, 'out.ics')
        self.ctl.run('calendar', 'export', path, '--from', '2027-01-01')
        self.ctl.run('do', 'calendar.unset', 'date=2027-05-08')
        self.ctl.run('calendar', 'import', path)
        self.assertEqual(len(self.ctl.show('calendar', '--from', '2027-01-01')), 4)

        broken = self.ctl.write('broken.ics', CALENDAR.replace('20270508', 'soon'))
        self.assertIn(f'{broken}: Line 9, DTSTART', self.ctl.run('calendar', 'import', broken, status=1))
        self.ctl.run('calendar', 'import', status=2)


class Closing(Case):
    def setUp(self):
        super().setUp()
        self.fill()

    def test_period(self):
        dates = ['--from', '2026-03-02', '--to', '2026-03-02']
        self.ctl.run('period', 'close', status=2)
        closed = json.loads(self.ctl.run('period', 'close', *dates, '--force'))
        number = str(closed['period'])
        self.assertEqual((closed['people'], closed['days']), (5, 5))
        self.assertIn('closed', self.ctl.run('period', 'close', *dates, '--force', status=1))
        self.assertEqual([p['state'] for p in json.loads(self.ctl.run('period', 'list', '--json'))], ['closed'])
        self.assertEqual(json.loads(self.ctl.run('period', 'adjustments', '--json')), [])

        # A punch that comes late changes nothing but the list of adjustments
        late = b'     1003\t2026-03-02 18:30:00\t1\t1\t1\t0\r\n'
        self.ctl.run('import', '--source', '大门', self.ctl.write('2_attlog.dat', late))
        day, = self.ctl.show('days', '--person', 'A003', '--date', '2026-03-02')
        self.assertTrue(day['locked'])
        self.assertIsNone(day['out'])
        adjustments = json.loads(self.ctl.run('period', 'adjustments', '--person', 'A003', '--json'))
        self.assertIn(('worked_sec', '0'), [(a['value'], a['before']) for a in adjustments])

        self.ctl.run('period', 'reopen', number, status=2)
        self.ctl.run('period', 'accept', number, '--person', 'A003', '--date', '2026-03-02')
        self.assertEqual(json.loads(self.ctl.run('period', 'adjustments', '--status', 'open', '--json')), [])
        self.assertIn('twice', self.ctl.run('period', 'reopen', number, '--reason', '晚到', status=1))

    def test_reopen(self):
        closed = json.loads(self.ctl.run('period', 'close', '--from', '2026-03-02', '--to', '2026-03-02', '--force'))
        self.ctl.run('period', 'reopen', closed['period'], '--reason', '门禁数据晚到')
        self.assertEqual([(p['state'], p['reason']) for p in self.ctl.show('periods')], [('reopened', '门禁数据晚到')])
        self.assertFalse(self.ctl.show('days', '--person', 'A003', '--date', '2026-03-02')[0]['locked'])
        self.ctl.run('period', 'reopen', 'x', '--reason', 'y', status=2)


HANDBOOKS = os.path.join(os.path.dirname(__file__), '..', 'handbooks')


class Handbooks(Case):
    """The rule files that docs/rule-file.md explains, and days that come out as people expect, with their reasons."""

    def judge(self, name):
        with open(os.path.join(HANDBOOKS, f'{name}-days.json'), encoding='utf-8') as f:
            book = json.load(f)
        self.ctl.create()
        self.ctl.run('rules', 'publish', os.path.join(HANDBOOKS, f'{name}.json'), '--effective', book['effective'])
        people = ''.join(f"{p['staff_no']},{p['name']},{p['group']},2026-01-01\n" for p in book['people'])
        self.ctl.run('import', '--people', self.ctl.write('people.csv', '工号,姓名,考勤组,入职日期\n' + people))
        lines = [(at, p['staff_no']) for p in book['people'] for at in p['punches']]
        self.ctl.run('import', '--source', '大门', self.ctl.write('1_attlog.dat', ''.join(
            f'{key}\t{at}:00\t1\t0\t1\t0\n' for at, key in lines)))
        for p in book['people']:
            self.ctl.run('do', 'person.map', 'source=大门', f"key={p['staff_no']}", f"person={p['staff_no']}")

        for p in book['people']:
            self.assertGreater(len(p['days']), 2)
            for expected in p['days']:
                with self.subTest(f"{p['name']} {expected['date']}"):
                    day, = self.ctl.show('days', '--person', p['staff_no'], '--date', expected['date'])
                    reasons = [why['reason'] for why in day['why']]
                    self.assertEqual({k: day[k] for k in expected if k != 'reasons'},
                                     {k: v for k, v in expected.items() if k != 'reasons'})
                    self.assertEqual([r for r in expected['reasons'] if r not in reasons], [])
                    said = self.ctl.run('show', 'day', '--person', p['staff_no'], '--date', expected['date'])
                    self.assertGreater(len(said.splitlines()), 3)

    def test_factory_with_rotating_nights(self):
        self.judge('factory')

    def test_office_with_flexible_hours(self):
        self.judge('office')

    def test_shop_with_split_shifts(self):
        self.judge('shop')


class Evaluating(Case):
    SCENARIO = {
        'schema': 'muster-scenario/1',
        'cases': [{
            'id': 'late', 'title': 'Five minutes late', 'tz': ZONE, 'default_shift': 'day',
            'shifts': [{'id': 'day', 'segments': [{'on': '09:00', 'off': '18:00'}]}],
            'punches': [{'id': 'a', 'at': '2026-03-02T09:05'}, {'id': 'b', 'at': '2026-03-02T18:00'}],
            'expect': {'days': [{'date': '2026-03-02', 'status': 'present', 'late_min': 5}]},
        }],
    }

    def test_evaluate(self):
        good = self.ctl.write('good.json', json.dumps(self.SCENARIO))
        self.assertIn('present', self.ctl.run('evaluate', good))
        line = json.loads(self.ctl.run('evaluate', '--json', good))
        self.assertEqual((line['id'], line['ok']), ('late', True))
        day, = line['days']
        self.assertEqual((day['late_min'], day['in'], day['out']), (5, 'a', 'b'))

        wrong = json.dumps(self.SCENARIO).replace('"late_min": 5', '"late_min": 6')
        self.ctl.run('evaluate', good, self.ctl.write('wrong.json', wrong), status=1)
        unknown = json.dumps(self.SCENARIO).replace('"title"', '"tilte"')
        for name, text in (('unknown.json', unknown), ('torn.json', '{')):
            self.assertIn(name, self.ctl.run('evaluate', self.ctl.write(name, text), status=2))
        self.ctl.run('evaluate', os.path.join(self.folder, 'missing.json'), status=2)


main()
