#!/usr/bin/env python3
"""How long `gooya lsp` takes to answer about a script of 2 000 states: language_server.py [GOOYA [STATES]]

Each question is asked after a keystroke, which changes the text that the answer is about. The 99th of a
hundred is what an author notices.
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
GOOYA = sys.argv[1] if len(sys.argv) > 1 else str(ROOT / ".build/release/gooya")
STATES = int(sys.argv[2]) if len(sys.argv) > 2 else 2000
ROUNDS = 100
METHODS = [
    "completion",
    "hover",
    "definition",
    "references",
    "prepareRename",
    "rename",
    "codeAction",
    "documentSymbol",
    "formatting",
]


def script(states):
    lines = [
        "format: 1\ntitle: Big\nlanguages: [en-US]\ncatalogs: [common]\nstart: s0\n",
        "defaults:\n  noinput: [ask]\n  nomatch: [ask]\n  outcomes: { gave_up: bye }\n",
        "states:",
    ]
    for number in range(states):
        after = (number + 1) % states
        if number % 2:
            value = '{ value: "${call.line}", as: digits }'
            lines.append(f"  s{number}: {{ say: [hello, {value}], then: s{after} }}")
        else:
            lines.append(f"  s{number}:\n    menu: [hello]")
            lines.append(f'    choices: {{ "1": s{after}, "2": s{number * 7 % states}, "3": bye }}')
    return "\n".join(lines + ["  bye: { hang_up: [bye] }", ""])


class Client:
    def __init__(self):
        self.process = subprocess.Popen(
            [GOOYA, "lsp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0
        )
        self.last = 0

    def notify(self, method, parameters, **more):
        message = {"jsonrpc": "2.0", "method": method, "params": parameters, **more}
        body = json.dumps(message).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)

    def receive(self):
        header = b""
        while not header.endswith(b"\r\n\r\n"):
            header += os.read(self.process.stdout.fileno(), 1)
        left = int(header.split(b":")[1])
        body = b""
        while len(body) < left:
            body += os.read(self.process.stdout.fileno(), left - len(body))
        return json.loads(body)

    def ask(self, method, parameters):
        """The answer, and how long it took, in ms."""
        self.last += 1
        start = time.perf_counter()
        self.notify(method, parameters, id=self.last)
        while (message := self.receive()).get("id") != self.last:
            pass
        return message["result"], (time.perf_counter() - start) * 1000


with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    (folder / "Prompts/en-US").mkdir(parents=True)
    (folder / "Prompts/en-US/common.yaml").write_text('hello: "Hello"\nbye: "Bye"\nask: "Ask"\n')
    text = script(STATES)
    uri = (folder / "menu.yaml").as_uri()
    (folder / "menu.yaml").write_text(text)
    client = Client()
    client.ask("initialize", {"capabilities": {}, "rootUri": folder.as_uri()})
    client.notify("initialized", {})
    start = time.perf_counter()
    document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
    client.notify("textDocument/didOpen", {"textDocument": document})
    client.receive()
    print(f"findings of {STATES} states: {(time.perf_counter() - start) * 1000:.0f} ms")
    lines = text.split("\n")
    line = next(n for n, text in enumerate(lines) if text.startswith(f"  s{STATES // 2 + 1}:"))
    place = {"line": line, "character": lines[line].index("then: ") + 6}
    question = {
        "textDocument": {"uri": uri},
        "position": {"line": line, "character": place["character"] + 1},
        "range": {"start": place, "end": place},
        "context": {"includeDeclaration": True, "diagnostics": []},
        "newName": "renamed",
        "options": {"tabSize": 2, "insertSpaces": True},
    }
    version = 1

    def write():
        """Types a letter, or takes it away again."""
        global version
        version += 1
        change = {"range": {"start": place, "end": place}, "text": "s"}
        if version % 2:
            change["range"]["end"] = {"line": line, "character": place["character"] + 1}
            change["text"] = ""
        client.notify(
            "textDocument/didChange",
            {"textDocument": {"uri": uri, "version": version}, "contentChanges": [change]},
        )

    def tell(name, times):
        times.sort()
        print(f"{name}: {times[len(times) // 2]:.1f} ms, of a hundred the 99th {times[-2]:.1f} ms")

    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        write()
        while client.receive().get("params", {}).get("version") != version:
            pass
        times.append((time.perf_counter() - start) * 1000)
    tell("findings after a keystroke", times)
    for method in METHODS:
        if method == "prepareRename":
            # Of a state where it is declared: while its name is being written elsewhere, it is none.
            question["position"] = {"line": line, "character": 3}
        times = []
        for _ in range(ROUNDS):
            write()
            times.append(client.ask(f"textDocument/{method}", question)[1])
        tell(method, times)
    client.ask("shutdown", None)
    client.notify("exit", None)
    client.process.wait()
