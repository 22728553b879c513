"""Sounds that break one rule each, and in which nothing may be heard."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
from numpy.random import Generator as Rng

from audio import RATE, dbm0_to_rms, samples_of, white_noise
from impairments import companded
from other_tones import OTHER_TONES
from recording import DIGITS, FREQUENCIES, HIGH, LOW, Labelled, Press, Recording, sine, with_edges

Sound = tuple[np.ndarray, str]
"""One near-miss, and what it is."""


def pressed(rng: Rng, **how: float) -> Sound:
    digit = str(rng.choice(list(DIGITS)))
    usual = Press(length=float(rng.uniform(45, 120)), level=float(rng.uniform(-20, -6)))
    press = replace(usual, **how)  # type: ignore[arg-type]
    return press.samples(digit, rng), f"{digit} {press}"


def off(rng: Rng) -> float:
    """Just refused, or up to half way to the next row or column."""
    percent = 3.5 if rng.random() < 0.4 else rng.uniform(3.5, 5.2)
    return float(rng.choice([-1, 1]) * percent)


def low_off(rng: Rng) -> Sound:
    return pressed(rng, low_offset=off(rng))


def high_off(rng: Rng) -> Sound:
    return pressed(rng, high_offset=off(rng))


def both_off(rng: Rng) -> Sound:
    return pressed(rng, low_offset=off(rng), high_offset=off(rng))


def short(rng: Rng) -> Sound:
    return pressed(rng, length=float(rng.uniform(8, 20)))


def just_short(rng: Rng) -> Sound:
    return pressed(rng, length=float(rng.choice([20, 20.5, 21, 21.5, 22, 22.5])))


def high_too_loud(rng: Rng) -> Sound:
    return pressed(rng, twist=float(rng.uniform(11, 20)), level=-16)


def low_too_loud(rng: Rng) -> Sound:
    return pressed(rng, twist=float(rng.uniform(-24, -15)), level=-16)


def tones(rng: Rng, frequencies: list[float], level: float | None = None) -> Sound:
    each = float(rng.uniform(-20, -8)) if level is None else level
    count = samples_of(rng.uniform(45, 150))
    sound = sum(sine(frequency, count, each, rng.uniform(0, 6.28)) for frequency in frequencies)
    return (
        sound,
        f"{' + '.join(f'{frequency:.0f}' for frequency in frequencies)} Hz, {each:.0f} dBm0",
    )


def single(rng: Rng) -> Sound:
    return tones(rng, [float(rng.choice(LOW + HIGH))])


def same_group(rng: Rng) -> Sound:
    group = LOW if rng.random() < 0.5 else HIGH
    return tones(rng, [float(tone) for tone in rng.choice(group, 2, replace=False)])


def three_tones(rng: Rng) -> Sound:
    low, high = FREQUENCIES[str(rng.choice(list(DIGITS)))]
    others = [tone for tone in LOW + HIGH if tone not in (low, high)]
    return tones(rng, [low, high, float(rng.choice(others))])


def one_after_other(rng: Rng) -> Sound:
    low, high = FREQUENCIES[str(rng.choice(list(DIGITS)))]
    count, level = samples_of(rng.uniform(40, 80)), float(rng.uniform(-20, -6))
    order = [low, high] if rng.random() < 0.5 else [high, low]
    return np.concatenate(
        [sine(tone, count, level, 0) for tone in order]
    ), f"{order[0]} then {order[1]} Hz"


def glide(rng: Rng) -> Sound:
    """Sweeps through the nominal frequency, within 2 % of it for 10 to 20 ms."""
    return sweep(rng, float(rng.uniform(0.2, 0.4)))


def slow_glide(rng: Rng) -> Sound:
    """Within 1.5 % of the nominal frequency for 18 to 27 ms: less than a receiver must accept."""
    return sweep(rng, float(rng.uniform(0.11, 0.17)))


def sweep(rng: Rng, percent_per_ms: float) -> Sound:
    """One tone or both move steadily, nominal in the middle."""
    low, high = FREQUENCIES[str(rng.choice(list(DIGITS)))]
    milliseconds = float(rng.uniform(50, 130))
    count = samples_of(milliseconds)
    span = milliseconds * percent_per_ms * rng.choice([-1, 1])
    which = rng.choice(["low", "high", "both"])
    level = float(rng.uniform(-18, -8))
    course = np.linspace(-span / 2, span / 2, count) / 100

    def swept(frequency: float, moves: bool) -> np.ndarray:
        course_hz = frequency * (1 + (course if moves else np.zeros(count)))
        return np.sqrt(2) * dbm0_to_rms(level) * np.sin(2 * np.pi * np.cumsum(course_hz) / RATE)

    sound = swept(low, which != "high") + swept(high, which != "low")
    return sound, f"{which} of {low} + {high} Hz glide {span:.1f} % in {milliseconds:.0f} ms"


def trembling(rng: Rng) -> Sound:
    """Amplitude-modulated by the whole, so that no 23 ms are steady."""
    sound, what = pressed(rng, length=150)
    rate = float(rng.uniform(30, 90))
    time = np.arange(len(sound)) / RATE
    return sound * (
        0.5 + 0.5 * np.sin(2 * np.pi * rate * time)
    ), f"{what} trembling at {rate:.0f} Hz"


def warbling(rng: Rng) -> Sound:
    """Both tones frequency-modulated by 5 to 8 %."""
    digit = str(rng.choice(list(DIGITS)))
    rate, depth = float(rng.uniform(15, 60)), float(rng.uniform(5, 8))
    time = np.arange(samples_of(150)) / RATE
    shift = depth / 100 * np.sin(2 * np.pi * rate * time)
    level = float(rng.uniform(-18, -8))
    sound = sum(
        np.sqrt(2) * dbm0_to_rms(level) * np.sin(2 * np.pi * np.cumsum(tone * (1 + shift)) / RATE)
        for tone in FREQUENCIES[digit]
    )
    return sound, f"{digit} warbling by {depth:.1f} % at {rate:.0f} Hz"


def chopped(rng: Rng) -> Sound:
    """Bursts too short, in a row, with pauses too long to be bridged."""
    digit = str(rng.choice(list(DIGITS)))
    on, pause = float(rng.uniform(10, 18)), float(rng.uniform(25, 40))
    take = [np.append(Press(on).samples(digit, rng), np.zeros(samples_of(pause))) for _ in range(4)]
    return np.concatenate(take), f"{digit} {on:.0f} ms on, {pause:.0f} ms off"


def buried(rng: Rng) -> Sound:
    """A pair with as much white noise as tone, or more."""
    sound, what = pressed(rng)
    snr = float(rng.uniform(-6, 0))
    rms = np.sqrt(np.mean(np.square(sound))) * 10 ** (-snr / 20)
    return sound + rms * white_noise(len(sound), rng), f"{what} snr {snr:.1f}"


def too_weak(rng: Rng) -> Sound:
    return pressed(rng, level=float(rng.uniform(-60, -50)))


def rich(rng: Rng) -> Sound:
    """A pair whose tones have strong second or third harmonics, as a reed or a voice has."""
    low, high = FREQUENCIES[str(rng.choice(list(DIGITS)))]
    count, level = samples_of(rng.uniform(50, 120)), float(rng.uniform(-18, -10))
    harmonic, below = int(rng.choice([2, 3])), float(rng.uniform(0, 4))
    sound = sine(low, count, level, 0) + sine(high, count, level, 1)
    sound += sine(low * harmonic, count, level - below, 2)
    if high * harmonic < 3800:
        sound += sine(high * harmonic, count, level - below, 3)
    return sound, f"{low} + {high} Hz with harmonic {harmonic}, {below:.0f} dB lower"


def vowel(rng: Rng) -> Sound:
    """A voice whose pitch rises or falls a little; two of its harmonics pass a pair."""
    low, high = FREQUENCIES[str(rng.choice(list(DIGITS)))]
    fits = [
        (n, m) for n in range(2, 7) for m in range(n + 1, 16) if abs(m * low / n / high - 1) < 0.02
    ]
    if not fits:
        return vowel(rng)
    n, _ = fits[int(rng.integers(len(fits)))]
    pitch = low / n * (1 + rng.uniform(-0.01, 0.01))
    count = samples_of(rng.uniform(50, 150))
    bend = rng.choice([-1, 1]) * rng.uniform(0.01, 0.05)
    turns = np.cumsum(pitch * (1 + bend * np.linspace(-0.5, 0.5, count))) / RATE
    sound = np.zeros(count)
    for harmonic in range(1, int(3800 / pitch) + 1):
        tone = pitch * harmonic
        gain = 0.02 + 1 / (1 + ((tone - low) / 120) ** 2) + 0.7 / (1 + ((tone - high) / 150) ** 2)
        sound += gain * np.sin(2 * np.pi * harmonic * turns + rng.uniform(0, 6.28))
    sound *= dbm0_to_rms(float(rng.uniform(-20, -10))) / np.sqrt(np.mean(np.square(sound)))
    return sound, f"voice at {pitch:.0f} Hz, formants {low} and {high} Hz"


def square(rng: Rng) -> Sound:
    """A square wave on one of the frequencies, band-limited."""
    tone = float(rng.choice(LOW + HIGH) * (1 + rng.uniform(-0.015, 0.015)))
    count, level = samples_of(rng.uniform(50, 200)), float(rng.uniform(-18, -8))
    odd = [harmonic for harmonic in range(1, 9, 2) if harmonic * tone < 3900]
    sound = sum(sine(tone * n, count, level - 20 * np.log10(n), 0) for n in odd)
    return sound, f"square {tone:.0f} Hz"


KINDS: list[tuple[Callable[[Rng], Sound], int]] = [
    (low_off, 450), (high_off, 450), (both_off, 350), (short, 300), (just_short, 300),
    (high_too_loud, 200), (low_too_loud, 200), (single, 220), (same_group, 220), (vowel, 60),
    (three_tones, 250), (one_after_other, 100), (glide, 250), (slow_glide, 50), (trembling, 150),
    (warbling, 150), (chopped, 50), (buried, 200), (too_weak, 150), (rich, 150), (square, 100),
    *OTHER_TONES,
]  # fmt: skip
PER_FILE = 50
LINES = ["clean", "µ-law", "noise at -55 dBm0"]


def over_line(samples: np.ndarray, line: str, rng: Rng) -> np.ndarray:
    """What breaks a rule on a clean line breaks it on an ordinary one too."""
    match line:
        case "clean":
            return samples
        case "µ-law":
            return companded(samples, "mu")
        case _:
            return samples + dbm0_to_rms(-55) * white_noise(len(samples), rng)


def files(rng: Rng) -> Iterator[Labelled]:
    """Each kind in files of up to `PER_FILE`; the parameters tell `start ms: what | …`."""
    for make, count in KINDS:
        for number, first in enumerate(range(0, count, PER_FILE)):
            take = Recording(rng)
            line = LINES[number % len(LINES)]
            notes = []
            for _ in range(min(PER_FILE, count - first)):
                sound, what = make(rng)
                notes.append(f"{take.length * 1000 / RATE:.0f}: {what}, {line}")
                take.append(with_edges(sound, 0.5))
                take.pause(float(rng.uniform(100, 160)))
            samples = over_line(take.finish(), line, rng)
            yield Labelled(make.__name__.replace("_", "-"), samples, "", [], " | ".join(notes))
