# SPDX-FileCopyrightText: The Muster authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the simulated servers share: options, TLS, faults, and a way to change both while one runs.

A server prints "port N" when it listens and ends when its standard input does (or by Ctrl+C).
POST /_simulator with a JSON object changes options by name; GET /_simulator shows them and how
many requests came."""

import argparse
import calendar
import hashlib
import http.server
import json
import os
import socket
import ssl
import sys
import threading
import time
import urllib.parse

FAULTS = """faults (--fault KIND, at the requests --fault-at FIRST[-LAST], counted from 1):
  drop      closes the connection without an answer
  stall     answers nothing, until the caller goes
  drip      answers a byte a second
  half      half of the answer, then closes
  garbage   bytes that are no HTTP
  html      status 200 and a page to sign in
  not-json  status 200 and text that is no JSON
  401, 403, 404, 429, 500, 503   that status; 429 and 503 with Retry-After (--retry-after)
  redirect  sends the caller to another host
"""


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'
    server_version = 'Simulated'
    disable_nagle_algorithm = True

    def log_message(self, format, *args):
        if self.server.options.verbose:
            sys.stderr.write(f'{self.command} {self.path.partition("?")[0]}\n')

    def do_GET(self):
        self.handle_one()

    do_POST = do_PUT = do_DELETE = do_GET

    def handle_one(self):
        sim = self.server
        parts = urllib.parse.urlsplit(self.path)
        size = int(self.headers.get('Content-Length') or 0)
        body = self.rfile.read(size)
        if parts.path == '/_simulator':
            if self.command == 'POST':
                sim.set(json.loads(body))
            self.json(sim.describe())
            return
        with sim.lock:
            sim.requests += 1
            number = sim.requests
        if sim.options.delay:
            time.sleep(sim.options.delay)
        if sim.has_fault(number) and self.fault(sim.options.fault):
            return
        query = dict(urllib.parse.parse_qsl(parts.query, keep_blank_values=True))
        sim.answer(self, parts.path, query, body)

    def fault(self, kind):
        sim = self.server
        if kind in ('401', '403', '404', '429', '500', '503'):
            headers = {}
            if kind in ('429', '503') and sim.options.retry_after != 'none':
                headers['Retry-After'] = sim.options.retry_after
            self.json({'error': 'simulated'}, int(kind), headers)
        elif kind == 'html':
            self.text('<!DOCTYPE html><html><body>Please sign in.</body></html>', 'text/html')
        elif kind == 'not-json':
            self.text('everything is fine', 'application/json')
        elif kind == 'redirect':
            self.json({}, 302, {'Location': 'https://elsewhere.example/take?token=secret'})
        elif kind == 'stall':
            self.connection.settimeout(120)
            try:
                self.connection.recv(1)
            except OSError:
                pass
            self.close_connection = True
        elif kind == 'drip':
            try:
                for byte in b'HTTP/1.1 200 OK\r\nX-Slow: ' + b'x' * 600:
                    self.wfile.write(bytes([byte]))
                    time.sleep(1)
            except OSError:
                pass
            self.close_connection = True
        elif kind == 'drop':
            self.hang_up()
        elif kind == 'garbage':
            self.wfile.write(b'\x00\xff SSH-2.0-nothing\r\n\r\n')
            self.hang_up()
        elif kind == 'half':
            self.half = True
            return False
        return True

    half = False

    def hang_up(self):
        self.close_connection = True
        try:
            self.connection.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass

    def json(self, value, status=200, headers=None):
        self.text(json.dumps(value, ensure_ascii=False), 'application/json', status, headers)

    def text(self, text, kind, status=200, headers=None):
        data = text.encode() if isinstance(text, str) else text
        self.send_response(status)
        self.send_header('Content-Type', f'{kind}; charset=utf-8')
        self.send_header('Content-Length', str(len(data)))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        if self.half:
            self.half = False
            self.wfile.write(data[:len(data) // 2])
            self.hang_up()
            return
        self.wfile.write(data)


class Server(http.server.ThreadingHTTPServer):
    """Subclass it with answer (handler, path, query, body), and add options."""
    daemon_threads = True
    request_queue_size = 64

    def __init__(self, options):
        super().__init__(('127.0.0.1', options.port), Handler)
        self.options = options
        self.requests = 0
        self.lock = threading.RLock()
        if options.tls:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(options.tls)
            self.socket = context.wrap_socket(self.socket, server_side=True,
                                              do_handshake_on_connect=False)

    def handle_error(self, request, client_address):
        kind = sys.exc_info()[0]
        if not issubclass(kind, (OSError, ssl.SSLError)):
            super().handle_error(request, client_address)

    def has_fault(self, number):
        first, _, last = str(self.options.fault_at).partition('-')
        if not self.options.fault:
            return False
        return int(first) <= number and (not _ and number == int(first) or
                                         _ and (not last or number <= int(last)))

    def set(self, values):
        with self.lock:
            self.requests = 0
            for name, value in values.items():
                if not hasattr(self.options, name):
                    raise ValueError(f'no option {name}')
                setattr(self.options, name, value)
            self.changed()

    def changed(self):
        pass

    def describe(self):
        return {'requests': self.requests, **vars(self.options)}

    def answer(self, handler, path, query, body):
        raise NotImplementedError


def parser(description):
    p = argparse.ArgumentParser(description=description, epilog=FAULTS,
                                formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument('--port', type=int, default=0, help='0 for any that is free (default)')
    p.add_argument('--tls', metavar='FILE', help='HTTPS with this certificate and key (PEM)')
    p.add_argument('--fault', metavar='KIND', default='', help='see below')
    p.add_argument('--fault-at', metavar='N[-[M]]', default='1-', help='which requests (default all)')
    p.add_argument('--retry-after', metavar='SECONDS', default='0', help='or "none"')
    p.add_argument('--delay', type=float, default=0, metavar='SECONDS', help='before each answer')
    p.add_argument('--verbose', action='store_true', help='name each request, without its query')
    return p


def serve(server):
    print('port', server.server_address[1], flush=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={'poll_interval': 0.05}, daemon=True)
    thread.start()
    try:
        if sys.stdin is not None and not sys.stdin.isatty():
            while sys.stdin.buffer.read(4096):
                pass
        else:
            thread.join()
    except KeyboardInterrupt:
        pass
    os._exit(0)


def digest_response(user, realm, password, method, uri, nonce, nc, cnonce, qop):
    a1 = hashlib.md5(f'{user}:{realm}:{password}'.encode()).hexdigest()
    a2 = hashlib.md5(f'{method}:{uri}'.encode()).hexdigest()
    return hashlib.md5(f'{a1}:{nonce}:{nc}:{cnonce}:{qop}:{a2}'.encode()).hexdigest()


# --- what the servers of attendance have in common ---

ZONE = 8 * 3600  # all simulated companies are in China
FAMILY = '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗'
GIVEN = '伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平'


def attendance_parser(description):
    p = parser(description)
    p.add_argument('--count', type=int, default=500, help='punches there are (default 500)')
    p.add_argument('--people', type=int, default=37, help='who make them, in turn (default 37)')
    p.add_argument('--begin', type=int, default=int(time.time()) - 2 * 86400,
                   help='first punch, in seconds since 1970 (default two days ago); then one every 7 s')
    p.add_argument('--damaged', type=int, default=0, metavar='N',
                   help='after every Nth punch a record that lacks something')
    p.add_argument('--others', type=int, default=0, metavar='N',
                   help='after every Nth punch a record that is none: missing, by the system …')
    p.add_argument('--edit', type=int, default=-1, metavar='I', help='punch I was changed since')
    p.add_argument('--delete', type=int, default=-1, metavar='I', help='punch I is gone')
    p.add_argument('--late', type=int, default=-1, metavar='I',
                   help='punch I was made two days before it arrived')
    p.add_argument('--as-text', action='store_true', help='numbers come as texts')
    p.add_argument('--secret', default='secret', help='what it takes for the secret')
    p.add_argument('--expire', type=int, default=0, metavar='N', help='a token is good for N requests')
    p.add_argument('--rate', type=int, default=0, metavar='N', help='every Nth request is one too many')
    p.add_argument('--deny', default='', metavar='WHAT', help='what the account may not read')
    return p


class Attendance(Server):
    """A server with an endless sequence of punches, of which it serves the first ones."""

    tokens = 0
    left = 0

    def person_key(self, n):
        return f'p{n:04d}'

    def person_name(self, n):
        return FAMILY[n % 20] + GIVEN[n // 20 % 20]

    def punch(self, i):
        o = self.options
        n = i % o.people
        at = o.begin + i * 7
        changed = at
        if i == o.late:
            at -= 2 * 86400
        if i == o.edit:
            at += 60
            changed = o.begin + o.count * 7 + 1
        return {'i': i, 'n': n, 'key': self.person_key(n), 'name': self.person_name(n),
                'at': at, 'changed': changed, 'in': i // o.people % 2 == 0,
                'lat': 0 if i % 5 == 4 else 22.540379 + n * 1e-4,
                'lon': 0 if i % 5 == 4 else 114.062979 + n * 1e-4,
                'accuracy': 15 + n, 'phone': f'phone-{n:04d}'}

    def punches(self, first=0, last=None):
        """Those from one to another, by number."""
        o = self.options
        for i in range(max(first, 0), min(o.count, last if last is not None else o.count)):
            if i != o.delete:
                yield self.punch(i)

    def punches_between(self, from_, until, keys):
        """Those of some people from one second to another, both included."""
        o = self.options
        if o.late >= 0 or o.edit >= 0:
            found = self.punches()
        else:
            found = self.punches((from_ - o.begin) // 7 - 1, (until - o.begin) // 7 + 2)
        return [p for p in found if from_ <= p['at'] <= until and p['key'] in keys]

    def every(self, n, i):
        return n > 0 and i % n == n - 1

    def number(self, value):
        return str(value) if self.options.as_text else value

    # tokens

    def new_token(self):
        with self.lock:
            self.tokens += 1
            self.left = self.options.expire or 1 << 40
            return f'token-{self.tokens}'

    def token_good(self, given):
        with self.lock:
            if given != f'token-{self.tokens}' or self.tokens == 0 or self.left <= 0:
                return False
            self.left -= 1
            return True

    def too_fast(self):
        return self.options.rate > 0 and self.requests % self.options.rate == 0

    def describe(self):
        return {**super().describe(), 'tokens': self.tokens}


def local_text(at, micros=''):
    return time.strftime('%Y-%m-%d %H:%M:%S', time.gmtime(at + ZONE)) + micros


def utc_text(at):
    return time.strftime('%Y-%m-%d %H:%M:%S', time.gmtime(at))


def utc_seconds(text):
    return calendar.timegm(time.strptime(text[:19], '%Y-%m-%d %H:%M:%S'))


def local_seconds(text):
    return utc_seconds(text) - ZONE
