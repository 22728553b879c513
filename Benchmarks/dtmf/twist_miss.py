"""Pairs whose tones are too unlike in level, dB by dB, and in which nothing may be heard."""

from collections.abc import Iterator

from numpy.random import Generator as Rng

from audio import RATE
from near_miss import LINES, PER_FILE, over_line, pressed
from recording import Labelled, Recording, with_edges

# Between which dB; either group may be the louder one.
RANGES = [(12.1, 12.5), (12.5, 13), *[(low, low + 1) for low in (13, 14, 15, 16, 18, 20, 23)]]


def files(rng: Rng) -> Iterator[Labelled]:
    """A file for each range, sign and kind of line."""
    for sign in (1, -1):
        for least, most in RANGES:
            name = f"twist {sign * least:+g} to {sign * most:+g} dB"
            for line in LINES:
                take = Recording(rng)
                notes = []
                for _ in range(PER_FILE):
                    twist = sign * float(rng.uniform(least, most))
                    length, level = float(rng.uniform(50, 200)), float(rng.uniform(-20, -12))
                    sound, what = pressed(rng, twist=twist, length=length, level=level)
                    notes.append(f"{take.length * 1000 / RATE:.0f}: {what}, {line}")
                    take.append(with_edges(sound, 0.5))
                    take.pause(float(rng.uniform(100, 160)))
                samples = over_line(take.finish(), line, rng)
                yield Labelled(name, samples, "", [], " | ".join(notes))
