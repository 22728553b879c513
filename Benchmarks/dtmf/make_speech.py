#!/usr/bin/env python3
"""Synthetic speech without digits: what a detector hears there is a false hit.

Each file is one voice of espeak-ng at one pitch, speed, bandwidth and level, at 8 kHz.
The same seed gives the same texts, voices and levels.
"""

import argparse
import csv
import random
import subprocess
from pathlib import Path

import numpy as np
from scipy import signal

from audio import RATE, dbm0_to_rms, write_wav
from phrases import paragraph

VOICES = [("fa", "fa"), ("en-us", "en"), ("en-gb", "en"), ("cmn-latn-pinyin", "cmn"), ("de", "de")]
MALE = ["m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8", "klatt2", "klatt4"]
FEMALE = ["f1", "f2", "f3", "f4", "f5"]
# Voices that sound unlike people, with strong steady partials: a harder test than speech.
ODD_MALE = ["Michael", "pablo", "Demonic", "robosoft", "croak"]
ODD_FEMALE = ["Alicia", "Annie", "belinda", "linda", "steph"]
# From as it comes to a narrow line; None is the whole band.
BANDS = [None, (50, 3400), (200, 3500), (300, 3400), (300, 3700)]


def speak(text: str, voice: str, pitch: int, speed: int) -> np.ndarray:
    command = ["espeak-ng", "-v", voice, "-p", str(pitch), "-s", str(speed), "--stdout"]
    sound = subprocess.run(command, input=text.encode(), capture_output=True, check=True).stdout
    return np.frombuffer(sound[44:], dtype="<i2").astype(np.float64)


def to_telephone(samples: np.ndarray, band: tuple[int, int] | None, level: float) -> np.ndarray:
    """8 kHz, band-limited, with the loud half of its 20 ms frames at `level` dBm0 on average."""
    narrow = signal.resample_poly(samples, 160, 441)
    if band:
        narrow = signal.sosfilt(signal.butter(4, band, "bandpass", fs=RATE, output="sos"), narrow)
    power = np.square(narrow[: len(narrow) // 160 * 160]).reshape(-1, 160).mean(axis=1)
    active = np.sqrt(power[power >= np.median(power)].mean())
    return narrow * dbm0_to_rms(level) / active


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--hours", type=float, default=12)
    parser.add_argument("--odd", action="store_true", help="odd voices instead of ordinary ones")
    arguments = parser.parse_args()
    men, women = (ODD_MALE, ODD_FEMALE) if arguments.odd else (MALE, FEMALE)
    arguments.out.mkdir(parents=True, exist_ok=True)

    seconds = 0.0
    with open(arguments.out / "speech.csv", "w", newline="") as file:
        table = csv.writer(file)
        table.writerow(["path", "seconds", "speed", "band_hz", "level_dbm0"])
        number = 0
        while seconds < arguments.hours * 3600:
            rng = random.Random(f"{arguments.seed}/{number}")
            voice, language = VOICES[number % len(VOICES)]
            female = number // len(VOICES) % 2 == 1
            variant = rng.choice(women if female else men)
            pitch = rng.randint(35, 99) if female else rng.randint(10, 70)
            speed = rng.randint(110, 240)
            band = rng.choice(BANDS)
            level = round(rng.uniform(-30, -8), 1)
            text = paragraph(language, 110, rng)
            spoken = speak(text, f"{voice}+{variant}", pitch, speed)
            samples = to_telephone(spoken, band, level)
            name = f"{number:04}-{voice}-{variant}-{pitch}.wav"
            write_wav(arguments.out / name, samples)
            seconds += len(samples) / RATE
            row = [name, f"{len(samples) / RATE:.2f}", speed, band, level]
            table.writerow(row)
            file.flush()
            number += 1
    print(f"{number} files, {seconds / 3600:.2f} h")


if __name__ == "__main__":
    main()
