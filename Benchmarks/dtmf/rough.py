"""Digits over lines that distort, drift and jump, each row beyond what is usual."""

from collections.abc import Callable, Iterator

import numpy as np
from numpy.random import Generator as Rng

from audio import samples_of
from coded import sequence
from impairments import companded
from in_spec import finished
from recording import Labelled, Press, Recording

FILES = 15
Line = Callable[[np.ndarray, Rng], np.ndarray]


def as_is(samples: np.ndarray, _: Rng) -> np.ndarray:
    return samples


def full_scale(samples: np.ndarray, _: Rng) -> np.ndarray:
    return np.clip(samples, -32_768, 32_767)


def clipped(over: float) -> Line:
    """Hard limits `over` dB below the highest peak."""
    return lambda samples, _: np.clip(
        samples, *(sign * np.abs(samples).max() * 10 ** (-over / 20) for sign in (-1, 1))
    )


def drifting(percent: float) -> Line:
    """A clock that runs fast or slow, by linear interpolation."""

    def line(samples: np.ndarray, _: Rng) -> np.ndarray:
        places = np.arange(0, len(samples) - 1, 1 + percent / 100)
        return np.interp(places, np.arange(len(samples)), samples)

    return line


def held(rate: int) -> Line:
    """To another rate and back by taking the nearest sample: images and aliases."""

    def line(samples: np.ndarray, _: Rng) -> np.ndarray:
        count = len(samples) * rate // 8000
        there = samples[np.minimum(np.arange(count) * 8000 // rate, len(samples) - 1)]
        back = np.arange(len(samples)) * rate // 8000
        return there[np.minimum(back, count - 1)]

    return line


def interpolated(rate: int) -> Line:
    """To another rate and back by linear interpolation, with no filter."""

    def line(samples: np.ndarray, _: Rng) -> np.ndarray:
        time = np.arange(len(samples))
        there = np.arange(0, len(samples), 8000 / rate)
        return np.interp(time, there, np.interp(there, time, samples))

    return line


def stepping(decibels: float) -> Line:
    """The level jumps up or down by as much every 20 to 200 ms."""

    def line(samples: np.ndarray, rng: Rng) -> np.ndarray:
        gain, at = np.ones(len(samples)), 0
        while at < len(samples):
            length = samples_of(rng.uniform(20, 200))
            gain[at : at + length] = 10 ** (rng.choice([-1, 1]) * decibels / 40)
            at += length
        return samples * gain

    return line


def jumping(peak: float) -> Line:
    """Direct current of another size every 15 to 150 ms."""

    def line(samples: np.ndarray, rng: Rng) -> np.ndarray:
        offset, at = np.zeros(len(samples)), 0
        while at < len(samples):
            length = samples_of(rng.uniform(15, 150))
            offset[at : at + length] = rng.uniform(-peak, peak)
            at += length
        return samples + offset

    return line


def bent(samples: np.ndarray, _: Rng) -> np.ndarray:
    """A soft limiter driven by 9 dB, after µ-law."""
    full = np.abs(samples).max()
    return full * np.tanh(companded(samples, "mu") / full * 2.8)


# Name, length of tone and gap in ms, level in dBm0, line. -41.86 dBm0 is -45 dBFS of a sine.
ROWS: list[tuple[str, float, float, float, Line]] = [
    ("30/30 ms", 30, 30, -10, as_is),
    ("30/30 ms, µ-law", 30, 30, -10, lambda samples, _: companded(samples, "mu")),
    ("35/35 ms", 35, 35, -10, as_is),
    ("each tone -45 dBFS", 60, 60, -41.86, as_is),
    ("each tone -45 dBFS, 50/50 ms", 50, 50, -41.86, as_is),
    ("each tone 12 dB over full scale", 60, 60, 15.14, full_scale),
    ("clipped by 12 dB", 60, 60, -10, clipped(12)),
    ("clipped by 20 dB", 60, 60, -10, clipped(20)),
    ("limited softly", 60, 60, -10, bent),
    ("clock +0.5 %", 50, 50, -12, drifting(0.5)),
    ("clock -0.5 %", 50, 50, -12, drifting(-0.5)),
    ("nearest samples at 11.025 kHz", 60, 60, -10, held(11_025)),
    ("nearest samples at 6 kHz", 60, 60, -10, held(6000)),
    ("linear to 11.025 kHz", 60, 60, -10, interpolated(11_025)),
    ("linear to 6 kHz", 60, 60, -10, interpolated(6000)),
    ("level steps of 6 dB", 80, 80, -14, stepping(6)),
    ("level steps of 12 dB", 80, 80, -14, stepping(12)),
    ("DC jumps of 3000", 60, 60, -14, jumping(3000)),
    ("DC jumps of 10000", 60, 60, -10, jumping(10_000)),
]


def rough(rng: Rng) -> Iterator[Labelled]:
    for name, tone, gap, level, line in ROWS:
        for index in range(FILES):
            how = Press(tone, level)
            take = Recording(rng)
            take.dial(sequence(index, rng), how, gap)
            yield finished(name, take, line(take.finish(), rng), f"{how}, gap {gap}")


CATEGORIES = [rough]
