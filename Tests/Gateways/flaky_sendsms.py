"""Kannel's 'sendsms' interface as a test wants it: it tells what it took, as lines of JSON.

It listens on a free port of loopback, which its first line tells. Its arguments are the share of
requests that it refuses for the time being, and the seconds that it takes for each.
"""
import json
import random
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

failures, delay = float(sys.argv[1]), float(sys.argv[2])
random.seed(5)


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        fields = parse_qs(urlsplit(self.path).query, keep_blank_values=True)
        time.sleep(delay)
        status = 503 if random.random() < failures else 202
        if status == 202:
            told = {name: values[0] for name, values in fields.items()}
            sys.stdout.write(json.dumps(told) + "\n")
            sys.stdout.flush()
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *arguments):
        pass


class Server(ThreadingHTTPServer):
    request_queue_size = 128


server = Server(("127.0.0.1", 0), Handler)
print(json.dumps({"port": server.server_address[1]}), flush=True)
server.serve_forever()
