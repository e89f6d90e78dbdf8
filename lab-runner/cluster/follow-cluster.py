"""Follows a cluster with the learner's own credentials, and prints what a panel shows of it: a line of JSON for each frame.

Runs in the sandbox, as the learner: one process for all kinds, a thread for each. Its only argument says where the API has
which kind. Whole objects stay here: what is printed is what facts.py picks of them.
"""
import base64
import collections
import http.client
import json
import os
import ssl
import subprocess
import sys
import tempfile
import threading
import time
from urllib.parse import urlsplit

MOST_OF_A_KIND = 10_000
LINE_BYTES = 28 * 1024
OBJECT_BYTES = 28 * 1024
# etcd takes 1.5 MiB.
EVENT_BYTES = 8 * 1024 * 1024
# What happens alone is told at once; of a burst the last counts.
FRAME_S = 0.1
RETRY_S = 1
REFUSED_RETRY_S = 15
# A watch on which nothing happens gets a bookmark a minute.
SILENCE_S = 150
# Everything there is, then a bookmark that says so, then every change.
WATCH = "watch=1&allowWatchBookmarks=true&sendInitialEvents=true&resourceVersionMatch=NotOlderThan"


class Down(Exception):
    """Why nothing can be asked."""


class Cluster:
    """What the current context of the learner's kubeconfig leads to."""

    def __init__(self, config):
        cluster = config["clusters"][0]["cluster"]
        user = (config.get("users") or [{}])[0].get("user") or {}
        self.address = urlsplit(cluster["server"])
        self.headers = {"Accept": "application/json"}
        if "token" in user:
            self.headers["Authorization"] = f"Bearer {user['token']}"
        self.tls = ssl.create_default_context(cadata=decoded(cluster.get("certificate-authority-data")) or None)
        # Go makes certificates without what this flag wants, and kubectl takes them.
        self.tls.verify_flags &= ~getattr(ssl, "VERIFY_X509_STRICT", 0)
        if cluster.get("insecure-skip-tls-verify"):
            self.tls.check_hostname = False
            self.tls.verify_mode = ssl.CERT_NONE
        if "client-certificate-data" in user:
            with tempfile.NamedTemporaryFile() as pair:
                pair.write(base64.b64decode(user["client-certificate-data"]) + b"\n" + base64.b64decode(user["client-key-data"]))
                pair.flush()
                self.tls.load_cert_chain(pair.name)

    def ask(self, path):
        host, port = self.address.hostname, self.address.port
        if self.address.scheme == "http":
            connection = http.client.HTTPConnection(host, port, timeout=SILENCE_S)
        else:
            connection = http.client.HTTPSConnection(host, port, timeout=SILENCE_S, context=self.tls)
        connection.request("GET", f"{self.address.path.rstrip('/')}/{path}", headers=self.headers)
        return connection.getresponse()


def decoded(data):
    return base64.b64decode(data).decode() if data else ""


def open_cluster():
    view = ["kubectl", "config", "view", "--minify", "--raw", "--flatten", "--output", "json"]
    try:
        config = json.loads(subprocess.run(view, capture_output=True, check=True, timeout=20).stdout)
        return Cluster(config)
    except (OSError, ValueError, LookupError, TypeError, AttributeError, subprocess.SubprocessError):
        raise Down("kubeconfig") from None


