"""What the README states, for the tests that hold it to that."""

import re
from pathlib import Path

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")


def keys_stated(visit: str) -> int:
    """The keys that the README's table gives for the one kind of visit whose words hold ``visit``."""
    [keys] = re.findall(rf"^\| [^|\n]*{re.escape(visit)}[^|\n]* \| (\d+) \|$", README, re.MULTILINE)
    return int(keys)


def command(heading: str) -> str:
    """The first line of the first block of commands under a heading."""
    _before, _heading, section = README.partition(f"\n## {heading}\n")
    found = re.search(r"^```sh\n(.+)$", section.partition("\n## ")[0], re.MULTILINE)
    assert found, f"no command stands under {heading}"
    return found.group(1)
