#!/usr/bin/env python3
"""Speech without digits, and music: what a detector hears there is a false hit.

Each file is one voice of espeak-ng at one pitch, speed, bandwidth and level, at 8 kHz. With the
other voices, every fourth file is something else: babble, shifted voices, speech in noise, music;
with the further ones, every third is speech whose level steps.
The same seed gives the same texts, voices and levels.
"""

import argparse
import csv
import random
from pathlib import Path

import numpy as np

from audio import RATE, dbm0_to_rms, pink_noise, write_wav
from line import active_rms, to_telephone
from music import melody
from phrases import paragraph
from voices import SETS, Speaker

# From as it comes to a narrow line; None is the whole band.
BANDS = [None, (50, 3400), (200, 3500), (300, 3400), (300, 3700)]
WIDE_RATE = 22_050
OTHER_KINDS = ["babble", "shifted", "noisy", "music"]


def babble(number: int, rng: random.Random) -> np.ndarray:
    """Two to five voices at once."""
    voices = []
    for part in range(rng.randint(2, 5)):
        speaker = Speaker.drawn(SETS["other"], number + 7 * part, rng)
        voices.append(speaker.say(paragraph(speaker.language, 90, rng)))
    shortest = min(map(len, voices))
    return sum(voice[:shortest] / active_rms(voice) for voice in voices)


def shifted(spoken: np.ndarray, rng: random.Random) -> np.ndarray:
    """Pitch, formants and speed together up or down by a quarter at most."""
    places = np.arange(0, len(spoken) - 1, rng.uniform(0.78, 1.28))
    return np.interp(places, np.arange(len(spoken)), spoken)


def uneven(count: int, rng: random.Random) -> np.ndarray:
    """The gain of a level that steps by up to 12 dB every 0.05 to 1 s, each step within 2 ms."""
    gain, at = np.empty(count), 0
    while at < count:
        length = int(WIDE_RATE * rng.uniform(0.05, 1))
        gain[at : at + length] = 10 ** (rng.uniform(-12, 0) / 20)
        at += length
    ramp = WIDE_RATE // 500
    return np.convolve(gain, np.ones(ramp) / ramp, "same")


def other_sound(kind: str, spoken: np.ndarray, number: int, rng: random.Random) -> np.ndarray:
    """At 22 050 Hz, except that music is at 8 kHz."""
    noise = np.random.default_rng(rng.randrange(1 << 30))
    match kind:
        case "babble":
            return babble(number, rng)
        case "shifted":
            return shifted(spoken, rng)
        case "noisy":
            below = 10 ** (-rng.uniform(5, 25) / 20)
            return spoken + active_rms(spoken) * below * pink_noise(len(spoken), noise)
        case _:
            return melody(60 * RATE, noise)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--hours", type=float, default=12)
    parser.add_argument("--voices", choices=list(SETS), default="ordinary")
    arguments = parser.parse_args()
    voices = SETS[arguments.voices]
    arguments.out.mkdir(parents=True, exist_ok=True)

    seconds = 0.0
    with open(arguments.out / "speech.csv", "w", newline="") as file:
        table = csv.writer(file)
        table.writerow(["path", "seconds", "kind", "speed", "band_hz", "level_dbm0"])
        number = 0
        while seconds < arguments.hours * 3600:
            rng = random.Random(f"{arguments.seed}/{number}")
            speaker = Speaker.drawn(voices, number, rng)
            band = rng.choice(BANDS)
            level = round(rng.uniform(-30, -8), 1)
            spoken = speaker.say(paragraph(speaker.language, 110, rng))
            kind, name = "speech", speaker.name
            if arguments.voices == "other" and number % 4 == 3:
                kind = name = OTHER_KINDS[number // 4 % len(OTHER_KINDS)]
                spoken = other_sound(kind, spoken, number, rng)
            if arguments.voices == "further" and number % 3 == 2:
                kind, spoken = "uneven", spoken * uneven(len(spoken), rng)
            if kind == "music":
                samples = spoken * dbm0_to_rms(level)
            else:
                samples = to_telephone(spoken, band, level)
            name = f"{number:04}-{name}.wav"
            write_wav(arguments.out / name, samples)
            seconds += len(samples) / RATE
            row = [name, f"{len(samples) / RATE:.2f}", kind, speaker.speed, band, level]
            table.writerow(row)
            file.flush()
            number += 1
    print(f"{number} files, {seconds / 3600:.2f} h")


if __name__ == "__main__":
    main()
