#!/usr/bin/env python3
"""keys.py [PRESSES]: how long after a key's first packet the old sound ends and the new one begins.

A menu says one tone, and another once 1 is pressed. A caller of our own holds one call with it (SIP and RTP on loopback, A-law),
presses 1 by telephone events (RFC 4733) at random moments, and notes when the packets of either tone come. The old sound ends
when its last packet has been played, 20 ms after it came; the new one begins with its first packet.
"""

import os
import random
import re
import socket
import statistics
import struct
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
GOOYA = Path(os.environ.get("GOOYA", HERE.parent / ".build/release/gooya")).resolve()
TONES = {"low": 440, "high": 1000}
FRAME = 0.02
# What eight seconds of sound may be said to speak.
TEXT = "This is a tone, and it goes on for some seconds. Please press one on your keypad for the other tone."
MENU = """format: 1
title: Two tones
languages: [en-US]
catalogs: [keys]
start: low

states:
  low:
    menu: [low]
    choices: { "1": high }
    outcomes: { gave_up: goodbye }

  high:
    menu: [high]
    choices: { "1": low }
    outcomes: { gave_up: goodbye }

  goodbye:
    hang_up: []
"""


def run(folder, *arguments):
    subprocess.run([GOOYA, *arguments], cwd=folder, check=True, stdout=subprocess.DEVNULL)


def make_menu(folder):
    (folder / "keys.yaml").write_text(MENU)
    catalog = folder / "Prompts/en-US"
    catalog.mkdir(parents=True)
    (catalog / "keys.yaml").write_text("".join(f'{name}: "{TEXT}"\n' for name in TONES))
    for name, hertz in TONES.items():
        run(
            folder,
            "audio",
            "tone",
            f"{hertz}Hz",
            "--for",
            "8s",
            "--level",
            "-10",
            "-o",
            f"{name}.wav",
        )
        run(folder, "prompts", "import", f"{name}.wav", "--id", name, "--language", "en-US")


def listen(folder):
    environment = {
        **os.environ,
        "XDG_DATA_HOME": str(folder / "data"),
        "XDG_CONFIG_HOME": str(folder / "config"),
    }
    line = subprocess.Popen(
        [GOOYA, "listen", "keys.yaml", "--sip", "127.0.0.1:0"],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    for text in line.stdout:
        if found := re.search(r"sip at 127\.0\.0\.1:(\d+)", text):
            return line, int(found[1])
    sys.exit(line.stderr.read())


class Call:
    """A caller of the line, with one socket for SIP and one for sound."""

    def __init__(self, port):
        self.line = ("127.0.0.1", port)
        self.sip = self.bound()
        self.sound = self.bound()
        self.tag, self.id = f"{random.getrandbits(32):x}", f"{random.getrandbits(64):x}"
        self.to = "<sip:1800@127.0.0.1>"
        self.number = self.clock = 0
        description = (
            "v=0\r\no=keys 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
            f"m=audio {self.sound.getsockname()[1]} RTP/AVP 8 101\r\na=rtpmap:8 PCMA/8000\r\n"
            "a=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-15\r\n"
        )
        self.send("INVITE", 1, description)
        self.sip.settimeout(10)
        while not (answer := self.sip.recv(65536).decode()).startswith("SIP/2.0 2"):
            if not answer.startswith("SIP/2.0 1"):
                sys.exit(answer)
        self.to = re.search(r"(?im)^To: *(.*?)\r$", answer)[1]
        self.media = ("127.0.0.1", int(re.search(r"(?m)^m=audio (\d+)", answer)[1]))
        self.send("ACK", 1)
        self.sound.settimeout(0)

    @staticmethod
    def bound():
        made = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        made.bind(("127.0.0.1", 0))
        return made

    def send(self, method, sequence, body=""):
        own = f"127.0.0.1:{self.sip.getsockname()[1]}"
        lines = [
            f"{method} sip:1800@127.0.0.1:{self.line[1]} SIP/2.0",
            f"Via: SIP/2.0/UDP {own};branch=z9hG4bK{random.getrandbits(48):x}",
            f"From: <sip:05199900009@{own}>;tag={self.tag}",
            f"To: {self.to}",
            f"Call-ID: {self.id}",
            f"CSeq: {sequence} {method}",
            f"Contact: <sip:keys@{own}>",
            "Max-Forwards: 70",
            *(["Content-Type: application/sdp"] if body else []),
            f"Content-Length: {len(body)}",
        ]
        self.sip.sendto(("\r\n".join(lines) + "\r\n\r\n" + body).encode(), self.line)

    def packet(self, kind, stamp, payload, marked=False):
        self.number += 1
        head = struct.pack(
            "!BBHII", 0x80, kind | (0x80 if marked else 0), self.number, stamp, 0x67796161
        )
        self.sound.sendto(head + payload, self.media)

    def tone(self, payload):
        """Which tone a packet of A-law has: by how often it changes its sign (the top bit)."""
        changes = sum((a ^ b) >> 7 for a, b in zip(payload, payload[1:]))
        if not any((byte ^ 0x55) & 0x70 for byte in payload):
            return None
        return min(TONES, key=lambda name: abs(changes - 2 * TONES[name] * FRAME))

    def press(self):
        """Presses 1 and listens: when the key's first packet went, and what came when."""
        heard, pressed, start = [], None, time.monotonic()
        frames, event = random.randint(40, 60), 0
        wait = random.random() * FRAME
        for frame in range(frames + 40):
            due = start + wait + frame * FRAME
            while (left := due - time.monotonic()) > 0:
                try:
                    data = self.sound.recv(2048)
                    heard.append((time.monotonic(), self.tone(data[12:])))
                except BlockingIOError:
                    time.sleep(min(left, 0.0005))
            self.clock += 160
            if frame < frames or event >= 8:
                self.packet(8, self.clock, b"\xd5" * 160)
                continue
            if event == 0:
                stamp, pressed = self.clock, time.monotonic()
            event += 1
            is_over = event >= 6
            volume = 10 | (0x80 if is_over else 0)
            self.packet(
                101, stamp, struct.pack("!BBH", 1, volume, min(event, 6) * 160), marked=event == 1
            )
        return pressed, heard


def main():
    presses = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    ends, beginnings = [], []
    with tempfile.TemporaryDirectory() as name:
        make_menu(Path(name))
        line, port = listen(Path(name))
        try:
            call, now = Call(port), "low"
            for _ in range(presses):
                other = "high" if now == "low" else "low"
                pressed, heard = call.press()
                old = [at for at, tone in heard if tone == now and at > pressed]
                new = [at for at, tone in heard if tone == other and at > pressed]
                if not new:
                    sys.exit(f"after a key the {other} tone was not heard")
                ends.append(1000 * (max(old, default=pressed - FRAME) + FRAME - pressed))
                beginnings.append(1000 * (min(new) - pressed))
                now = other
            call.send("BYE", 2)
        finally:
            line.terminate()
            line.wait()
    for what, times in ("the old sound's end", ends), ("the new sound's beginning", beginnings):
        times.sort()
        print(
            f"from a key's first packet to {what}: median {statistics.median(times):.0f} ms, "
            f"95th percentile {times[int(0.95 * (len(times) - 1))]:.0f} ms, longest {times[-1]:.0f} ms"
        )


main()
