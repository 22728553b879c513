"""Pairs whose tones are too unlike in level, dB by dB, and in which nothing may be heard."""

from collections.abc import Iterator

from numpy.random import Generator as Rng

from audio import RATE
from near_miss import LINES, PER_FILE, over_line, pressed
from recording import Labelled, Recording, with_edges

# High over low, in dB.
TWISTS = [*range(12, 21), *range(-13, -25, -1)]


def files(rng: Rng) -> Iterator[Labelled]:
    """A file for each dB and kind of line, each twist up to half a dB to either side."""
    for decibels in TWISTS:
        for line in LINES:
            take = Recording(rng)
            notes = []
            for _ in range(PER_FILE):
                twist = decibels + float(rng.uniform(-0.4, 0.5))
                length, level = float(rng.uniform(50, 200)), float(rng.uniform(-20, -12))
                sound, what = pressed(rng, twist=twist, length=length, level=level)
                notes.append(f"{take.length * 1000 / RATE:.0f}: {what}, {line}")
                take.append(with_edges(sound, 0.5))
                take.pause(float(rng.uniform(100, 160)))
            samples = over_line(take.finish(), line, rng)
            yield Labelled(f"twist {decibels:+} dB", samples, "", [], " | ".join(notes))
