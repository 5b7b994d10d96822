"""What is put away is gone from the disk, and what is kept is on it."""

import dataclasses
from pathlib import Path

from sqlalchemy import text

from petitiondesk.storage.database import connect
from petitiondesk.storage.drafts import DraftsFile
from tests.storage.acts import draft

WORDS = "只对接待员说过的话"


def test_words_of_a_draft_that_was_dropped_are_in_no_file(tmp_path: Path) -> None:
    """Personal data that have served their purpose are deleted (个人信息保护法 Art. 47)."""
    kept = dataclasses.replace(draft(1), fields={"registration.grounds": WORDS})
    file = DraftsFile(tmp_path / "drafts.db")
    file.keep(kept)
    file.keep(draft(2))
    assert _holds(tmp_path, WORDS)
    file.drop(kept.id)
    file.close()
    assert not _holds(tmp_path, WORDS)
    assert _holds(tmp_path, draft(2).id)


def _holds(folder: Path, words: str) -> bool:
    escaped = words.encode("unicode_escape")
    return any(words.encode() in content or escaped in content for content in map(Path.read_bytes, folder.iterdir()))


def test_an_acknowledged_commit_is_past_the_cache_of_the_disk(office_file: Path) -> None:
    """On macOS an ordinary sync leaves data in the disk's own cache; elsewhere the setting changes nothing."""
    database = connect(office_file)
    with database.read() as session:
        assert session.scalar(text("PRAGMA fullfsync")) == 1
    database.close()
