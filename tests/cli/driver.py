# SPDX-FileCopyrightText: The Muster authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""musterctl as a user drives it, for tests that speak TAP. All names are invented."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest

MUSTERCTL = os.environ['MUSTERCTL']
LOCKSMITH = os.environ['LOCKSMITH']
PASSWORD = '点卯 open sesame'
ZONE = 'Asia/Shanghai'

PEOPLE = """工号,姓名,部门,考勤组,入职日期,离职日期,考勤号
A001,林晓雨,生产部/一车间,office,2020-03-01,,1001
A002,欧阳文轩,生产部/二车间,office,2021-07-15,,1002
A003,单可,研发部/软件组,office,2022-01-04,,1003
A004,"=SUM(1,2)",研发部/软件组,office,2022-01-04,,1004
A005,陈安宁,销售部/华东区,office,2019-05-06,2026-03-03,1005
"""

# Monday 2 March 2026. A001 in time, A002 late with a double tap, A003 without an off-punch, A005 early.
ATTLOG = (
    b'     1001\t2026-03-02 08:55:12\t1\t0\t1\t0\r\n'
    b'     1002\t2026-03-02 09:12:40\t1\t0\t15\t0\r\n'
    b'     1002\t2026-03-02 09:12:58\t1\t0\t15\t0\r\n'
    b'     1003\t2026-03-02 08:40:00\t1\t0\t1\t0\r\n'
    b'     1005\t2026-03-02 08:59:59\t1\t0\t1\t0\r\n'
    b'     1005\t2026-03-02 17:30:00\t1\t1\t1\t0\r\n'
    b'     1001\t1971--10--29 -23:-59:-53\t1\t0\t1\t0\r\n'
    b'     1001\t2026-03-02 18:0' + b'\0' * 4096 + b'4:00\t1\t1\t1\t0\r\n'
    b'     1001\t2026-03-02 18:05:31\t1\t1\t1\t0\r\n'
    b'     1001\t2026-03-02 18:05:31\t1\t1\t1\t0\r\n'
    b'     1002\t2026-03-02 18:20:00\t1\t1\t15\t0\r\n'
    b'     9999\t2026-03-02 08:30:00\t1\t0\t1\t0\r\n'
    b'     9999\t2026-03-02 18:10:00\t1\t1\t1\t0'
)


class Ctl:
    """One company folder and the user who works with it."""

    def __init__(self, folder):
        self.folder = folder
        self.store = os.path.join(folder, 'company')
        self.password = os.path.join(folder, 'password')
        with open(self.password, 'w', encoding='utf-8') as f:
            f.write(PASSWORD + '\n')
        self.environment = {k: v for k, v in os.environ.items()
                            if k not in ('DBUS_SESSION_BUS_ADDRESS', 'MUSTER_STORE', 'LANGUAGE')}
        self.environment |= {'XDG_DATA_HOME': os.path.join(folder, 'data'),
                             'XDG_RUNTIME_DIR': os.path.join(folder, 'run'), 'HOME': folder}

    def start(self, *words, password=True, user='admin', store=None, **more):
        command = [MUSTERCTL, '--store', store or self.store, '--as', user]
        if password:
            command += ['--passphrase-file', password if isinstance(password, str) else self.password]
        return subprocess.Popen(command + [str(w) for w in words], env=self.environment,
                                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE, start_new_session=True, **more)

    def run(self, *words, status=0, faults=False, **more):
        """Runs a verb; gives what it printed, and on a failure the one line that says why.

        With faults, it must find some and do the rest all the same; gives what it printed."""
        status = 1 if faults else status
        child = self.start(*words, **more)
        out, err = (text.decode() for text in child.communicate())
        if child.returncode != status:
            raise AssertionError(f'{words} ended with {child.returncode}, not {status}: {out}{err}')
        if status != 0:
            assert err.startswith('musterctl: ') and err.count('\n') == 1, err
            return out if faults else err
        assert err == '', err
        return out

    def show(self, listing, *words, **more):
        return json.loads(self.run('show', listing, '--json', *words, **more))

    def write(self, name, content):
        path = os.path.join(self.folder, name)
        with open(path, 'wb') as f:
            f.write(content if isinstance(content, bytes) else content.encode())
        return path

    def cheapen(self, user='admin', password=PASSWORD, store=None):
        subprocess.run([LOCKSMITH, 'cheapen', store or self.store, user, password], check=True,
                       env=self.environment)

    def create(self):
        self.run('create', '测试公司', '--zone', ZONE)
        self.cheapen()

    def fill(self):
        self.create()
        self.run('import', '--people', self.write('people.csv', PEOPLE.encode('gb18030')))
        self.run('import', '--source', '大门', self.write('1_attlog.dat', ATTLOG), faults=True)


class Case(unittest.TestCase):
    """A test with a folder of its own, and a filled company when it says so."""

    filled = None

    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix='muster-ctl-')
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.ctl = Ctl(self.folder)

    def fill(self):
        """A copy of one company that was filled once: trying a password is slow by design."""
        if Case.filled is None:
            Case.filled = tempfile.mkdtemp(prefix='muster-ctl-')
            Ctl(Case.filled).fill()
        shutil.rmtree(self.folder)
        shutil.copytree(Case.filled, self.folder)

    def grep(self, folder, *words):
        """Fails when a file under a folder holds one of the words in any common encoding."""
        for here, _, names in os.walk(folder):
            for name in names:
                with open(os.path.join(here, name), 'rb') as f:
                    data = f.read()
                for word in words:
                    for encoding in ('utf-8', 'utf-16-le', 'gb18030'):
                        self.assertNotIn(word.encode(encoding), data, f'{word} in {name}')


class Tap(unittest.TestResult):
    """Says what happens in the Test Anything Protocol."""

    count = 0

    def say(self, good, test, why=''):
        self.count += 1
        print(f'{"" if good else "not "}ok {self.count} {test.id().split(".", 1)[1]}', flush=True)
        for line in why.splitlines():
            print('# ' + line, flush=True)

    def addSuccess(self, test):
        self.say(True, test)

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self.say(False, test, self.failures[-1][1])

    def addError(self, test, err):
        super().addError(test, err)
        self.say(False, test, self.errors[-1][1])

    def addSubTest(self, test, subtest, err):
        super().addSubTest(test, subtest, err)
        if err is not None:
            self.say(False, subtest, ''.join(t for _, t in (self.failures + self.errors)[-1:]))


def main():
    names = sys.argv[1:]
    loader = unittest.defaultTestLoader
    module = sys.modules['__main__']
    suite = loader.loadTestsFromNames(names, module) if names else loader.loadTestsFromModule(module)
    result = Tap()
    try:
        suite.run(result)
    finally:
        if Case.filled is not None:
            shutil.rmtree(Case.filled, ignore_errors=True)
        print(f'1..{result.count}', flush=True)
    sys.exit(0 if result.wasSuccessful() else 1)

