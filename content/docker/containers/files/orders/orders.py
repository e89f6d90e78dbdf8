"""orders: hands out the open orders of a shipyard to whoever shows the token."""

import json
import os
import signal
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlsplit

ORDERS = [
    {"hull": "Astrid", "work": "replace keel bolts"},
    {"hull": "Borealis", "work": "caulk the deck"},
    {"hull": "Carina", "work": "new rudder stock"},
]


def log(text):
    print(f"orders: {text}", flush=True)


def read_token():
    path = os.environ.get("ORDERS_TOKEN_FILE")
    if path:
        with open(path) as file:
            return file.read().strip()
    return os.environ.get("ORDERS_TOKEN", "")


class Handler(BaseHTTPRequestHandler):
    server_version = "orders"

    def do_GET(self):
        url = urlsplit(self.path)
        limit = int(parse_qs(url.query).get("limit", ["10"])[0])
        if url.path == "/health":
            self.answer(200, {"service": "orders", "status": "well"})
        elif self.headers.get("Authorization") != f"Bearer {TOKEN}":
            self.answer(401, {"error": "show the token: Authorization: Bearer ..."})
        else:
            self.answer(200, ORDERS[:limit])

    def answer(self, status, body):
        data = (json.dumps(body) + "\n").encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format, *args):
        log(format % args)


class Server(HTTPServer):
    def handle_error(self, request, client_address):
        raise  # a program in an unknown state should not go on


signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))

TOKEN = read_token()
if not TOKEN:
    sys.exit("orders: no token. Set ORDERS_TOKEN, or ORDERS_TOKEN_FILE to the path of a file that holds it")

log("loading the price list, 48 MiB")
PRICES = b"\x01" * (48 * 1024 * 1024)

log("listening on port 8000")
Server(("", 8000), Handler).serve_forever()
