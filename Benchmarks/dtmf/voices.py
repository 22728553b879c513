"""The voices of espeak-ng that speak the corpora, in sets that share no voice."""

import random
import subprocess
from dataclasses import dataclass
from functools import cache

import numpy as np

from phrases import paragraph

ORDINARY = [
    ("fa", "fa"),
    ("en-us", "en"),
    ("en-gb", "en"),
    ("cmn-latn-pinyin", "cmn"),
    ("de", "de"),
]
MALE = ["m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8", "klatt2", "klatt4"]
FEMALE = ["f1", "f2", "f3", "f4", "f5"]
# Voices that sound unlike people, with strong steady partials: a harder test than speech.
ODD_MALE = ["Michael", "pablo", "Demonic", "robosoft", "croak"]
ODD_FEMALE = ["Alicia", "Annie", "belinda", "linda", "steph"]

# The other set: more languages, each by its own voice and by variants of the set's own.
OTHER = [
    ("fa", "fa"), ("en-us", "en"), ("cmn-latn-pinyin", "cmn"), ("de", "de"), ("fr-fr", "fr"),
    ("tr", "tr"), ("ar", "ar"), ("hi", "hi"), ("es", "es"), ("ru", "ru"), ("it", "it"),
    ("pt-br", "pt"), ("sw", "sw"), ("en-gb-scotland", "en"), ("en-029", "en"), ("es-419", "es"),
    ("fr-be", "fr"), ("en-us-nyc", "en"), ("en-gb-x-rp", "en"),
]  # fmt: skip
OTHER_MALE = [
    "", "", "", "adam", "Alex", "Andy", "antonio", "benjamin", "boris", "caleb", "david", "Denis",
    "Diogo", "ed", "edward", "Gene", "gustave", "Henrique", "Hugo", "iven", "Jacky", "john", "lee",
    "marcelo", "Marco", "Mario", "max", "michel", "miguel", "Mike", "Mr", "Nguyen", "paul", "pedro",
    "quincy", "rob", "robert", "Storm", "travis", "victor", "zac", "grandpa", "klatt", "klatt3",
    "sandro", "norbert",
]  # fmt: skip
OTHER_FEMALE = ["", "Andrea", "aunty", "anika", "grandma", "steph2", "steph3", "shelby"]

# A third set, held back from tuning: languages and variants that the others have not.
FURTHER = [
    ("nl", "nl"), ("sv", "sv"), ("pl", "pl"), ("el", "el"), ("ro", "ro"), ("fi", "fi"),
    ("cs", "cs"), ("uk", "uk"), ("id", "id"), ("vi", "vi"), ("da", "da"), ("hu", "hu"),
    ("ur", "ur"), ("bn", "bn"), ("ta", "ta"), ("ko", "ko"), ("ka", "ka"), ("az", "az"),
    ("en-gb-x-gbclan", "en"), ("en-gb-x-gbcwmd", "en"), ("pt", "pt"), ("fr-ch", "fr"),
    ("et", "et"), ("bg", "bg"), ("ku", "ku"), ("sr", "sr"),
]  # fmt: skip
FURTHER_MALE = [
    "", "", "", "announcer", "Gene2", "iven2", "iven3", "iven4", "kaukovalta", "klatt5", "klatt6",
    "RicishayMax", "RicishayMax2", "RicishayMax3", "serious", "edward2", "Lee", "fast",
]  # fmt: skip
FURTHER_FEMALE = ["", "", "anikaRobot", "f1", "f3", "f5"]


@dataclass(frozen=True)
class Set:
    languages: list[tuple[str, str]]
    male: list[str]
    female: list[str]


SETS = {
    "ordinary": Set(ORDINARY, MALE, FEMALE),
    "odd": Set(ORDINARY, ODD_MALE, ODD_FEMALE),
    "other": Set(OTHER, OTHER_MALE, OTHER_FEMALE),
    "further": Set(FURTHER, FURTHER_MALE, FURTHER_FEMALE),
}


@dataclass(frozen=True)
class Speaker:
    """One of a set's voices at one pitch and speed; the number goes round languages and sexes."""

    voice: str
    language: str
    variant: str
    pitch: int
    speed: int

    @classmethod
    def drawn(cls, voices: Set, number: int, rng: random.Random) -> "Speaker":
        voice, language = voices.languages[number % len(voices.languages)]
        female = number // len(voices.languages) % 2 == 1
        variant = rng.choice(voices.female if female else voices.male)
        pitch = rng.randint(35, 99) if female else rng.randint(10, 70)
        return cls(voice, language, variant, pitch, rng.randint(110, 240))

    @property
    def name(self) -> str:
        return f"{self.voice}-{self.variant or 'plain'}-{self.pitch}"

    def say(self, text: str) -> np.ndarray:
        """At 22 050 Hz."""
        voice = f"{self.voice}+{self.variant}" if self.variant else self.voice
        options = ["-v", voice, "-p", str(self.pitch), "-s", str(self.speed), "--stdout"]
        run = subprocess.run(
            ["espeak-ng", *options], input=text.encode(), capture_output=True, check=True
        )
        whole = len(run.stdout) // 2 * 2
        return np.frombuffer(run.stdout[44:whole], dtype="<i2").astype(np.float64)


@cache
def stock(seed: int, count: int) -> list[np.ndarray]:
    """A paragraph by each of so many of the other voices."""
    spoken = []
    for number in range(count):
        rng = random.Random(f"stock/{seed}/{number}")
        speaker = Speaker.drawn(SETS["other"], number, rng)
        spoken.append(speaker.say(paragraph(speaker.language, 60, rng)))
    return spoken
