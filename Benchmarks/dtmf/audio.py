"""Levels, noises and WAV files at 8 kHz, in the units of a 16-bit linear line."""

import wave
from pathlib import Path

import numpy as np

RATE = 8000
# A full-scale sine is +3.14 dBm0 (ITU-T G.711).
FULL_SCALE_RMS = 32_767 / np.sqrt(2)
FULL_SCALE_DBM0 = 3.14


def dbm0_to_rms(level: float) -> float:
    return FULL_SCALE_RMS * 10 ** ((level - FULL_SCALE_DBM0) / 20)


def dbm0_to_peak(level: float) -> float:
    """The peak of a sine of that level."""
    return dbm0_to_rms(level) * np.sqrt(2)


def samples_of(milliseconds: float) -> int:
    return round(milliseconds * RATE / 1000)


def white_noise(count: int, rng: np.random.Generator) -> np.ndarray:
    """RMS 1."""
    return rng.standard_normal(count)


def pink_noise(count: int, rng: np.random.Generator) -> np.ndarray:
    """RMS 1, 1/f in power above 20 Hz."""
    spectrum = np.fft.rfft(rng.standard_normal(count))
    frequency = np.maximum(np.fft.rfftfreq(count, 1 / RATE), 20)
    noise = np.fft.irfft(spectrum / np.sqrt(frequency), count)
    return noise / np.sqrt(np.mean(np.square(noise)))


def write_wav(path: Path, samples: np.ndarray) -> None:
    """Rounds and clips to 16 bits."""
    path.parent.mkdir(parents=True, exist_ok=True)
    pcm = np.clip(np.rint(samples), -32_768, 32_767).astype("<i2")
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(pcm.tobytes())


def read_wav(path: Path) -> np.ndarray:
    with wave.open(str(path), "rb") as file:
        return np.frombuffer(file.readframes(file.getnframes()), dtype="<i2")
