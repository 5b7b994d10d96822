"""``python -m tests.benchmarks [--json] [JOB ...]``: every figure beside its baseline, measured now."""

import argparse
import json

from tests.benchmarks.jobs import JOBS, SIZED, measured


def main() -> None:
    """Measure what is asked, print it, fail by nothing: goals are judged by test_goals."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("jobs", nargs="*", metavar="JOB", help=f"of {', '.join(JOBS)}; all when none is named")
    parser.add_argument("--json", action="store_true", help="one document instead of a table")
    sized = f"another size of the office for {', '.join(sorted(SIZED))}: quicker, and no goal is judged by it"
    parser.add_argument("--registrations", type=int, metavar="N", help=sized)
    options = parser.parse_args()
    unknown = set(options.jobs) - set(JOBS)
    if unknown:
        parser.error(f"no such job: {', '.join(sorted(unknown))}")
    rows = [row for job in options.jobs or JOBS for row in measured(job, options.registrations)]
    if options.json:
        print(json.dumps([row.as_dict() for row in rows], ensure_ascii=False, indent=2))
        return
    for row in rows:
        print(row.job)
        runs = f"{len(row.times.milliseconds)} runs after {row.warm_up} to warm up"
        print(f"    median {row.times.middle:.2f} ms, p95 {row.times.p95:.2f} ms, {runs}")
        print(f"    baseline {row.baseline_times.middle:.3f} ms, p95 {row.baseline_times.p95:.3f} ms: {row.baseline}")
        print(f"    {row.ratio:.2f}x, p95 {row.p95_ratio:.2f}x; goal {row.goal}: {'met' if row.met else 'MISSED'}")


if __name__ == "__main__":
    main()
