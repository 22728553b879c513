"""Music by additive synthesis: melody, chords, sung vowels and whistling, at 8 kHz, RMS about 1."""

import numpy as np
from numpy.random import Generator as Rng

from audio import RATE, samples_of

SCALES = [(0, 2, 4, 5, 7, 9, 11), (0, 2, 3, 5, 7, 8, 10), (0, 1, 4, 5, 7, 8, 11), (0, 2, 4, 7, 9)]
# Two formants of sung vowels in Hz.
VOWELS = [(730, 1090), (530, 1840), (270, 2290), (570, 840), (300, 870), (490, 1350), (640, 1190)]


def partials(pitch: np.ndarray, weights: np.ndarray, rng: Rng) -> np.ndarray:
    """Harmonics 1, 2, … of a course of pitch in Hz, those below 3.9 kHz."""
    turns = np.cumsum(pitch) / RATE
    sound = np.zeros(len(pitch))
    for number, weight in enumerate(weights, start=1):
        if number * pitch.max() < 3900:
            sound += weight * np.sin(2 * np.pi * (number * turns + rng.uniform()))
    return sound


def plucked(pitch: float, count: int, rng: Rng) -> np.ndarray:
    weights = 0.5 ** (np.arange(8) * rng.uniform(0.5, 1.5))
    decay = np.exp(-np.arange(count) / samples_of(rng.uniform(100, 900)))
    return partials(np.full(count, pitch), weights, rng) * decay


def blown(pitch: float, count: int, rng: Rng) -> np.ndarray:
    """Steady, with little vibrato: an organ, a reed, a string held."""
    time = np.arange(count) / RATE
    trembling = 1 + rng.uniform(0, 0.01) * np.sin(2 * np.pi * rng.uniform(4, 7) * time)
    weights = rng.uniform(0, 1, 9) * 0.8 ** np.arange(9)
    weights[0] = max(weights[0], 0.3)
    return partials(pitch * trembling, weights, rng)


def sung(pitch: float, count: int, rng: Rng) -> np.ndarray:
    first, second = VOWELS[int(rng.integers(len(VOWELS)))]
    time = np.arange(count) / RATE
    trembling = 1 + rng.uniform(0.002, 0.02) * np.sin(2 * np.pi * rng.uniform(4.5, 6.5) * time)
    tones = pitch * np.arange(1, int(3800 / pitch) + 1)
    weights = sum(gain / (1 + ((tones - f) / 90) ** 2) for gain, f in ((1, first), (0.6, second)))
    return partials(pitch * trembling, weights + 0.02, rng)


def whistled(pitch: float, count: int, rng: Rng) -> np.ndarray:
    glide = np.linspace(1, 1 + rng.uniform(-0.06, 0.06), count)
    return partials(pitch * glide, np.array([1, 0.08, 0.03]), rng)


INSTRUMENTS = [(plucked, -24, 12), (blown, -12, 20), (sung, -24, 8), (whistled, 12, 28)]


def melody(count: int, rng: Rng) -> np.ndarray:
    """One to four parts, each of one instrument in one scale, notes of 80 to 800 ms."""
    scale, key = SCALES[int(rng.integers(len(SCALES)))], rng.uniform(-6, 6)
    beat = float(rng.uniform(160, 420))
    mixed = np.zeros(count)
    for _ in range(int(rng.integers(1, 5))):
        play, lowest, highest = INSTRUMENTS[int(rng.integers(len(INSTRUMENTS)))]
        at = 0
        while at < count:
            length = min(samples_of(beat * float(rng.choice([0.5, 1, 1, 2]))), count - at)
            octave = int(rng.integers(lowest // 12, highest // 12 + 1))
            step = scale[int(rng.integers(len(scale)))] + 12 * octave
            edge = min(samples_of(8), length // 2)
            note = play(440 * 2 ** ((step + key) / 12), length, rng)
            note[:edge] *= np.linspace(0, 1, edge)
            note[length - edge :] *= np.linspace(1, 0, edge)
            mixed[at : at + length] += note * float(rng.uniform(0.4, 1)) / (np.std(note) + 1e-9)
            at += length
    return mixed / np.sqrt(np.mean(np.square(mixed)))