class Frames:
    """What is to be printed. While nobody reads, the newest of each thing is kept and no more."""

    def __init__(self):
        self.pending = collections.OrderedDict()
        self.changed = threading.Condition()
        self.why_down = None

    def put(self, key, text):
        """The newest of one thing; None when it is gone."""
        with self.changed:
            self.pending[("object", key)] = text
            self.changed.notify()

    def mark(self, what, name):
        """Holds for all that was put before."""
        with self.changed:
            if what != "down":
                self.why_down = None
            elif self.why_down == name:
                return
            else:
                self.why_down = name
            self.pending[(what, name)] = name
            self.pending.move_to_end((what, name))
            self.changed.notify()

    def write(self):
        frame = 0
        while True:
            with self.changed:
                while not self.pending:
                    self.changed.wait()
            time.sleep(max(0, frame + FRAME_S - time.monotonic()))
            frame = time.monotonic()
            while line := self.take():
                print(line, flush=True)

    def take(self):
        told = {"gone": [], "whole": [], "refused": []}
        objects, size = [], 0
        with self.changed:
            while self.pending and size < LINE_BYTES:
                if next(iter(self.pending))[0] == "down" and size:
                    break
                (what, name), text = self.pending.popitem(last=False)
                if what == "down":
                    return json.dumps({"type": "down", "why": name})
                if what != "object":
                    told[what].append(name)
                elif text is None:
                    told["gone"].append(name)
                else:
                    objects.append(text)
                size += len(text or name) + 4
        if not size:
            return None
        return json.dumps({"type": "changes", **told})[:-1] + f', "objects": [{", ".join(objects)}]}}'


class Kind:
    """All things of one kind, over any number of connections."""

    def __init__(self, kind, path, cluster, frames):
        self.kind, self.path, self.cluster, self.frames = kind, path, cluster, frames
        # What was told of each.
        self.known = {}

    def follow(self):
        while True:
            try:
                pause = self.watch()
            # What answers is in the learner's hands: it may be anything.
            except Exception:
                self.frames.mark("down", "unreachable")
                pause = RETRY_S
            time.sleep(pause)

    def watch(self):
        """Until the connection ends, which is no event: then everything is asked for anew, and only what differs is told."""
        with self.cluster.ask(f"{self.path}?{WATCH}") as answer:
            if answer.status == 401:
                self.frames.mark("down", "credentials")
                return RETRY_S
            if answer.status in (403, 404):
                self.frames.mark("refused", self.kind)
                return REFUSED_RETRY_S
            if answer.status != 200:
                raise OSError(answer.status)
            seen = set()
            while line := answer.readline(EVENT_BYTES):
                if not line.endswith(b"\n"):
                    raise ValueError("an event is too long, or was cut off")
                event = json.loads(line)
                if event["type"] == "ERROR":
                    return RETRY_S
                if event["type"] == "BOOKMARK":
                    if seen is not None and is_end_of_list(event["object"]):
                        self.forget_unseen(seen)
                        seen = None
                    continue
                self.take(event, seen)
        return 0.1

    def take(self, event, seen):
        metadata = event["object"]["metadata"]
        key = f"{self.kind}/{metadata.get('namespace', '')}/{metadata['name']}"
        if seen is not None:
            seen.add(key)
        if event["type"] == "DELETED":
            if self.known.pop(key, None) is not None:
                self.frames.put(key, None)
            return
        if key not in self.known and len(self.known) >= MOST_OF_A_KIND:
            return
        text = summary(self.kind, event["object"])
        if text and self.known.get(key) != hash(text):
            self.known[key] = hash(text)
            self.frames.put(key, text)

    def forget_unseen(self, seen):
        for key in [key for key in self.known if key not in seen]:
            del self.known[key]
            self.frames.put(key, None)
        self.frames.mark("whole", self.kind)


def is_end_of_list(bookmark):
    return (bookmark["metadata"].get("annotations") or {}).get("k8s.io/initial-events-end") == "true"


def summary(kind, whole):
    """None for what would not fit on a line, which no thing of a learner's does."""
    picked = {"kind": kind, **common(whole["metadata"]), **FACTS[kind](whole)}
    text = json.dumps(picked)
    return text if len(text) <= OBJECT_BYTES else None


def main():
    frames = Frames()
    writer = threading.Thread(target=frames.write)
    try:
        cluster = open_cluster()
    except Down as why:
        print(json.dumps({"type": "down", "why": str(why)}), flush=True)
        return
    for kind, path in json.loads(sys.argv[1]).items():
        threading.Thread(target=Kind(kind, path, cluster, frames).follow, daemon=True).start()
    writer.start()
    writer.join()
    # Whoever read has left.
    os._exit(0)


main()
