"""Wide sound brought to a telephone line, and how loud it is there while it sounds."""

import numpy as np
from scipy import signal

from audio import RATE, dbm0_to_rms

FRAME = 160


def active_rms(samples: np.ndarray) -> float:
    """Of the loud half of its 20 ms frames, so that a speaker's pauses do not count."""
    power = np.square(samples[: len(samples) // FRAME * FRAME]).reshape(-1, FRAME).mean(axis=1)
    return float(np.sqrt(power[power >= np.median(power)].mean()))


def to_telephone(samples: np.ndarray, band: tuple[int, int] | None, level: float) -> np.ndarray:
    """From 22 050 to 8000 Hz, band-limited, its loud half at `level` dBm0 on average."""
    narrow = signal.resample_poly(samples, 160, 441)
    if band:
        narrow = signal.sosfilt(signal.butter(4, band, "bandpass", fs=RATE, output="sos"), narrow)
    return narrow * dbm0_to_rms(level) / active_rms(narrow)
