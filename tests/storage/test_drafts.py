"""What was typed is still there, whatever happens."""

import dataclasses
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from petitiondesk.storage.database import connect
from petitiondesk.storage.drafts import DraftsFile
from petitiondesk.storage.errors import DiskFull
from petitiondesk.storage.models import Draft
from tests.conftest import NOW
from tests.storage.acts import DRAFT
from tests.storage.children import started

any_text = st.text(st.characters())  # lone surrogates and NUL among them
instants = st.datetimes(
    datetime(2000, 1, 1),  # noqa: DTZ001 - given their zone below
    datetime(2100, 1, 1),  # noqa: DTZ001
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=8))]),
)
any_draft = st.builds(
    Draft,
    id=st.uuids().map(str),
    form=st.sampled_from(["visit", "letter"]),
    started_at=instants,
    changed_at=instants,
    fields=st.dictionaries(any_text, any_text, max_size=5),
    opened=st.dictionaries(any_text, any_text, max_size=5),
    handed_back=st.dictionaries(any_text, any_text, max_size=5),
    taken_over=st.dictionaries(any_text, any_text, max_size=5),
    parked=st.booleans(),
    format=st.integers(1, 9),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "office.drafts"


@pytest.fixture
def drafts(path: Path) -> Iterator[DraftsFile]:
    opened = DraftsFile(path)
    yield opened
    opened.close()


def _reopened(path: Path) -> list[Draft]:
    drafts = DraftsFile(path)
    try:
        return drafts.all()
    finally:
        drafts.close()


def test_new_file_has_no_drafts(drafts: DraftsFile) -> None:
    assert (drafts.all(), drafts.take_messages()) == ([], [])


def test_any_draft_comes_back_as_it_was(tmp_path_factory: pytest.TempPathFactory) -> None:
    drafts = DraftsFile(tmp_path_factory.mktemp("drafts") / "office.drafts")

    @settings(max_examples=60)
    @given(any_draft)
    def kept(draft: Draft) -> None:
        drafts.keep(draft)
        assert drafts.all() == [draft]
        drafts.drop(draft.id)

    kept()
    drafts.close()


def test_a_megabyte_pasted(drafts: DraftsFile, path: Path) -> None:
    draft = dataclasses.replace(DRAFT, fields={"registration.facts": "水渠\u202e\0" * 250_000})
    drafts.keep(draft)
    assert _reopened(path) == [draft]


def test_kept_again_replaces_and_dropped_is_gone(drafts: DraftsFile, path: Path) -> None:
    later = dataclasses.replace(DRAFT, changed_at=NOW + timedelta(seconds=1), parked=True)
    drafts.keep(DRAFT)
    drafts.keep(later)
    assert _reopened(path) == [later]
    drafts.drop(DRAFT.id)
    drafts.drop("never kept")
    assert _reopened(path) == []


def test_what_can_not_be_kept_is_told_and_what_was_kept_stays(drafts: DraftsFile) -> None:
    drafts.keep(DRAFT)
    with drafts._database.read() as session:
        session.execute(text("PRAGMA max_page_count = 1"))
    with pytest.raises(DiskFull):
        drafts.keep(dataclasses.replace(DRAFT, fields={"registration.facts": "水渠" * 20_000}))
    assert drafts.all() == [DRAFT]


def test_oldest_first(drafts: DraftsFile) -> None:
    in_china = timezone(timedelta(hours=8))
    begun = {"b": NOW, "c": NOW + timedelta(hours=1), "a": (NOW - timedelta(hours=1)).astimezone(in_china)}
    for draft_id, started_at in begun.items():
        drafts.keep(dataclasses.replace(DRAFT, id=draft_id, started_at=started_at))
    assert [draft.id for draft in drafts.all()] == ["a", "b", "c"]


def test_dropped_words_are_not_in_the_file(path: Path) -> None:
    drafts = DraftsFile(path)
    drafts.keep(dataclasses.replace(DRAFT, fields={"registration.facts": "secret words" * 1_000}))
    drafts.drop(DRAFT.id)
    drafts.close()
    assert b"secret words" not in path.read_bytes()
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_two_programs_with_one_file(drafts: DraftsFile, path: Path) -> None:
    other = DraftsFile(path)
    other.keep(dataclasses.replace(DRAFT, id="other"))
    drafts.keep(DRAFT)
    assert {draft.id for draft in drafts.all()} == {draft.id for draft in other.all()} == {DRAFT.id, "other"}
    other.close()


def test_two_programs_begin_and_keep_at_once(path: Path) -> None:
    children = [started("keep", path) for _ in range(2)]
    for child in children:
        assert child.stdout is not None
        assert [child.stdout.readline() for _ in range(20)] == [f"{times}\n" for times in range(1, 21)]
    for child in children:
        child.kill()
        child.communicate()
    assert [draft.id for draft in _reopened(path)] == [DRAFT.id]


def test_kept_draft_survives_a_kill(path: Path) -> None:
    with started("keep", path) as child:
        assert child.stdout is not None
        told = int([child.stdout.readline() for _ in range(5)][-1])
        child.kill()
        told = int(([str(told), *[line for line in child.stdout if line.endswith("\n")]])[-1])
    (draft,) = _reopened(path)
    assert int(draft.fields["registration.matter"]) in (told, told + 1)
    assert draft.fields["petitioner.name"] == DRAFT.fields["petitioner.name"]


@pytest.mark.parametrize("damage", ["not a database", "half a file", "another program's", "of a newer program"])
def test_file_that_cannot_be_read_is_set_aside(path: Path, damage: str) -> None:
    before = _damage(path, damage)
    drafts = DraftsFile(path)
    aside = path.with_name("office.drafts.unreadable-1")
    (message,) = drafts.take_messages()
    assert message.values == {"place": str(path), "aside": str(aside)}
    assert aside.read_bytes()[100:] == before[100:]
    drafts.keep(DRAFT)
    assert drafts.all() == [DRAFT]
    drafts.close()
    _damage(path, damage)
    DraftsFile(path).close()
    assert path.with_name("office.drafts.unreadable-2").exists()
    assert aside.read_bytes()[100:] == before[100:]


def _damage(path: Path, damage: str) -> bytes:
    if damage == "not a database":
        path.write_bytes(b"typed so far " * 1_000)
    elif damage == "half a file":
        drafts = DraftsFile(path)
        drafts.keep(dataclasses.replace(DRAFT, fields={"registration.facts": "水渠" * 20_000}))
        drafts.close()
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    else:
        path.unlink(missing_ok=True)
        database = connect(path)
        with database.write() as session:
            statement = "CREATE TABLE song (name)" if damage == "another program's" else "PRAGMA user_version = 99"
            session.connection().exec_driver_sql(statement)
        database.close()
    return path.read_bytes()


def test_damage_met_while_typing_loses_nothing_typed(path: Path) -> None:
    drafts = DraftsFile(path)
    drafts.keep(dataclasses.replace(DRAFT, id="other", fields={"registration.facts": "水渠" * 20_000}))
    drafts.close()
    drafts = DraftsFile(path)
    other = DraftsFile(path)
    other.keep(dataclasses.replace(DRAFT, id="other"))  # so that nothing is answered from the first one's memory
    for file in (path, path.with_name(f"{path.name}-wal")):
        with file.open("rb+") as opened:
            opened.write(b"\xff" * file.stat().st_size)
    drafts.keep(DRAFT)
    assert path.with_name("office.drafts.unreadable-1-wal").exists(), "what was typed last stands there"
    other.close()
    assert drafts.all() == [DRAFT]
    assert len(drafts.take_messages()) == 1
    drafts.close()


SOUND = {
    "form": "visit",
    "started_at": NOW.isoformat(),
    "changed_at": NOW.isoformat(),
    "fields": {"petitioner.name": "李明"},
    "parked": False,
    "format": 1,
}


@pytest.mark.parametrize(
    "content",
    [
        "{",
        "null",
        "[]",
        "7",
        "[" * 200_000,
        json.dumps({**SOUND, "fields": {"petitioner.name": 7}}),
        json.dumps({**SOUND, "fields": {"petitioner.name": None}}),
        json.dumps({**SOUND, "fields": {"petitioner.name": ["李明"]}}),
        json.dumps({**SOUND, "fields": ["petitioner.name"]}),
        json.dumps({**SOUND, "fields": None}),
        json.dumps({**SOUND, "form": 7}),
        json.dumps({**SOUND, "started_at": "2026-11-23T09:30:00"}),
        json.dumps({**SOUND, "changed_at": "yesterday"}),
    ],
    ids=lambda content: content[:60],
)
def test_draft_that_cannot_be_understood_stays_and_is_told(path: Path, content: str) -> None:
    drafts = DraftsFile(path)
    drafts.keep(DRAFT)
    drafts.keep(dataclasses.replace(DRAFT, id="spoilt"))
    drafts.close()
    database = connect(path)
    with database.write() as session:
        session.execute(text("UPDATE draft SET content = :content WHERE id = 'spoilt'"), {"content": content})
    database.close()
    drafts = DraftsFile(path)
    assert drafts.all() == [DRAFT]
    assert len(drafts.take_messages()) == 1
    assert drafts.all() == [DRAFT]
    assert drafts.take_messages() == [], "told once, however often the list is read"
    drafts.close()
    database = connect(path)
    with database.read() as session:
        assert session.scalar(text("SELECT content FROM draft WHERE id = 'spoilt'")) == content
    database.close()


def test_draft_of_before_corrections_knew_what_they_began_with_comes_back(path: Path) -> None:
    DraftsFile(path).close()
    database = connect(path)
    with database.write() as session:
        session.execute(text("INSERT INTO draft VALUES ('old', :content)"), {"content": json.dumps(SOUND)})
    database.close()
    [draft] = _reopened(path)
    assert (draft.fields, draft.opened) == (SOUND["fields"], {})
