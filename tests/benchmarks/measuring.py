"""Times of a job and of its baseline, taken in turn in the same run, and what they come to."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median, quantiles
from time import perf_counter

WARM_UP = 5

Step = Callable[[int], object]
"""One go of a job; it is told which, so that no two are the same."""


@dataclass(frozen=True)
class Times:
    """Milliseconds of many goes."""

    milliseconds: tuple[float, ...]

    @property
    def middle(self) -> float:
        """Half the goes took no longer."""
        return median(self.milliseconds)

    @property
    def p95(self) -> float:
        """Nineteen of twenty goes took no longer."""
        return quantiles(self.milliseconds, n=20, method="inclusive")[-1]


@dataclass(frozen=True)
class Row:
    """One line of the table. A goal is None where quality asks for no such thing."""

    job: str
    baseline: str
    times: Times
    baseline_times: Times
    most_ratio: float | None = None
    """How many times the baseline's median the job's median may take."""
    most_p95_ratio: float | None = None
    """How many times the baseline's p95 the job's p95 may take."""
    most_p95: float | None = None
    """How many milliseconds nineteen of twenty goes may take."""
    warm_up: int = WARM_UP
    """Goes before the first one that counts."""

    @property
    def ratio(self) -> float:
        """Median of the job by median of the baseline."""
        return self.times.middle / self.baseline_times.middle

    @property
    def p95_ratio(self) -> float:
        """p95 of the job by p95 of the baseline."""
        return self.times.p95 / self.baseline_times.p95

    @property
    def goal(self) -> str:
        """What is asked, in words."""
        asked = []
        if self.most_ratio is not None:
            asked.append(f"at most {self.most_ratio:g}x")
        if self.most_p95_ratio is not None:
            asked.append(f"p95 at most {self.most_p95_ratio:g}x")
        if self.most_p95 is not None:
            asked.append(f"p95 at most {self.most_p95:g} ms")
        return ", ".join(asked)

    @property
    def met(self) -> bool:
        """Whether every goal of the row was reached in this run."""
        judged = (
            (self.ratio, self.most_ratio),
            (self.p95_ratio, self.most_p95_ratio),
            (self.times.p95, self.most_p95),
        )
        return all(most is None or figure <= most for figure, most in judged)

    def as_dict(self) -> dict[str, object]:
        """The row for a machine to read."""
        return {
            "job": self.job,
            "baseline": self.baseline,
            "runs": len(self.times.milliseconds),
            "warm_up": self.warm_up,
            "median_ms": round(self.times.middle, 4),
            "p95_ms": round(self.times.p95, 4),
            "baseline_median_ms": round(self.baseline_times.middle, 4),
            "baseline_p95_ms": round(self.baseline_times.p95, 4),
            "ratio": round(self.ratio, 3),
            "p95_ratio": round(self.p95_ratio, 3),
            "goal": self.goal,
            "met": self.met,
        }


def in_turn(job: Step, baseline: Step, runs: int) -> tuple[Times, Times]:
    """Do both ``runs`` times in turn, after WARM_UP goes that don't count: whatever disturbs one disturbs the other."""
    taken: tuple[list[float], list[float]] = [], []
    for go in range(WARM_UP + runs):
        for step, times in zip((job, baseline), taken, strict=True):
            began = perf_counter()
            step(go)
            times.append(1000 * (perf_counter() - began))
    return Times(tuple(taken[0][WARM_UP:])), Times(tuple(taken[1][WARM_UP:]))
