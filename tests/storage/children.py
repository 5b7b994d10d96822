"""Programs that tests run beside themselves, to race them or to kill them.

``python -m tests.storage.children act LOCATION DRAFTS NAME FIRST COUNT`` keeps a draft and does an act with it, COUNT
times from the FIRST draft on, and prints each draft with the number given out;
``python -m tests.storage.children keep FILE`` keeps a draft again and again and prints how often.
"""

import dataclasses
import subprocess
import sys
from pathlib import Path

from petitiondesk.office.desk import Desk
from petitiondesk.storage.database import connect
from petitiondesk.storage.drafts import DraftsFile
from tests.storage.acts import ACTS, DRAFT, RECEPTIONIST, draft


def started(*arguments: object) -> "subprocess.Popen[str]":
    """One of them, running; its printed lines are at ``stdout``."""
    command = [sys.executable, "-m", "tests.storage.children", *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2])


def _act(location: str, drafts: str, name: str, first: str, count: str) -> None:
    database = connect(location if location.startswith("postgresql") else Path(location))
    desk = Desk(database, DraftsFile(Path(drafts)), RECEPTIONIST)
    for n in range(int(first), int(first) + int(count)):
        desk.drafts.keep(draft(n))
        print(n, ACTS[name].do(desk, draft(n)), flush=True)
    desk.close()


def _keep(path: str) -> None:
    drafts = DraftsFile(Path(path))
    for times in range(1, 10_000):
        drafts.keep(dataclasses.replace(DRAFT, fields={**DRAFT.fields, "registration.matter": str(times)}))
        print(times, flush=True)


if __name__ == "__main__":
    {"act": _act, "keep": _keep}[sys.argv[1]](*sys.argv[2:])
