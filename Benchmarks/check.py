#!/usr/bin/env python3
"""How long `gooya check` takes for a script of 2 000 states: check.py [GOOYA [STATES]]

The script has every kind of state in equal parts, with fields, services, messages and hours of its own. The time is that of
the whole process; what it spends on the processor hardly depends on other work.
"""

import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
GOOYA = sys.argv[1] if len(sys.argv) > 1 else str(ROOT / ".build/release/gooya")
STATES = int(sys.argv[2]) if len(sys.argv) > 2 else 2000
ROUNDS = 20
# No script can declare many more services.
SERVICES = 90

HEAD = """\
format: 1
title: A large line
languages: [en-US, fa-IR]
catalogs: [large]
start: s0_menu
defaults:
  noinput: [hello]
  nomatch: [hello]
  choices: { "*": repeat, "0": bye }
  outcomes: { gave_up: bye, cancelled: bye, failed: bye }
hours:
  office:
    zone: Europe/Berlin
    mon-fri: ["08:00-12:00", "14:00-18:00"]
    closed: ["12-25", "2027-07-01/2027-07-14", { "2026-11-11": ["14:00-24:00"] }]
parts:
  ask_why:
    parameters: [question]
    exits: [done]
    start: ask
    fields: { reason: { prompt: ["${question}"], digits: 1 } }
    states:
      ask: { collect: reason, outcomes: { collected: thanks } }
      thanks: { say: [hello, { value: "${reason}", as: digits }], then: done }
"""

PROMPTS = {
    "en-US": """\
hello: "Hello"
options: "For dates press 1, for hours 2, to complain 3, for others 4, to repeat star, to end 0."
""",
    "fa-IR": """\
hello: "سلام"
options: "برای تاریخ ۱، برای ساعت ۲، برای شکایت ۳، برای دیگران ۴، برای تکرار ستاره و برای پایان ۰ را فشار دهید."
""",
}

FIELDS = """\
  day_{n}: {{ prompt: [hello], date: ddmmyyyy, to: today, confirm: [hello, {{ value: "${{day_{n}}}" }}] }}
  sum_{n}: {{ prompt: [hello], amount: EUR, max: 500 }}
"""

SERVICE = """\
  parcel{n}.find: {{ table: parcels.csv, key: code, outcomes: {{ found: row, unknown: no_row }} }}
  clinic{n}.find:
    input: {{ number: telephone, born: date }}
    get: "https://api.example.org/{n}/{{number}}?born={{born}}"
    output: {{ name{n}: /name, visits{n}: {{ at: /visits, as: list, items: {{ day: date, doctor: text }} }} }}
    outcomes: {{ found: 200, unknown: 404 }}
    example: {{ found: {{ name{n}: "A. Example", visits{n}: [{{ day: "2026-01-12", doctor: "B. Sample" }}] }}, unknown: {{}} }}
"""

# Fourteen states, one of which stands for the two of a part.
BLOCK = """\
  s{n}_menu:
    menu: [options]
    choices: {{ "1": s{n}_day, "2": s{n}_hours, "3": s{n}_why, "4": s{other}_menu }}
  s{n}_day: {{ collect: day_{n}, outcomes: {{ collected: s{n}_sum }} }}
  s{n}_sum: {{ collect: sum_{n}, outcomes: {{ collected: s{n}_find }} }}
  s{n}_find:
    service: clinic{k}.find
    input: {{ number: "${{call.line}}", born: "${{day_{n}}}" }}
    outcomes: {{ found: s{n}_visits, unknown: s{n}_count }}
  s{n}_visits:
    say:
      - {{ value: "${{sum_{n}}}" }}
      - {{ value: "${{name{k}}}", as: text }}
      - each: "${{visits{k}}}"
        as: visit
        max: 3
        say: [hello, {{ value: "${{visit.day}}", as: date }}, {{ value: "${{visit.doctor}}", as: text }}]
        empty: [hello]
    then: s{n}_parcel
  s{n}_parcel: {{ service: parcel{k}.find, input: {{ code: "10001" }}, outcomes: {{ found: s{n}_switch, unknown: s{n}_count }} }}
  s{n}_switch:
    switch: "${{parcel{k}.status}}"
    cases: {{ "accepted, on_the_way": s{n}_sms, delivered: s{n}_language }}
    else: s{n}_transfer
  s{n}_sms: {{ sms: link_{k}, to: "${{call.line}}", outcomes: {{ sent: s{n}_menu }} }}
  s{n}_language: {{ language: next, then: s{n}_menu }}
  s{n}_count: {{ count: tries_{n}, up_to: 3, outcomes: {{ more: s{n}_day, reached: s{n}_transfer }} }}
  s{n}_hours: {{ hours: office, outcomes: {{ open: s{n}_transfer, closed: s{n}_record }} }}
  s{n}_transfer:
    transfer: ["2001", "2002", "sip:desk@clinic.example"]
    ring: each
    music: [hello, {{ pause: 10s }}]
    announce: {{ every: 45s, say: [hello] }}
    whisper: [hello, {{ value: "${{call.line}}", as: telephone }}]
    outcomes: {{ connected: bye, busy: s{n}_record, no_answer: s{n}_record, failed: s{n}_record }}
  s{n}_record: {{ record: message_{n}, prompt: [hello], max: 1m, outcomes: {{ recorded: s{after}_menu, empty: bye }} }}
  s{n}_why: {{ part: ask_why, with: {{ question: hello }}, outcomes: {{ done: s{after}_menu }} }}
"""


def script(states):
    blocks = states // 15
    numbers = range(blocks)
    services = range(min(blocks, SERVICES))
    return "".join(
        [HEAD, "fields:\n"]
        + [FIELDS.format(n=n) for n in numbers]
        + ["services:\n"]
        + [SERVICE.format(n=n) for n in services]
        + ["states:\n"]
        + [
            BLOCK.format(n=n, k=n % SERVICES, after=(n + 1) % blocks, other=n * 7 % blocks)
            for n in numbers
        ]
        + ["  bye: { hang_up: [hello] }\n"]
    )


with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    (folder / "messages").mkdir()
    for language, prompts in PROMPTS.items():
        (folder / "Prompts" / language).mkdir(parents=True)
        (folder / "Prompts" / language / "large.yaml").write_text(prompts)
        (folder / "messages" / f"{language}.yaml").write_text(
            "".join(f"link_{n}: gooya, {{parcel{n}.day}}\n" for n in range(SERVICES))
        )
    (folder / "parcels.csv").write_text("code,status,day\n10001,on_the_way,2026-01-12\n")
    (folder / "menu.yaml").write_text(script(STATES))
    command = [GOOYA, "check", str(folder / "menu.yaml")]
    first = subprocess.run(command, capture_output=True, text=True)
    if first.returncode != 0:
        sys.exit((first.stdout + first.stderr)[:2000])
    times, processor = [], []
    for _ in range(ROUNDS):
        used, start = os.times(), time.perf_counter()
        subprocess.run(command, capture_output=True)
        times.append((time.perf_counter() - start) * 1000)
        now = os.times()
        own = now.children_user + now.children_system
        processor.append((own - used.children_user - used.children_system) * 1000)
    print(
        f"gooya check, {STATES} states: median {statistics.median(times):.0f} ms,"
        f" of them on the processor {statistics.median(processor):.0f} ms"
    )
