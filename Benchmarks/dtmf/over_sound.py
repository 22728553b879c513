"""Digits over something else on the line: voices, babble, music, echoes and dial tone."""

from collections.abc import Callable, Iterator

import numpy as np
from numpy.random import Generator as Rng

from audio import samples_of
from coded import sequence
from impairments import add_tones
from in_spec import DIAL_TONES, finished
from line import active_rms, to_telephone
from music import melody
from recording import Labelled, Press, Recording
from voices import stock

FILES = 16
Sound = Callable[[int, Rng], np.ndarray]
"""At least that many samples."""


class Voices:
    """Speech of voices that the ordinary speech corpus has not, drawn from a small stock."""

    def __init__(self, rng: Rng) -> None:
        seed = int(rng.integers(1 << 30))
        self.stock = [to_telephone(spoken, None, -10) for spoken in stock(seed, FILES)]

    def one(self, count: int, rng: Rng) -> np.ndarray:
        spoken = self.stock[int(rng.integers(len(self.stock)))]
        return np.roll(np.resize(spoken, count), int(rng.integers(count)))

    def babble(self, count: int, rng: Rng) -> np.ndarray:
        several = [self.one(count, rng) for _ in range(6)]
        return sum(voice / active_rms(voice) for voice in several)

    def shifted(self, count: int, rng: Rng) -> np.ndarray:
        """Pitch and formants together up or down by a quarter at most."""
        ratio = float(rng.uniform(0.78, 1.28))
        spoken = self.one(int(count * ratio) + 1, rng)
        return np.interp(np.arange(count) * ratio, np.arange(len(spoken)), spoken)


def over(rng: Rng, name: str, sound: Sound, below: float, tones: list[int]) -> Iterator[Labelled]:
    """The pair is `below` dB louder than the sound's loud parts."""
    for index in range(FILES):
        tone = int(rng.choice(tones))
        how = Press(tone, float(rng.uniform(-16, -8)), float(rng.uniform(-3, 2)))
        take = Recording(rng)
        take.dial(sequence(index, rng), how, max(tone, 50))
        samples = take.finish()
        pair = np.sqrt(np.mean(np.concatenate([np.square(samples[a:b]) for a, b in take.spans])))
        under = sound(len(samples), rng)
        under *= pair * 10 ** (-below / 20) / active_rms(under)
        yield finished(f"over {name} {-below} dB", take, samples + under, f"{how}")


def sounds(rng: Rng) -> Iterator[Labelled]:
    voices = Voices(rng)
    tones = [60, 80, 100, 160]
    for name, sound in [
        ("speech", voices.one),
        ("shifted speech", voices.shifted),
        ("babble", voices.babble),
        ("music", melody),
    ]:
        for below in (15, 10, 6, 3):
            yield from over(rng, name, sound, below, tones)
    for tone in (40, 50):
        for below in (15, 10, 6):
            yield from over(rng, f"{tone}/50 ms, speech", voices.one, below, [tone])


def dial_tone(rng: Rng) -> Iterator[Labelled]:
    """Its power is that of the digit's pair, or lower: one tone alone is then 3 dB louder."""
    for name, frequencies in DIAL_TONES.items():
        for below in (0, 3, 6):
            for index in range(8):
                how = Press(80, float(rng.uniform(-16, -8)), float(rng.uniform(-3, 2)))
                take = Recording(rng)
                take.dial(sequence(index, rng), how, 80)
                samples = take.finish()
                each = how.level - below + 10 * np.log10(2 / len(frequencies))
                samples = add_tones(samples, frequencies, each, len(samples), rng)
                yield finished(f"over dial tone {name} {-below} dB", take, samples, f"{how}")


def reflected(samples: np.ndarray, echoes: list[tuple[float, float]]) -> np.ndarray:
    mixed = samples.copy()
    for delay, below in echoes:
        count = samples_of(delay)
        mixed[count:] += samples[: len(samples) - count] * 10 ** (-below / 20)
    return mixed


# The echoes' first delays in ms, and how many each of them brings, 4 dB lower one after the other.
ECHOES = [
    ("echo within 80 ms", (20, 25, 30, 35, 40, 50, 60, 80), 1),
    ("three echoes within 80 ms", (8, 10, 13, 16, 19, 21, 24, 26), 3),
    ("echo after 90-200 ms", (90, 100, 120, 140, 150, 170, 190, 200), 1),
]


def echo(rng: Rng) -> Iterator[Labelled]:
    """An echo that comes within the tone is part of it; a later one is lower than any digit."""
    for name, delays, number in ECHOES:
        for below in (6, 10, 15, 20):
            if delays[0] > 80 and below < 15:
                continue
            for index, delay in enumerate(delays):
                times = [delay * (step + float(rng.uniform(0.9, 1))) for step in range(number)]
                echoes = [(at, below + 4.0 * step) for step, at in enumerate(times)]
                tone = float(rng.choice([80, 100, 120]))
                take = Recording(rng)
                take.dial(sequence(index, rng), Press(tone, -10), 120)
                notes = f"{tone:.0f}/120 ms, " + ", ".join(f"{at:.0f} ms -{b}" for at, b in echoes)
                sound = reflected(take.finish(), echoes)
                yield finished(f"{name}, {-below} dB", take, sound, notes)


CATEGORIES = [sounds, dial_tone, echo]
