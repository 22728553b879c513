#!/usr/bin/env python3
"""Labelled recordings for DTMF receivers, in classes, all from one seed.

Writes WAV files (8 kHz, 16 bits, mono) and `labels.csv`: path, class, category, digits expected,
onset of each digit in ms, parameters.
"""

import argparse
import csv
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np

import beyond_spec
import coded
import in_spec
import near_miss
import over_sound
import packets
import rough
import twist_miss
from audio import write_wav
from recording import Labelled

Category = Callable[[np.random.Generator], Iterator[Labelled]]
CLASSES: list[tuple[str, Sequence[Category]]] = [
    ("in-spec", in_spec.CATEGORIES),
    ("beyond-spec", beyond_spec.CATEGORIES),
    ("near-miss", [near_miss.files]),
    ("coded", coded.CATEGORIES),
    ("packets", packets.CATEGORIES),
    ("rough", rough.CATEGORIES),
    ("over-sound", over_sound.CATEGORIES),
    ("twist-miss", [twist_miss.files]),
]
NAMES = [name for name, _ in CLASSES]
UNSAFE = re.compile(r"[^\w.+-]+")
COLUMNS = ["path", "class", "category", "digits", "onsets_ms", "parameters"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--only", nargs="+", choices=NAMES, default=NAMES, help="classes")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)

    with open(arguments.out / "labels.csv", "w", newline="") as file:
        table = csv.writer(file)
        table.writerow(COLUMNS)
        for class_index, (name, categories) in enumerate(CLASSES):
            if name not in arguments.only:
                continue
            number = 0
            for category_index, category in enumerate(categories):
                # A stream of its own, so that a change to one category leaves the others alone.
                rng = np.random.default_rng([arguments.seed, class_index, category_index])
                for take in category(rng):
                    path = f"{name}/{number:03}-{UNSAFE.sub('-', take.category)}.wav"
                    write_wav(arguments.out / path, take.samples)
                    onsets = " ".join(f"{onset:.3f}" for onset in take.onsets_ms)
                    table.writerow(
                        [path, name, take.category, take.digits, onsets, take.parameters]
                    )
                    number += 1
            print(f"{name}: {number} files")


if __name__ == "__main__":
    main()
