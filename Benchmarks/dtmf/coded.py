"""Digits through speech and music codecs: 240 for each codec and length of tone."""

from collections.abc import Iterator

import numpy as np
from numpy.random import Generator as Rng

from audio import dbm0_to_rms, samples_of, white_noise
from codings import CODINGS
from in_spec import finished
from recording import Labelled, Press, Recording, all_digits, any_digits

LENGTHS = [40, 60, 100, 160]
# None is a gap as long as the tone. Most of them move the digits along the encoder's frames of
# 20 ms, which hit each digit in another place; the others hit all digits of a file in the same.
GAPS = [None, 50, 45, None, 70, 100]
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
    """A third each: loud and even, ordinary, with the twist and level that a line may have.

    Two of three begin both tones with a rising zero, as most generators do.
    """
    phase = None if index % 3 == 0 else 0.0
    if index % 3 == 1:
        return Press(length, -6 - index // 3, phase=phase)
    if index % 3 == 2:
        level, twist = rng.uniform(-16, -6), rng.uniform(-3, 2)
    else:
        level, twist = rng.uniform(-26, -10), rng.uniform(-6, 4)
    return Press(length, float(level), round(float(twist), 1), phase=phase)


def takes(length: float, rng: Rng) -> list[tuple[Recording, np.ndarray, str]]:
    """With their sounds; every fifth has noise at -45 dBm0 on its line."""
    made = []
    for index in range(FILES):
        how, gap = manner(index, length, rng), GAPS[index % len(GAPS)] or length
        take = Recording(rng)
        take.dial(sequence(index, rng), how, gap)
        sound = take.finish()
        if index % 5 == 4:
            sound = sound + dbm0_to_rms(-45) * white_noise(len(sound), rng)
        made.append((take, sound, f"{how}, gap {gap}"))
    return made


def in_step(length: float, twisted: bool, rng: Rng) -> list[tuple[Recording, np.ndarray, str]]:
    """Tones that begin in the same place of each frame of 20 ms, or in one of two."""
    made = []
    for index in range(FILES):
        gap, late = (40, 50, 60)[index % 3], (0, 1, 4, 10, 17)[index // 3]
        level = (-5, -9)[index % 2]
        take = Recording(rng, lead_in=0)
        take.pause(100 + late)
        for digit in all_digits(rng):
            twist = float(rng.uniform(-6, 4)) if twisted else 0
            take.press(digit, Press(length, level, twist, phase=0.0))
            take.pause(gap)
        made.append((take, take.finish(), f"gap {gap}, {level} dBm0, {late} ms into the frame"))
    return made


def coded(rng: Rng) -> Iterator[Labelled]:
    recordings = [
        (f"{length} ms tones", *made) for length in LENGTHS for made in takes(length, rng)
    ]
    for name, twisted in (("in step", False), ("twisted", True)):
        for length in (60, 100):
            row = f"{length} ms tones {name}"
            recordings += [(row, *made) for made in in_step(length, twisted, rng)]
    frame = samples_of(20)
    parts = []
    for _, _, sound, _ in recordings:
        parts += [sound, np.zeros(samples_of(APART) + -len(sound) % frame)]
    joined = np.concatenate(parts)
    for coding in CODINGS:
        heard = coding.apply(joined)
        start = 0
        for (row, take, sound, notes), pause in zip(recordings, parts[1::2], strict=True):
            end = start + len(sound) + samples_of(APART / 2)
            yield finished(f"{coding.name}, {row}", take, heard[start:end], notes)
            start += len(sound) + len(pause)


CATEGORIES = [coded]
