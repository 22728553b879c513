"""A receiver's figures over the labelled corpus and the speech."""

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from alignment import Faults, faults
from detectors import Detection, Detector, Heard, seconds_of

# Classes whose digits are counted, one row of the table for each category.
COUNTED = ("coded", "packets", "rough", "over-sound")


@dataclass(frozen=True)
class Label:
    path: Path
    kind: str
    category: str
    digits: str
    onsets_ms: list[float]
    parameters: str

    @property
    def near_misses(self) -> list[str]:
        """Each as `start ms: what`."""
        return self.parameters.split(" | ")

    def near_miss_at(self, milliseconds: float | None) -> str:
        """The one that began last before that moment."""
        if milliseconds is None:
            return "one of its sounds"
        return [miss for miss in self.near_misses if float(miss.split(":")[0]) <= milliseconds][-1]


def read_labels(folder: Path) -> list[Label]:
    with open(folder / "labels.csv", newline="") as file:
        return [
            Label(
                path=folder / row["path"],
                kind=row["class"],
                category=row["category"],
                digits=row["digits"],
                onsets_ms=[float(onset) for onset in row["onsets_ms"].split()],
                parameters=row["parameters"],
            )
            for row in csv.DictReader(file)
        ]


def speech_kind(path: Path) -> str:
    """The voice's language or the kind of sound: `0123-cmn-latn-pinyin-m1-40.wav` is `cmn`."""
    return path.stem.split("-")[1]


def text(detections: list[Detection]) -> str:
    return "".join(detection.digit for detection in detections)


class Score:
    def __init__(self, detector: Detector, labels: list[Label], speech: list[Path]) -> None:
        self.name = detector.name
        self.labels = labels
        self.corpus = detector.hear([label.path for label in labels])
        self.speech = detector.hear(speech) if speech else Heard()

    def of_kind(self, kind: str) -> list[Label]:
        return [label for label in self.labels if label.kind == kind]

    def heard(self, label: Label) -> list[Detection]:
        return self.corpus.detections[label.path]

    def is_right(self, label: Label) -> bool:
        return text(self.heard(label)) == label.digits

    def right(self, kind: str) -> str:
        labels = self.of_kind(kind)
        return f"{sum(map(self.is_right, labels))} of {len(labels)}"

    def counted(self) -> dict[str, str]:
        """Of each category: missed + doubled + wrong digits, and of how many."""
        sent: Counter[str] = Counter()
        found: dict[str, Faults] = {}
        for label in (label for label in self.labels if label.kind in COUNTED):
            sent[label.category] += len(label.digits)
            bad = faults(label.digits, text(self.heard(label)))
            found[label.category] = found.get(label.category, Faults()) + bad
        return {
            f"{row}, of {sent[row]}": f"{bad.total} ({bad.missed}+{bad.doubled}+{bad.wrong})"
            for row, bad in found.items()
        }

    def near_miss_hits(self) -> str:
        return self.hits(self.of_kind("near-miss"))

    def hits(self, near: list[Label]) -> str:
        found = sum(len(self.heard(label)) for label in near)
        return f"{found} of {sum(len(label.near_misses) for label in near)}"

    def twist_hits(self) -> dict[str, str]:
        """Of each dB."""
        near = self.of_kind("twist-miss")
        rows = dict.fromkeys(label.category for label in near)
        return {
            f"{row}, false hits": self.hits([label for label in near if label.category == row])
            for row in rows
        }

    def false_an_hour(self) -> str:
        spoken = {
            path: len(detections)
            for path, detections in self.speech.detections.items()
            if speech_kind(path) != "music"
        }
        hours = sum(map(seconds_of, spoken)) / 3600
        if not hours:
            return "–"
        false = sum(spoken.values())
        return f"{false / hours:.2f} ({false} in {hours:.1f} h)"

    def false_by_kind(self) -> dict[str, str]:
        """Of each language, and of each kind of sound that is not one voice."""
        seconds: Counter[str] = Counter()
        false: Counter[str] = Counter()
        for path, detections in self.speech.detections.items():
            kind = speech_kind(path)
            seconds[kind] += seconds_of(path)
            false[kind] += len(detections)
        return {
            f"false digits, {kind}": f"{false[kind]} in {seconds[kind] / 3600:.1f} h"
            for kind in sorted(seconds)
            if len(seconds) > 1
        }

    def delays(self) -> str:
        """From a digit's onset to its decision, over the in-spec files that are right."""
        delays = [
            detection.decided_ms - onset
            for label in filter(self.is_right, self.of_kind("in-spec"))
            for detection, onset in zip(self.heard(label), label.onsets_ms, strict=True)
            if detection.decided_ms is not None
        ]
        if not delays:
            return "–"
        return f"{np.median(delays):.0f} / {np.percentile(delays, 95):.0f} ms"

    @staticmethod
    def speed(heard: Heard) -> str:
        ratio = heard.times_real_time
        return f"{ratio:,.0f}".replace(",", " ") if ratio else "–"

    def cells(self) -> dict[str, str]:
        return {
            "in-spec files right": self.right("in-spec"),
            "beyond-spec files right": self.right("beyond-spec"),
            "false digits an hour of speech": self.false_an_hour(),
            "near-miss tones, false hits": self.near_miss_hits(),
            "onset to decision, median / p95": self.delays(),
            "× real time, speech": self.speed(self.speech),
            "× real time, corpus": self.speed(self.corpus),
            **self.counted(),
            **self.twist_hits(),
            **self.false_by_kind(),
        }

    def failures(self) -> Iterator[str]:
        """Counts a category, and below them each failure, indented."""
        for kind in ("in-spec", "beyond-spec", *COUNTED):
            labels = self.of_kind(kind)
            wrong = [label for label in labels if not self.is_right(label)]
            total = Counter(label.category for label in labels)
            for category, count in Counter(label.category for label in wrong).most_common():
                yield f"{kind} {category}: {count} of {total[category]} wrong"
            for label in wrong:
                found = text(self.heard(label)) or "nothing"
                yield f"  {label.path}: {label.digits} heard as {found} ({label.parameters})"
        yield from self.false_hits()

    def false_hits(self) -> Iterator[str]:
        near = self.of_kind("near-miss") + self.of_kind("twist-miss")
        hits: Counter[str] = Counter()
        total: Counter[str] = Counter()
        for label in near:
            hits[label.category] += len(self.heard(label))
            total[label.category] += len(label.near_misses)
        for category, count in hits.most_common():
            yield f"{category}: {count} hits of {total[category]}"
        for label in near:
            for hit in self.heard(label):
                what = label.near_miss_at(hit.decided_ms)
                yield f"  {label.path}: {hit.digit} at {hit.decided_ms} ms in {what}"
        for path, detections in self.speech.detections.items():
            for hit in detections:
                yield f"  {path}: {hit.digit} at {hit.decided_ms} ms"
