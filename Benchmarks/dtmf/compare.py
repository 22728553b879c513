#!/usr/bin/env python3
"""Compares DTMF receivers over the corpus of make_corpus.py and the speech of make_speech.py.

A file is right when exactly its digits are heard, no more and no less. Every digit heard in a
near-miss or in speech is a false hit. Prints a Markdown table.
"""

import argparse
import re
import shlex
import subprocess
from pathlib import Path

from detectors import Detector, Gooya, Multimon, Spandsp
from score import Score, read_labels

PROGRAM = Path(__file__).resolve().parents[2] / ".build/release/gooya"
COMMAND = f"{shlex.quote(str(PROGRAM))} dtmf decode --times --stats"
# Cells of what the corpus has not.
NOTHING = ("–", "0 of 0")
NAMES = [Spandsp.name, Multimon.name, Gooya.name]


def detector(name: str, command: str) -> Detector:
    if name == Spandsp.name:
        return Spandsp()
    return Multimon() if name == Multimon.name else Gooya(command)


def print_table(scores: list[Score]) -> None:
    columns = [score.cells() for score in scores]
    print(f"| | {' | '.join(score.name for score in scores)} |")
    print(f"|---|{'---|' * len(scores)}")
    for row in columns[0]:
        cells = [column[row] for column in columns]
        if any(cell not in NOTHING for cell in cells):
            print(f"| {row} | {' | '.join(cells)} |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path, help="a folder of make_corpus.py")
    parser.add_argument("--speech", type=Path, help="a folder of make_speech.py")
    parser.add_argument("--only", nargs="+", choices=NAMES, default=NAMES)
    parser.add_argument("--gooya", default=COMMAND, help="the command that files are appended to")
    parser.add_argument("--rows", default="", help="only categories that this expression finds")
    parser.add_argument("--failures", action="store_true", help="list what was wrong, by category")
    arguments = parser.parse_args()

    if not (arguments.corpus / "labels.csv").exists():
        parser.error(f"no labels.csv in {arguments.corpus}; make_corpus.py writes it")
    rows = re.compile(arguments.rows)
    labels = [label for label in read_labels(arguments.corpus) if rows.search(label.category)]
    speech = sorted(arguments.speech.glob("*.wav")) if arguments.speech else []
    if arguments.speech and not speech:
        parser.error(f"no WAV files in {arguments.speech}; make_speech.py writes them")
    try:
        scores = [Score(detector(name, arguments.gooya), labels, speech) for name in arguments.only]
    except FileNotFoundError as missing:
        parser.error(
            f"cannot run {missing.filename}: see README.md for the packages, or use --only"
        )
    except subprocess.CalledProcessError as failed:
        parser.error(
            f"{failed.cmd[0]} failed with status {failed.returncode}; is it all installed?"
        )
    print_table(scores)
    if arguments.failures:
        for score in scores:
            print(f"\n## {score.name}\n")
            print("\n".join(score.failures()))


if __name__ == "__main__":
    main()
