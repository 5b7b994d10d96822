"""Programs that tests run beside themselves, to race them or to kill them.

``python -m tests.storage.children act LOCATION NAME COUNT`` does an act COUNT times and prints each number given out;
``python -m tests.storage.children keep FILE`` keeps a draft again and again and prints how often.
"""

import dataclasses
import subprocess
import sys
from pathlib import Path

from petitiondesk.storage.database import connect
from petitiondesk.storage.drafts import DraftsFile
from tests.storage.acts import ACTS, DRAFT


def started(*arguments: object) -> "subprocess.Popen[str]":
    """One of them, running; its printed lines are at ``stdout``."""
    command = [sys.executable, "-m", "tests.storage.children", *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2])


def _act(location: str, name: str, count: str) -> None:
    database = connect(location if location.startswith("postgresql") else Path(location))
    for n in range(1, int(count) + 1):
        print(ACTS[name].do(database, n), flush=True)
    database.close()


def _keep(path: str) -> None:
    drafts = DraftsFile(Path(path))
    for times in range(1, 10_000):
        drafts.keep(dataclasses.replace(DRAFT, fields=DRAFT.fields | {"registration.matter": str(times)}))
        print(times, flush=True)


if __name__ == "__main__":
    {"act": _act, "keep": _keep}[sys.argv[1]](*sys.argv[2:])
