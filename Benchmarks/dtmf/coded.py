"""Digits through speech and music codecs: 240 for each codec and length of tone."""

from collections.abc import Iterator

import numpy as np
from numpy.random import Generator as Rng

from audio import samples_of
from codings import CODINGS
from in_spec import finished
from recording import Labelled, Press, Recording, all_digits, any_digits

LENGTHS = [(40, 40), (60, 60), (80, 80), (100, 100), (160, 100)]
FILES, PER_FILE = 15, 16
# Between files that go through the encoder in one go; longer than any encoder's delay, twice.
APART = 600


def sequence(index: int, rng: Rng) -> str:
    """All sixteen digits, or some of them twice and three times in a row."""
    if index % 3:
        return all_digits(rng)
    drawn = any_digits(PER_FILE // 2, rng)
    return "".join(digit * int(rng.choice([1, 2, 3])) for digit in drawn)[:PER_FILE].ljust(
        PER_FILE, drawn[0]
    )


def manner(index: int, length: float, rng: Rng) -> Press:
    """A third each: loud and even, ordinary, with the twist and level that a line may have."""
    if index % 3 == 1:
        return Press(length, -6)
    if index % 3 == 2:
        return Press(length, float(rng.uniform(-16, -6)), float(rng.uniform(-3, 2)).__round__(1))
    return Press(length, float(rng.uniform(-26, -10)), float(rng.uniform(-6, 4)).__round__(1))


def takes(length: float, gap: float, rng: Rng) -> list[tuple[Recording, str]]:
    made = []
    for index in range(FILES):
        how = manner(index, length, rng)
        take = Recording(rng)
        take.dial(sequence(index, rng), how, gap)
        made.append((take, f"{how}, gap {gap}"))
    return made


def coded(rng: Rng) -> Iterator[Labelled]:
    recordings = [
        (f"{length} ms tones", *take) for length, gap in LENGTHS for take in takes(length, gap, rng)
    ]
    sounds = [take.finish() for _, take, _ in recordings]
    pause = np.zeros(samples_of(APART))
    joined = np.concatenate([part for sound in sounds for part in (sound, pause)])
    for coding in CODINGS:
        heard = coding.apply(joined)
        start = 0
        for (row, take, notes), sound in zip(recordings, sounds, strict=True):
            end = start + len(sound) + len(pause) // 2
            yield finished(f"{coding.name}, {row}", take, heard[start:end], notes)
            start += len(sound) + len(pause)


CATEGORIES = [coded]
