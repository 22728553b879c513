"""A recording in the making: presses and pauses one after the other, and what they say."""

from dataclasses import dataclass, field

import numpy as np

from audio import RATE, dbm0_to_peak, samples_of

LOW = [697, 770, 852, 941]
HIGH = [1209, 1336, 1477, 1633]
KEYPAD = ["123A", "456B", "789C", "*0#D"]
DIGITS = "".join(KEYPAD)
FREQUENCIES = {
    digit: (LOW[row], HIGH[column])
    for row, keys in enumerate(KEYPAD)
    for column, digit in enumerate(keys)
}


def sine(frequency: float, count: int, level: float, phase: float) -> np.ndarray:
    """A sine of `level` dBm0."""
    time = np.arange(count) / RATE
    return dbm0_to_peak(level) * np.sin(2 * np.pi * frequency * time + phase)


def with_edges(samples: np.ndarray, milliseconds: float) -> np.ndarray:
    """Raised-cosine rise and fall inside the tone's length."""
    count = samples_of(milliseconds)
    if count == 0:
        return samples
    slope = 0.5 - 0.5 * np.cos(np.pi * (np.arange(count) + 0.5) / count)
    shaped = samples.copy()
    shaped[:count] *= slope
    shaped[-count:] *= slope[::-1]
    return shaped


@dataclass(frozen=True)
class Press:
    """How one digit is pressed.

    Length and holes (start, length) in ms, level in dBm0, twist in dB (high over low),
    offsets in percent; both tones begin at `phase`, or each anywhere.
    """

    length: float = 100
    level: float = -9
    twist: float = 0
    low_offset: float = 0
    high_offset: float = 0
    edge: float = 0
    holes: tuple[tuple[float, float], ...] = ()
    phase: float | None = field(default=None, repr=False)

    def samples(self, digit: str, rng: np.random.Generator) -> np.ndarray:
        low, high = FREQUENCIES[digit]
        count = samples_of(self.length)
        phases = rng.uniform(0, 2 * np.pi, 2)
        if self.phase is not None:
            phases[:] = self.phase
        tone = sine(
            low * (1 + self.low_offset / 100), count, self.level - self.twist / 2, phases[0]
        )
        tone += sine(
            high * (1 + self.high_offset / 100), count, self.level + self.twist / 2, phases[1]
        )
        for start, length in self.holes:
            tone[samples_of(start) : samples_of(start + length)] = 0
        return with_edges(tone, self.edge)


@dataclass
class Recording:
    """Samples so far, with what a listener should hear in them."""

    rng: np.random.Generator
    lead_in: float = 100
    digits: str = ""
    onsets: list[int] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)
    parts: list[np.ndarray] = field(default_factory=list)
    length: int = 0

    def __post_init__(self) -> None:
        if self.lead_in:
            self.pause(self.lead_in + self.rng.uniform(0, 60))

    def append(self, samples: np.ndarray) -> None:
        self.parts.append(samples)
        self.length += len(samples)

    def pause(self, milliseconds: float) -> None:
        self.append(np.zeros(samples_of(milliseconds)))

    def press(self, digit: str, how: Press) -> None:
        self.digits += digit
        self.onsets.append(self.length)
        self.append(how.samples(digit, self.rng))
        self.spans.append((self.onsets[-1], self.length))

    def dial(self, digits: str, how: Press, gap: float) -> None:
        for digit in digits:
            self.press(digit, how)
            self.pause(gap)

    def finish(self) -> np.ndarray:
        self.pause(150)
        return np.concatenate(self.parts)


@dataclass(frozen=True)
class Labelled:
    """A finished file: its sound, its truth, and how it was made."""

    category: str
    samples: np.ndarray
    digits: str
    onsets_ms: list[float]
    parameters: str


def any_digits(count: int, rng: np.random.Generator) -> str:
    return "".join(rng.choice(list(DIGITS), count))


def all_digits(rng: np.random.Generator) -> str:
    return "".join(rng.permutation(list(DIGITS)))
