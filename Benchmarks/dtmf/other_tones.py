"""What else sounds on a telephone line: call progress, fax and modem tones, signalling, music."""

import numpy as np
from numpy.random import Generator as Rng

from audio import samples_of
from recording import sine

PROGRESS = [
    [425.0], [450.0], [400.0], [440.0], [350.0, 440.0], [440.0, 480.0], [480.0, 620.0],
    [400.0, 450.0], [350.0, 450.0], [420.0, 440.0], [400.0, 425.0],
    [1400.0], [1004.0], [2280.0], [2600.0],
]  # fmt: skip
MODEM = [
    [1100.0], [2100.0], [2225.0], [1300.0], [980.0], [1180.0], [1650.0], [1850.0], [1070.0],
    [1270.0], [1800.0], [2250.0], [600.0, 3000.0],
    [1200.0, 2400.0], [1375.0, 2002.0], [1529.0, 2225.0],
]  # fmt: skip
R1 = [700.0, 900.0, 1100.0, 1300.0, 1500.0, 1700.0]
# 700 + 1300 and 700 + 1500 Hz are within 3.5 % of a DTMF pair: nobody must refuse them.
R1_PAIRS = [
    [low, high]
    for index, low in enumerate(R1)
    for high in R1[index + 1 :]
    if (low, high) not in [(700.0, 1300.0), (700.0, 1500.0)]
]
R2_FORWARD = [1380.0, 1500.0, 1620.0, 1740.0, 1860.0, 1980.0]
R2_BACKWARD = [1140.0, 1020.0, 900.0, 780.0, 660.0, 540.0]
SPECIAL_INFORMATION = [950.0, 1400.0, 1800.0]
TRIADS = [(0, 4, 7), (0, 3, 7), (0, 4, 7, 10), (0, 3, 6, 9), (0, 5, 9), (0, 3, 8), (0, 7, 12)]


def chord(rng: Rng, frequencies: list[float], milliseconds: float) -> tuple[np.ndarray, str]:
    count, level = samples_of(milliseconds), float(rng.uniform(-20, -8))
    sound = sum(sine(tone, count, level, rng.uniform(0, 6.28)) for tone in frequencies)
    return sound, f"{' + '.join(f'{tone:.0f}' for tone in frequencies)} Hz"


def one_of(rng: Rng, choices: list[list[float]]) -> list[float]:
    return choices[int(rng.integers(len(choices)))]


def call_progress(rng: Rng) -> tuple[np.ndarray, str]:
    return chord(rng, one_of(rng, PROGRESS), float(rng.choice([100, 250, 350, 500])))


def fax_modem(rng: Rng) -> tuple[np.ndarray, str]:
    """Steady tones, or two of them keyed at 300 baud."""
    if rng.random() < 0.7:
        return chord(rng, one_of(rng, MODEM), float(rng.choice([100, 300, 500])))
    mark, space = [(980, 1180), (1650, 1850), (1270, 1070), (1300, 2100)][int(rng.integers(4))]
    bits = np.repeat(rng.integers(0, 2, 60), 27)
    phase = 2 * np.pi * np.cumsum(np.where(bits, mark, space)) / 8000
    return 8000 * np.sin(phase), f"{mark}/{space} Hz keyed at 300 baud"


def special_information(rng: Rng) -> tuple[np.ndarray, str]:
    level = float(rng.uniform(-20, -10))
    parts = [sine(tone, samples_of(330), level, 0) for tone in SPECIAL_INFORMATION]
    return np.concatenate(parts), "950, 1400, 1800 Hz"


def register_signal(rng: Rng) -> tuple[np.ndarray, str]:
    """R1 and R2 between exchanges: two tones out of six."""
    kind = rng.integers(3)
    if kind == 0:
        return chord(rng, one_of(rng, R1_PAIRS), float(rng.choice([68, 100])))
    group = R2_FORWARD if kind == 1 else R2_BACKWARD
    pair = [float(tone) for tone in rng.choice(group, 2, replace=False)]
    return chord(rng, pair, float(rng.uniform(70, 150)))


def music(rng: Rng) -> tuple[np.ndarray, str]:
    """A chord of notes with four harmonics each, decaying as a plucked string does."""
    root = 440 * 2 ** (float(rng.integers(-12, 16)) / 12)
    shape = TRIADS[int(rng.integers(len(TRIADS)))]
    count, level = samples_of(rng.uniform(120, 400)), float(rng.uniform(-22, -14))
    sound = np.zeros(count)
    for step in shape:
        note = root * 2 ** (step / 12)
        for harmonic in range(1, 5):
            if note * harmonic < 3800:
                sound += sine(
                    note * harmonic, count, level - 5 * (harmonic - 1), rng.uniform(0, 6.28)
                )
    decay = np.exp(-np.arange(count) / samples_of(rng.uniform(100, 1000)))
    return sound * decay, f"chord {shape} on {root:.0f} Hz"


OTHER_TONES = [
    (call_progress, 150), (fax_modem, 150), (special_information, 50), (register_signal, 150),
    (music, 150),
]  # fmt: skip
