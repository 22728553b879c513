"""Digits a little outside the standards, which no receiver must hear and a good one does."""

from collections.abc import Iterator

from numpy.random import Generator as Rng

import impairments
from in_spec import dialled, finished, ordinary, plain
from recording import Labelled, Press, all_digits


def low_snr(rng: Rng) -> Iterator[Labelled]:
    for colour in ("white", "pink"):
        for snr in (13, 11, 9, 8, 7, 6, 5, 4):
            how, gap = ordinary(rng)
            take, samples = dialled(rng, all_digits(rng), how, gap)
            samples = impairments.add_noise(samples, take.spans, snr, colour, rng)
            yield finished(f"low-snr-{colour}", take, samples, f"snr {snr}, {how}, gap {gap}")


def short_tones(rng: Rng) -> Iterator[Labelled]:
    for length in (25, 26, 28, 30, 32, 34, 36):
        for _ in range(2):
            yield plain("short-tone", rng, all_digits(rng), Press(length, -10), 50)


def short_gaps(rng: Rng) -> Iterator[Labelled]:
    for gap in (20, 25, 30):
        for length in (40, 60):
            yield plain("short-gap", rng, all_digits(rng), Press(length, -10), gap)
    for digit in "38":
        yield plain("short-gap", rng, digit * 8, Press(50, -10), 30)


def long_holes(rng: Rng) -> Iterator[Labelled]:
    for length in (12, 13, 14, 15, 16, 18):
        for tone in (100, 200):
            start = float(rng.uniform(0.35, 0.55) * tone)
            yield plain(
                "long-hole", rng, all_digits(rng), Press(tone, -10, holes=((start, length),)), 100
            )


def wide_twist(rng: Rng) -> Iterator[Labelled]:
    for decibels in (5, 6, 7, 8, -9, -10, -11, -12):
        yield plain("wide-twist", rng, all_digits(rng), Press(60, -12, decibels), 60)


def weak(rng: Rng) -> Iterator[Labelled]:
    for decibels in (-32, -34, -36, -38, -40, -42):
        yield plain("weak", rng, all_digits(rng), Press(60, decibels), 60)


def far_off(rng: Rng) -> Iterator[Labelled]:
    for offset in (1.8, 2.0):
        for low, high in [(1, 1), (-1, -1), (1, 0), (0, -1)]:
            how = Press(60, -10, 0, low * offset, high * offset)
            yield plain("far-off", rng, all_digits(rng), how, 60)


def heavy_clipping(rng: Rng) -> Iterator[Labelled]:
    for over in (4, 6, 9, 12):
        take, samples = dialled(rng, all_digits(rng), Press(60, -9), 60)
        samples = impairments.clip_at(samples, -3 - over)
        yield finished("heavy-clipping", take, samples, f"peaks {over} dB over the limit")


def packets_lost(rng: Rng) -> Iterator[Labelled]:
    for share in (0.02, 0.05, 0.1):
        for concealed in (False, True):
            take, samples = dialled(rng, all_digits(rng), Press(160, -10), 100)
            samples = impairments.lose_packets(samples, share, concealed, rng)
            note = "repeated" if concealed else "silent"
            yield finished("packets-lost", take, samples, f"{share:.0%} of packets {note}")


def low_rate(rng: Rng) -> Iterator[Labelled]:
    for bits in (3, 4):
        for length in (60, 100):
            take, samples = dialled(rng, all_digits(rng), Press(length, -12), length)
            samples = impairments.low_rate(samples, bits)
            yield finished("low-rate", take, samples, f"{bits} bits a sample, {length} ms")


def echo(rng: Rng) -> Iterator[Labelled]:
    for delay, below in [(15, 12), (25, 10), (40, 15), (60, 10)]:
        take, samples = dialled(rng, all_digits(rng), Press(80, -10), 120)
        samples = impairments.echoed(samples, delay, below)
        yield finished("echo", take, samples, f"{delay} ms later, {below} dB lower")


def everything(rng: Rng) -> Iterator[Labelled]:
    for _ in range(4):
        how = Press(40, -20, float(rng.choice([-8, 4])), 1.5, -1.5, edge=2)
        take, samples = dialled(rng, all_digits(rng), how, 40)
        samples = impairments.add_noise(samples, take.spans, 15, "white", rng)
        yield finished("all-limits", take, impairments.companded(samples, "a"), f"{how}, snr 15")


CATEGORIES = [
    low_snr, short_tones, short_gaps, long_holes, wide_twist, weak, far_off, heavy_clipping,
    packets_lost, low_rate, echo, everything,
]  # fmt: skip
