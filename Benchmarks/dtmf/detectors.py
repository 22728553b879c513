"""The receivers that are compared, each a function from files to what it heard there."""

import re
import resource
import shlex
import subprocess
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from scipy import signal

from audio import RATE, read_wav

MULTIMON_RATE = 22_050


@dataclass(frozen=True)
class Detection:
    digit: str
    decided_ms: float | None


@dataclass
class Heard:
    """What a receiver heard in each file, and the processor seconds that it took."""

    detections: dict[Path, list[Detection]] = field(default_factory=dict)
    processor_seconds: float | None = None
    sound_seconds: float = 0

    @property
    def times_real_time(self) -> float | None:
        return self.sound_seconds / self.processor_seconds if self.processor_seconds else None


def seconds_of(path: Path) -> float:
    return (path.stat().st_size - 44) / 2 / RATE


def parsed(line: str) -> tuple[Path, list[Detection]]:
    """`path<TAB>digit@ms digit@ms`, or `path<TAB>digits` without times."""
    path, _, words = line.partition("\t")
    found = []
    for word in words.split():
        digits, at, ms = word.partition("@")
        found += [Detection(digit, float(ms) if at else None) for digit in digits]
    return Path(path), found


def by_lines(command: list[str], paths: list[Path]) -> tuple[Heard, str]:
    """Runs a command that prints a line for each file; also returns all else that it said."""
    run = subprocess.run([*command, *map(str, paths)], capture_output=True, text=True, check=False)
    lines = run.stdout.splitlines()
    heard = Heard(sound_seconds=sum(map(seconds_of, paths)))
    heard.detections = dict(parsed(line) for line in lines if "\t" in line)
    rest = "\n".join([line for line in lines if "\t" not in line] + [run.stderr])
    missing = [str(path) for path in paths if path not in heard.detections]
    if missing:
        said = rest.strip()[-500:]
        raise SystemExit(
            f"{command[0]} (status {run.returncode}) has no line for {missing[0]}: {said}"
        )
    return heard, rest


class Spandsp:
    name = "spandsp"

    def __init__(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.program = f"{self.folder.name}/spandsp_digits"
        source = Path(__file__).with_name("spandsp_digits.c")
        subprocess.run(
            ["cc", "-O2", "-o", self.program, str(source), "-lspandsp", "-lm"], check=True
        )

    def hear(self, paths: list[Path]) -> Heard:
        heard, said = by_lines([self.program], paths)
        heard.processor_seconds = float(said.split()[0])
        return heard


class Multimon:
    """Tells no times. Its processor time is that of its process, less that of one without sound."""

    name = "multimon-ng"

    def run(self, sound: bytes) -> tuple[str, float]:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        command = ["multimon-ng", "-q", "-n", "-c", "-a", "DTMF", "-t", "raw", "-"]
        run = subprocess.run(command, input=sound, capture_output=True, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        return "".join(re.findall(r"^DTMF: (.)", run.stdout.decode(), re.MULTILINE)), seconds

    def hear(self, paths: list[Path]) -> Heard:
        idle = min(self.run(b"")[1] for _ in range(20))
        processor_seconds = 0.0
        heard = Heard(sound_seconds=sum(map(seconds_of, paths)))
        for path in paths:
            sound = signal.resample_poly(read_wav(path).astype(float), 441, 160)
            pcm = np.clip(np.rint(sound), -32_768, 32_767).astype("<i2")
            digits, seconds = self.run(pcm.tobytes())
            heard.detections[path] = [Detection(digit, None) for digit in digits]
            processor_seconds += max(seconds - idle, 0)
        heard.processor_seconds = processor_seconds
        return heard


class Gooya:
    """Any command that prints `path<TAB>digit@ms …`; its ratio to real time is its last `N ×`."""

    name = "gooya"

    def __init__(self, command: str) -> None:
        self.command = shlex.split(command)

    def hear(self, paths: list[Path]) -> Heard:
        heard, said = by_lines(self.command, paths)
        ratios = re.findall(r"(\d[\d,]*(?:\.\d+)?)\s*(?:×|x\b)", said)
        if ratios:
            heard.processor_seconds = heard.sound_seconds / float(ratios[-1].replace(",", ""))
        return heard


Detector = Spandsp | Multimon | Gooya
