"""Digits over a packet network that loses packets: silence, the last one again, or concealment."""

from collections.abc import Iterator

import numpy as np
from numpy.random import Generator as Rng

from audio import samples_of
from coded import sequence
from impairments import lose_packets
from in_spec import finished
from recording import Labelled, Press, Recording, all_digits

SHARES = [0.01, 0.02, 0.05, 0.1]
LENGTHS = [(60, 60), (100, 100), (160, 100)]
FILES = 15


def zeroed(past: np.ndarray, count: int, _: int) -> np.ndarray:
    return np.zeros(count)


def repeated(past: np.ndarray, count: int, _: int) -> np.ndarray:
    return past[-count:]


def concealed(past: np.ndarray, count: int, since: int) -> np.ndarray:
    """The last pitch period again and again, fading from 10 to 60 ms, as in G.711 Appendix I."""
    lags = range(samples_of(5), samples_of(15) + 1)
    window = samples_of(20)
    last = past[-window:]

    def likeness(lag: int) -> float:
        earlier = past[-window - lag : -lag]
        return float(last @ earlier / np.sqrt(earlier @ earlier + 1e-9))

    period = max(lags, key=likeness)
    wave = np.resize(past[-period:], count)
    course = (since + np.arange(count) - samples_of(10)) / samples_of(50)
    return wave * (1 - np.clip(course, 0, 1))


CONCEALMENTS = {"zeroed": zeroed, "repeated": repeated, "concealed": concealed}


def lose(samples: np.ndarray, packet_ms: float, share: float, kind: str, rng: Rng) -> np.ndarray:
    """Each packet is lost independently, so that two or three in a row are lost too."""
    packet = samples_of(packet_ms)
    lossy = samples.copy()
    lost = rng.random(len(samples) // packet) < share
    since = 0
    for index in range(2 * samples_of(20) // packet + 1, len(lost)):
        start = index * packet
        if not lost[index]:
            since = 0
            continue
        past = lossy[:start][-samples_of(40) :]
        lossy[start : start + packet] = CONCEALMENTS[kind](past, packet, since)
        since += packet
    return lossy


def row(
    rng: Rng, packet_ms: int, share: float, kind: str, tone: int, gap: int
) -> Iterator[Labelled]:
    size = "" if packet_ms == 20 else f" of {packet_ms} ms"
    name = f"{share:.0%} packets{size} {kind}, {tone} ms tones"
    for index in range(FILES):
        how = Press(tone, float(rng.uniform(-16, -6)), float(rng.uniform(-3, 2)))
        take = Recording(rng)
        take.dial(sequence(index, rng), how, gap)
        sound = lose(take.finish(), packet_ms, share, kind, rng)
        yield finished(name, take, sound, f"{how}, gap {gap}")


def packets(rng: Rng) -> Iterator[Labelled]:
    for kind in CONCEALMENTS:
        for share in SHARES:
            for tone, gap in LENGTHS:
                yield from row(rng, 20, share, kind, tone, gap)
    for kind in CONCEALMENTS:
        for packet_ms in (10, 30):
            yield from row(rng, packet_ms, 0.05, kind, 100, 100)


def packets_apart(rng: Rng) -> Iterator[Labelled]:
    """Never two within 40 ms, under even tones."""
    for kind, tone in [("zeroed", 160), ("repeated", 100), ("zeroed", 100), ("repeated", 60)]:
        for _ in range(FILES):
            take = Recording(rng)
            take.dial(all_digits(rng), Press(tone, -9), tone)
            sound = lose_packets(take.finish(), 0.05, kind == "repeated", rng)
            name = f"5% packets apart {kind}, {tone} ms tones"
            yield finished(name, take, sound, f"gap {tone}")


CATEGORIES = [packets, packets_apart]
