# SPDX-FileCopyrightText: The Muster authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Real sources in one company: a time clock, a terminal that calls in, a server and a folder, all simulated
as their protocols have them, read by `musterctl serve` and `musterctl sync` as a user would."""

import datetime
import json
import os
import signal
import socket
import subprocess
import sys
import time

from driver import Case, ZONE, main

KIT = os.path.join(os.path.dirname(__file__), '..', 'kit')
DAY = datetime.date.today() - datetime.timedelta(days=2)
PEOPLE = ['A001', 'A002', 'A003', 'A004']


def free_port():
    with socket.socket() as one:
        one.bind(('127.0.0.1', 0))
        return one.getsockname()[1]


def is_listening(port):
    with socket.socket() as one:
        return one.connect_ex(('127.0.0.1', port)) == 0


class Serving(Case):
    def setUp(self):
        super().setUp()
        self.ctl.create()
        for number, name in zip(PEOPLE, ('林晓雨', '欧阳文轩', '单可', '陈安宁')):
            self.ctl.run('do', 'person.add', f'staff_no={number}', f'name={name}')

    def stop(self, child):
        if child.poll() is None:
            child.send_signal(signal.SIGTERM)
        child.wait(60)
        for stream in (child.stdin, child.stdout, child.stderr):
            if stream is not None:
                stream.close()

    def simulate(self, name, *words):
        """Starts a simulator of the kit, which lives as long as its input, and gives it with its port."""
        child = subprocess.Popen([sys.executable, os.path.join(KIT, name), *map(str, words)],
                                 stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.addCleanup(self.stop, child)
        line = child.stdout.readline().decode()
        return child, int(''.join(c if c.isdigit() else ' ' for c in line).split()[-1])

    def source(self, name):
        return next(s for s in self.ctl.show('sources') if s['name'] == name)

    def wait_for(self, what, say):
        """Until something holds, at most as long as the slowest machine may take for it."""
        end = time.monotonic() + 120
        while not what():
            if time.monotonic() > end:
                self.fail(say())
            time.sleep(0.1)

    def map_first(self, source, number):
        """The first number that came from a source is somebody's."""
        keys = sorted(u['key'] for u in self.ctl.show('unmapped') if u['source'] == source)
        self.assertTrue(keys, source)
        self.ctl.run('do', 'person.map', f'source={source}', f'key={keys[0]}', f'person={number}')

    def test_four_sources_one_board(self):
        begin = int(datetime.datetime(DAY.year, DAY.month, DAY.day, 0, 50).timestamp())
        clock, clock_port = self.simulate('zk-terminal', '--port', 0, '--users', 3, '--records', 12, '--step', 3600,
                                          '--begin', f'{DAY} 08:50:00')
        _, server_port = self.simulate('frappe-server', '--port', 0, '--count', 20, '--people', 2, '--begin', begin)
        punches = os.path.join(self.folder, 'stick')
        os.mkdir(punches)
        port = free_port()

        self.ctl.run('do', 'source.add', 'kind=zk', 'name=Gate', 'host=127.0.0.1', f'port={clock_port}',
                     'schedule=manual')
        self.ctl.run('do', 'source.add', 'kind=frappe', 'name=Head', f'address=http://127.0.0.1:{server_port}', 'plain=true',
                     'key=key', '--secret-file', f'secret={self.ctl.write("secret", "secret")}')
        self.ctl.run('do', 'source.add', 'kind=folder', 'name=Stick', f'path={punches}', 'settle=0')
        self.ctl.run('do', 'source.add', 'kind=push', 'name=Yard', 'device=ABC1234567890')
        self.ctl.run('do', 'listener.set', f'port={port}', 'address=127.0.0.1')
        self.ctl.write('stick/1_attlog.dat', f'5\t{DAY} 08:55:00\t1\t0\t1\t0\r\n5\t{DAY} 18:03:00\t1\t1\t1\t0\r\n')

        serving = self.ctl.start('serve')
        self.addCleanup(self.stop, serving)
        self.wait_for(lambda: is_listening(port), lambda: 'nobody listens')
        terminal = subprocess.run([sys.executable, os.path.join(KIT, 'push-terminal'), f'http://127.0.0.1:{port}',
                                   '--serial', 'ABC1234567890', '--punches', '12', '--clock', '31500'], capture_output=True, timeout=120)
        self.assertEqual(terminal.returncode, 0, terminal.stdout.decode() + terminal.stderr.decode())
        self.ctl.run('sync', 'Gate')
        self.wait_for(lambda: all(self.source(name)['punches'] for name in ('Gate', 'Head', 'Stick', 'Yard')),
                      lambda: json.dumps(self.ctl.show('sources'), ensure_ascii=False))

        for source, number in zip(('Gate', 'Head', 'Stick', 'Yard'), PEOPLE):
            self.map_first(source, number)
        for number in PEOPLE:
            mine = self.ctl.show('punches', '--person', number)
            self.assertTrue(mine, number)
            dates = sorted(p['at'][:10] for p in mine)
            board = [d for d in self.ctl.show('days', '--from', dates[0], '--to', dates[-1])
                     if d['staff_no'] == number and (d['in'] or d['out'])]
            self.assertTrue(board, (number, [p['at'] for p in mine]))

        # The plug is pulled: the clock says so, the others do not; plugged in again, it comes right.
        before = self.source('Gate')['punches']
        self.stop(clock)
        self.ctl.run('sync', 'Gate', status=1)
        self.assertEqual(self.source('Gate')['condition'], 'unreachable')
        self.assertNotEqual(self.source('Head')['condition'], 'unreachable')
        self.simulate('zk-terminal', '--port', clock_port, '--users', 3, '--records', 15, '--step', 3600,
                      '--begin', f'{DAY} 08:50:00')
        self.ctl.run('sync', 'Gate')
        self.assertEqual(self.source('Gate')['condition'], 'step')
        self.assertEqual(self.source('Gate')['punches'], before + 3)

        # What was read is read once, whoever reads it.
        totals = {name: self.source(name)['punches'] for name in ('Gate', 'Head', 'Stick', 'Yard')}
        self.ctl.run('sync')
        self.assertEqual({name: self.source(name)['punches'] for name in totals}, totals)


main()
