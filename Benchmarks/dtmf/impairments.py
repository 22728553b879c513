"""What a line does to a signal. Levels in dBm0; each function returns a new array."""

import numpy as np
from scipy import signal

from audio import RATE, dbm0_to_rms, pink_noise, samples_of, white_noise
from recording import sine

Spans = list[tuple[int, int]]


def add_noise(
    samples: np.ndarray, spans: Spans, snr: float, colour: str, rng: np.random.Generator
) -> np.ndarray:
    """Noise over the whole file, `snr` dB below the mean power of the tone pairs in `spans`."""
    power = np.mean(np.concatenate([np.square(samples[start:end]) for start, end in spans]))
    noise = (white_noise if colour == "white" else pink_noise)(len(samples), rng)
    return samples + noise * np.sqrt(power) * 10 ** (-snr / 20)


def add_hum(
    samples: np.ndarray, mains: float, level: float, rng: np.random.Generator
) -> np.ndarray:
    """Mains hum with its second and third harmonics 12 and 10 dB lower."""
    hummed = samples.copy()
    for harmonic, below in [(1, 0), (2, 12), (3, 10)]:
        phase = rng.uniform(0, 2 * np.pi)
        hummed += sine(mains * harmonic, len(samples), level - below, phase)
    return hummed


def add_tones(
    samples: np.ndarray, frequencies: list[float], level: float, end: int, rng: np.random.Generator
) -> np.ndarray:
    """Steady tones of `level` each from the start up to the sample `end`."""
    mixed = samples.copy()
    for frequency in frequencies:
        mixed[:end] += sine(frequency, end, level, rng.uniform(0, 2 * np.pi))
    return mixed


def add_impulses(
    samples: np.ndarray, per_second: float, level: float, rng: np.random.Generator
) -> np.ndarray:
    """Clicks that ring down within 1 to 3 ms, with a peak of that of a sine of `level`."""
    clicked = samples.copy()
    for at in np.flatnonzero(rng.random(len(samples)) < per_second / RATE):
        count = min(samples_of(6), len(samples) - at)
        time = np.arange(count) / RATE
        ring = np.cos(2 * np.pi * rng.uniform(500, 3000) * time) * np.exp(
            -time / rng.uniform(3e-4, 8e-4)
        )
        clicked[at : at + count] += rng.choice([-1, 1]) * np.sqrt(2) * dbm0_to_rms(level) * ring
    return clicked


def clip_at(samples: np.ndarray, level: float) -> np.ndarray:
    """Hard limit at the peak of a sine of `level`."""
    limit = np.sqrt(2) * dbm0_to_rms(level)
    return np.clip(samples, -limit, limit)


def companded(samples: np.ndarray, law: str) -> np.ndarray:
    """Through 8 bits of µ-law or A-law by their formulas (not bit-exact G.711, the same noise)."""
    x = np.clip(samples / 32_768, -1, 1)
    size = np.abs(x)
    if law == "mu":
        code = np.log1p(255 * size) / np.log(256)
        size = np.expm1((np.floor(code * 127.999) + 0.5) / 128 * np.log(256)) / 255
    else:
        a = 87.6
        scale = 1 + np.log(a)
        code = np.where(size < 1 / a, a * size, 1 + np.log(np.maximum(a * size, 1))) / scale
        code = (np.floor(code * 127.999) + 0.5) / 128
        size = np.where(code < 1 / scale, code * scale / a, np.exp(code * scale - 1) / a)
    return np.sign(x) * size * 32_768


def lose_packets(
    samples: np.ndarray, share: float, concealed: bool, rng: np.random.Generator
) -> np.ndarray:
    """A share of the 20 ms packets is silence, or the packet before again; 40 ms between stay."""
    lossy = samples.copy()
    packet = samples_of(20)
    lost = 0
    for start in range(packet, len(samples) - packet, packet):
        if start - lost > 2 * packet and rng.random() < share:
            lost = start
            before = lossy[start - packet : start].copy()
            lossy[start : start + packet] = before if concealed else 0
    return lossy


def low_rate(samples: np.ndarray, bits: int) -> np.ndarray:
    """Adaptive differential coding: its noise follows the signal, as that of low-rate codecs."""
    levels = 2 ** (bits - 1)
    step, before, earlier = 16.0, 0.0, 0.0
    decoded = np.empty(len(samples))
    for index, sample in enumerate(samples):
        predicted = 0.9 * (1.1 * before - 0.3 * earlier)
        code = min(max(np.floor((sample - predicted) / step), -levels), levels - 1)
        value = predicted + (code + 0.5) * step
        step = min(max(step * (0.88 + 1.1 * (abs(code + 0.5) / levels) ** 2), 4), 8000)
        before, earlier = value, before
        decoded[index] = value
    return decoded


def echoed(samples: np.ndarray, delay: float, below: float) -> np.ndarray:
    count = samples_of(delay)
    mixed = samples.copy()
    mixed[count:] += samples[:-count] * 10 ** (-below / 20)
    return mixed


def band_limited(samples: np.ndarray, low: float, high: float) -> np.ndarray:
    return signal.sosfilt(signal.butter(3, [low, high], "bandpass", fs=RATE, output="sos"), samples)
