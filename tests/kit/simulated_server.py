# SPDX-FileCopyrightText: The Muster authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the simulated servers share: options, TLS, faults, and a way to change both while one runs.

A server prints "port N" when it listens and ends when its standard input does (or by Ctrl+C).
POST /_simulator with a JSON object changes options by name; GET /_simulator shows them and how
many requests came."""

import argparse
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
