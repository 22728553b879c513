"""A receiver's figures over the labelled corpus and the speech."""

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from detectors import Detection, Detector, Heard


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

    def near_miss_hits(self) -> str:
        near = self.of_kind("near-miss")
        hits = sum(len(self.heard(label)) for label in near)
        return f"{hits} of {sum(len(label.near_misses) for label in near)}"

    def false_an_hour(self) -> str:
        hours = self.speech.sound_seconds / 3600
        if not hours:
            return "–"
        false = sum(map(len, self.speech.detections.values()))
        return f"{false / hours:.2f} ({false} in {hours:.1f} h)"

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
        }

    def failures(self) -> Iterator[str]:
        """Counts a category, and below them each failure, indented."""
        for kind in ("in-spec", "beyond-spec"):
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
        near = self.of_kind("near-miss")
        hits: Counter[str] = Counter()
        total: Counter[str] = Counter()
        for label in near:
            hits[label.category] += len(self.heard(label))
            total[label.category] += len(label.near_misses)
        for category, count in hits.most_common():
            yield f"near-miss {category}: {count} hits of {total[category]}"
        for label in near:
            for hit in self.heard(label):
                what = label.near_miss_at(hit.decided_ms)
                yield f"  {label.path}: {hit.digit} at {hit.decided_ms} ms in {what}"
        for path, detections in self.speech.detections.items():
            for hit in detections:
                yield f"  {path}: {hit.digit} at {hit.decided_ms} ms"
