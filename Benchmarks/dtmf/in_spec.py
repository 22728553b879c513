"""Digits that a receiver must hear by ITU-T Q.24, GR-506 and TIA-464."""

from collections.abc import Iterator

import numpy as np
from numpy.random import Generator as Rng

import impairments
from audio import RATE, samples_of
from recording import Labelled, Press, Recording, all_digits, any_digits

DIAL_TONES = {"425": [425.0], "450": [450.0], "350+440": [350.0, 440.0]}


def finished(category: str, take: Recording, samples: np.ndarray, parameters: str) -> Labelled:
    onsets = [onset * 1000 / RATE for onset in take.onsets]
    return Labelled(category, samples, take.digits, onsets, parameters)


def dialled(rng: Rng, digits: str, how: Press, gap: float) -> tuple[Recording, np.ndarray]:
    take = Recording(rng)
    take.dial(digits, how, gap)
    return take, take.finish()


def plain(category: str, rng: Rng, digits: str, how: Press, gap: float) -> Labelled:
    take, samples = dialled(rng, digits, how, gap)
    return finished(category, take, samples, f"{how}, gap {gap}")


def ordinary(rng: Rng) -> tuple[Press, float]:
    """A press that is well inside every limit, and its gap."""
    length = float(rng.choice([50, 60, 80, 100]))
    how = Press(length, float(rng.uniform(-16, -6)), float(rng.uniform(-4, 2)))
    return how, float(rng.choice([50, 70, 100]))


def clean(rng: Rng) -> Iterator[Labelled]:
    for _ in range(12):
        length, gap = rng.uniform(65, 250, 2).round(1)
        yield plain("clean", rng, all_digits(rng), Press(length), gap)


def frequency(rng: Rng) -> Iterator[Labelled]:
    offsets = [
        (low, high) for low in (-1.5, 0, 1.5) for high in (-1.5, 0, 1.5) if (low, high) != (0, 0)
    ]
    for low, high in offsets:
        for length, gap in [(40, 40), (50, 50), (65, 80), (100, 100)]:
            how = Press(length, -10, float(rng.uniform(-3, 1)), low, high)
            yield plain("frequency", rng, all_digits(rng), how, gap)
    for _ in range(6):
        low, high = rng.uniform(-1.5, 1.5, 2).round(2)
        yield plain("frequency", rng, all_digits(rng), Press(50, -12, 0, low, high), 50)


def twist(rng: Rng) -> Iterator[Labelled]:
    for decibels in range(-8, 5):
        yield plain("twist", rng, all_digits(rng), Press(50, -12, decibels), 50)
        level = float(rng.uniform(-20, -8))
        yield plain("twist", rng, all_digits(rng), Press(80, level, decibels), 80)


def level(rng: Rng) -> Iterator[Labelled]:
    for decibels in range(-30, -2):
        yield plain("level", rng, all_digits(rng), Press(60, decibels), 60)


def timing(rng: Rng) -> Iterator[Labelled]:
    for length, gap in [
        (40, 40),
        (40, 40),
        (40, 60),
        (40, 100),
        (45, 45),
        (60, 40),
        (100, 40),
        (500, 40),
    ]:
        for _ in range(3):
            yield plain("timing", rng, all_digits(rng), Press(length), gap)
    for digit in "15A#09*D":
        yield plain("timing", rng, digit * 10, Press(40), 40)


def noise(rng: Rng) -> Iterator[Labelled]:
    for colour in ("white", "pink"):
        for snr in (15, 16, 18, 20, 25):
            for _ in range(4):
                how, gap = ordinary(rng)
                take, samples = dialled(rng, all_digits(rng), how, gap)
                samples = impairments.add_noise(samples, take.spans, snr, colour, rng)
                yield finished(f"noise-{colour}", take, samples, f"snr {snr}, {how}, gap {gap}")


def holes(rng: Rng) -> Iterator[Labelled]:
    for length in (2, 4, 6, 8, 9, 10):
        for tone in (80, 100, 150, 250):
            start = float(rng.uniform(10, tone - 20))
            how = Press(tone, -10, holes=((start, length),))
            yield plain("hole", rng, all_digits(rng), how, 80)


def direct_current(rng: Rng) -> Iterator[Labelled]:
    for offset in (-6000, -4000, -2000, -1000, -500, -200, 200, 500, 1000, 2000, 4000, 6000):
        how, gap = ordinary(rng)
        take, samples = dialled(rng, all_digits(rng), how, gap)
        yield finished("dc", take, samples + offset, f"offset {offset}, {how}, gap {gap}")


def hum(rng: Rng) -> Iterator[Labelled]:
    for mains in (50, 60):
        for below in (-3, 0, 3, 6, 10):
            for _ in range(2):
                how, gap = ordinary(rng)
                take, samples = dialled(rng, all_digits(rng), how, gap)
                samples = impairments.add_hum(samples, mains, how.level - below, rng)
                yield finished(
                    "hum", take, samples, f"{mains} Hz {below} dB lower, {how}, gap {gap}"
                )


