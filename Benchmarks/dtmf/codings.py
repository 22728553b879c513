"""Speech and music codecs by sox and ffmpeg: a recording there and back at 8 kHz, by file."""

import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from audio import RATE, read_wav, write_wav

FFMPEG = ["ffmpeg", "-nostdin", "-v", "error", "-y", "-i"]


@dataclass(frozen=True)
class Coding:
    """An encoder's options between the two files, and the file that it writes."""

    name: str
    suffix: str
    options: tuple[str, ...] = ()
    sox: bool = False

    def apply(self, samples: np.ndarray) -> np.ndarray:
        with tempfile.TemporaryDirectory() as folder:
            sent, coded, heard = (Path(folder, name) for name in ("a.wav", self.file, "b.wav"))
            write_wav(sent, samples)
            if self.sox:
                encode = ["sox", "-V1", str(sent), *self.options, str(coded)]
                decode = ["sox", "-V1", str(coded), "-r", str(RATE), "-b", "16", str(heard)]
            else:
                encode = [*FFMPEG, str(sent), *self.options, str(coded)]
                to_wav = ["-ar", str(RATE), "-ac", "1", "-c:a", "pcm_s16le", "-bitexact"]
                decode = [*FFMPEG, str(coded), *to_wav, str(heard)]
            for command in (encode, decode):
                subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
            return read_wav(heard).astype(float)

    @property
    def file(self) -> str:
        return f"coded.{self.suffix}"


@dataclass(frozen=True)
class Chain:
    """One encoder after the other, as between two mobile phones."""

    parts: tuple[Coding, ...]

    @property
    def name(self) -> str:
        return " → ".join(part.name for part in self.parts)

    def apply(self, samples: np.ndarray) -> np.ndarray:
        for part in self.parts:
            samples = part.apply(samples)
        return samples


def amr(rate: str, mode: int) -> Coding:
    return Coding(f"AMR {rate}", "amr-nb", ("-C", str(mode)), sox=True)


def opus(rate: int, application: str) -> Coding:
    options = ("-c:a", "libopus", "-b:a", f"{rate}k", "-application", application)
    return Coding(f"Opus {rate} {application}", "opus", options)


def by_ffmpeg(name: str, suffix: str, options: str) -> Coding:
    return Coding(name, suffix, tuple(options.split()))


GSM = Coding("GSM full rate", "gsm", sox=True)
CODINGS = [
    GSM, Chain((GSM, GSM)), Chain((amr("7.4", 4), amr("7.4", 4))), Chain((opus(12, "voip"), GSM)),
    amr("4.75", 0), amr("5.9", 2), amr("6.7", 3), amr("7.4", 4), amr("7.95", 5), amr("10.2", 6),
    amr("12.2", 7),
    opus(6, "voip"), opus(8, "voip"), opus(12, "voip"), opus(16, "voip"), opus(24, "voip"),
    opus(8, "audio"), opus(12, "audio"), opus(16, "audio"), opus(24, "audio"),
    by_ffmpeg("Opus 12 low delay", "opus", "-c:a libopus -b:a 12k -application lowdelay"),
    by_ffmpeg("Speex 8", "spx", "-c:a libspeex -b:a 8k"),
    by_ffmpeg("Speex 15", "spx", "-c:a libspeex -b:a 15k"),
    by_ffmpeg("G.723.1", "wav", "-c:a g723_1 -b:a 6300"),
    by_ffmpeg("G.726 16", "wav", "-c:a g726 -b:a 16k"),
    by_ffmpeg("G.726 24", "wav", "-c:a g726 -b:a 24k"),
    by_ffmpeg("G.726 32", "wav", "-c:a g726 -b:a 32k"),
    by_ffmpeg("G.722", "wav", "-ar 16000 -c:a g722"),
    by_ffmpeg("IMA ADPCM", "wav", "-c:a adpcm_ima_wav"),
    by_ffmpeg("MS ADPCM", "wav", "-c:a adpcm_ms"),
    Coding("OKI ADPCM", "vox", ("-r", "8000"), sox=True),
    by_ffmpeg("MP3 16", "mp3", "-ar 16000 -c:a libmp3lame -b:a 16k"),
    by_ffmpeg("MP3 8", "mp3", "-c:a libmp3lame -b:a 8k"),
    by_ffmpeg("MP3 32", "mp3", "-ar 44100 -c:a libmp3lame -b:a 32k"),
    by_ffmpeg("AAC 16", "m4a", "-ar 16000 -c:a aac -b:a 16k"),
    by_ffmpeg("Vorbis 24", "ogg", "-ar 16000 -c:a libvorbis -b:a 24k"),
]  # fmt: skip
