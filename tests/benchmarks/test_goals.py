"""The goals of speed, each judged by figures measured now."""

import pytest

from tests.benchmarks.jobs import JOBS, measured


@pytest.mark.timeout(600)
@pytest.mark.parametrize("job", JOBS)
def test_goal(job: str) -> None:
    missed = [row.as_dict() for row in measured(job) if not row.met]
    assert not missed