def dial_tone(rng: Rng) -> Iterator[Labelled]:
    for name, frequencies in DIAL_TONES.items():
        for below in (3, 6, 10, 15):
            for throughout in (True, False):
                how, gap = ordinary(rng)
                take, samples = dialled(rng, all_digits(rng), how, gap)
                end = len(samples) if throughout else take.onsets[0] + samples_of(30)
                samples = impairments.add_tones(samples, frequencies, how.level - below, end, rng)
                note = "throughout" if throughout else "until 30 ms into the first digit"
                parameters = f"{name} Hz {below} dB lower {note}, {how}, gap {gap}"
                yield finished("dial-tone", take, samples, parameters)


def impulses(rng: Rng) -> Iterator[Labelled]:
    for index in range(16):
        how, gap = ordinary(rng)
        take, samples = dialled(rng, all_digits(rng), how, gap)
        rate, over = (2, 5, 10, 20)[index % 4], (-10, -6, 0, 3)[index // 4]
        samples = impairments.add_impulses(samples, rate, how.level + over, rng)
        yield finished("impulse", take, samples, f"{rate}/s, {over} dB over, {how}, gap {gap}")


def companding(rng: Rng) -> Iterator[Labelled]:
    for law in ("mu", "a"):
        for decibels in (-4, -8, -12, -16, -20, -24, -28, -30):
            take, samples = dialled(rng, all_digits(rng), Press(50, decibels), 50)
            samples = impairments.companded(samples, law)
            yield finished("g711", take, samples, f"{law}-law at {decibels} dBm0")


def slight_clipping(rng: Rng) -> Iterator[Labelled]:
    for over in (0.5, 1, 1, 1.5, 1.5, 2, 2, 2.5, 3, 3):
        take, samples = dialled(rng, all_digits(rng), Press(60, -9, float(rng.uniform(-2, 2))), 60)
        samples = impairments.clip_at(samples, -3 - over)
        yield finished("clipping", take, samples, f"peaks {over} dB over the limit")


def packet_lost(rng: Rng) -> Iterator[Labelled]:
    for tone in (150, 150, 200, 200, 200, 250, 250, 300, 300, 400, 400, 500):
        start = float(rng.uniform(50, tone - 70))
        how = Press(tone, -10, holes=((start, 20),))
        yield plain("packet-lost", rng, all_digits(rng), how, 100)


def edges(rng: Rng) -> Iterator[Labelled]:
    for edge in (1, 2, 3, 4, 5):
        for length in (50, 80):
            yield plain("edges", rng, all_digits(rng), Press(length, edge=edge), length)


def uneven(rng: Rng) -> Iterator[Labelled]:
    for _ in range(6):
        take = Recording(rng)
        for digit in all_digits(rng):
            take.press(digit, Press(float(rng.uniform(45, 200)), float(rng.uniform(-25, -5))))
            take.pause(float(rng.uniform(45, 300)))
        yield finished("uneven", take, take.finish(), "each digit its own level, length and gap")


def band_limit(rng: Rng) -> Iterator[Labelled]:
    for low, high in [(300, 3400), (350, 3000), (250, 2800), (400, 3400)]:
        for _ in range(2):
            how, gap = ordinary(rng)
            take, samples = dialled(rng, all_digits(rng), how, gap)
            samples = impairments.band_limited(samples, low, high)
            yield finished("band", take, samples, f"{low}–{high} Hz, {how}, gap {gap}")


def combined(rng: Rng) -> Iterator[Labelled]:
    for index in range(40):
        low, high = rng.uniform(-1.2, 1.2, 2).round(2)
        length, gap = rng.uniform(45, 120, 2).round(1)
        how = Press(
            length, float(rng.uniform(-22, -8)), float(rng.uniform(-6, 3)), low, high, edge=1
        )
        take, samples = dialled(rng, all_digits(rng), how, gap)
        snr, colour = float(rng.uniform(18, 30)), str(rng.choice(["white", "pink"]))
        samples = impairments.add_noise(samples, take.spans, snr, colour, rng)
        notes = [f"snr {snr:.1f} {colour}"]
        if index % 3 == 0:
            samples = impairments.add_hum(samples, float(rng.choice([50, 60])), how.level - 12, rng)
            notes.append("hum")
        if index % 4 == 0:
            samples = samples + rng.uniform(-800, 800)
            notes.append("dc")
        if index % 2 == 0:
            law = str(rng.choice(["mu", "a"]))
            samples = impairments.companded(samples, law)
            notes.append(f"{law}-law")
        yield finished("combined", take, samples, f"{', '.join(notes)}, {how}, gap {gap}")


def long_sequences(rng: Rng) -> Iterator[Labelled]:
    for length, gap in [(40, 40), (50, 50), (70, 70), (100, 100)]:
        yield plain("long", rng, any_digits(200, rng), Press(length, -12, 1), gap)


def abrupt(rng: Rng) -> Iterator[Labelled]:
    """The file begins with the first digit and ends with the last."""
    for length in (40, 45, 55, 70):
        take = Recording(rng, lead_in=0)
        digits = all_digits(rng)
        take.dial(digits[:-1], Press(length), 50)
        take.press(digits[-1], Press(length))
        parameters = f"{length} ms, no silence around"
        yield finished("abrupt", take, np.concatenate(take.parts), parameters)


CATEGORIES = [
    clean, frequency, twist, level, timing, noise, holes, direct_current, hum, dial_tone, impulses,
    companding, slight_clipping, packet_lost, edges, uneven, band_limit, combined, long_sequences,
    abrupt,
]  # fmt: skip
