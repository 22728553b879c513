"""What became of each digit sent: heard once, missed, heard twice, or taken for another."""

from dataclasses import dataclass

DOUBLED, OTHER = 0.9, 1.0


@dataclass(frozen=True)
class Faults:
    """Counts; doubled are the repeats of a neighbour, wrong are other digits and extra ones."""

    missed: int = 0
    doubled: int = 0
    wrong: int = 0

    def __add__(self, other: "Faults") -> "Faults":
        return Faults(
            self.missed + other.missed, self.doubled + other.doubled, self.wrong + other.wrong
        )

    @property
    def total(self) -> int:
        return self.missed + self.doubled + self.wrong


def faults(sent: str, heard: str) -> Faults:
    """The cheapest way from what was sent to what was heard, by dynamic programming."""
    best = [[(0.0, Faults())] * (len(heard) + 1) for _ in range(len(sent) + 1)]
    for i in range(len(sent) + 1):
        for j in range(len(heard) + 1):
            ways = []
            if i and j:
                cost, so_far = best[i - 1][j - 1]
                same = sent[i - 1] == heard[j - 1]
                ways.append((cost + (not same), so_far + Faults(wrong=int(not same))))
            if i:
                cost, so_far = best[i - 1][j]
                ways.append((cost + OTHER, so_far + Faults(missed=1)))
            if j:
                cost, so_far = best[i][j - 1]
                again = heard[j - 1] in (sent[max(i - 1, 0) : i + 1])
                extra = Faults(doubled=1) if again else Faults(wrong=1)
                ways.append((cost + (DOUBLED if again else OTHER), so_far + extra))
            if ways:
                best[i][j] = min(ways, key=lambda way: way[0])
    return best[-1][-1][1]
