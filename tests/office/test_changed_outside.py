"""What another program did to the history, or to what guards it, is told at the next opening; nothing is refused."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from petitiondesk.office import opening
from petitiondesk.office.opening import Opened
from petitiondesk.rules.acts import Act
from petitiondesk.storage import history, protection
from petitiondesk.storage.database import Database
from petitiondesk.words import sentence


@pytest.fixture
def tampered(founded_database: Database, tmp_path: Path, now: datetime) -> Callable[..., Opened]:
    """Opens an office again in which another program was at work in the meantime."""

    drafts = tmp_path / "drafts.db"

    def tampered(*statements: str) -> Opened:
        with founded_database.write() as session:
            for statement in statements:
                session.execute(text(statement))
        return opening.open_office(founded_database.location, drafts, now)

    return tampered


def without_guards(dialect: str) -> list[str]:
    if dialect == "sqlite":
        return [f"DROP TRIGGER {name}" for name in protection.GUARDS[dialect]]
    return [f"ALTER TABLE {table} DISABLE TRIGGER USER" for table in ("event", "event_payload")]


def told(opened: Opened) -> list[str]:
    opened.desk.close()
    return [sentence(message, "en") for message in opened.changed_outside]


@pytest.mark.both_databases
def test_of_an_office_that_nobody_touched_nothing_is_told(tampered: Callable[..., Opened]) -> None:
    assert told(tampered()) == []


@pytest.mark.both_databases
@pytest.mark.parametrize(
    "way",
    [
        {
            "sqlite": ["DROP TRIGGER event_no_update"],
            "postgresql": ["DROP TRIGGER event_no_update ON event"],
        },
        {
            "sqlite": [
                "DROP TRIGGER event_no_update",
                "CREATE TRIGGER event_no_update BEFORE UPDATE ON event BEGIN SELECT 1; END",
            ],
            "postgresql": ["ALTER TABLE event DISABLE TRIGGER event_no_update"],
        },
        {
            "sqlite": ["DROP TRIGGER event_no_update", "DROP TRIGGER event_payload_no_delete"],
            "postgresql": ["DROP FUNCTION refuse_change_of_history CASCADE"],
        },
        {
            "sqlite": ["DROP TRIGGER event_no_delete", "DROP TRIGGER event_no_update"],
            "postgresql": [
                "CREATE OR REPLACE FUNCTION refuse_change_of_history() RETURNS trigger LANGUAGE plpgsql AS "
                "$$ BEGIN RETURN NULL; END $$"
            ],
        },
    ],
    ids=["gone", "of no use", "several gone", "what it calls"],
)
def test_what_keeps_the_history_from_change_is_put_back_and_told_once(
    tampered: Callable[..., Opened],
    way: dict[str, list[str]],
    caplog: pytest.LogCaptureFixture,
    founded_database: Database,
) -> None:
    opened = tampered(*way[founded_database.dialect])
    (words,) = told(opened)
    assert "is on again" in words
    assert "tell the administrator" in words
    assert words in caplog.text
    with pytest.raises(Exception, match="the history is never changed"), founded_database.write() as session:
        session.execute(text("UPDATE event SET act = 'x'"))
    with founded_database.read() as session:
        (kept,) = history.payloads_of(session, Act.RESTORE_GUARDS, "1")
        assert set(kept["guards"]) <= protection.GUARDS[founded_database.dialect].keys()
        assert kept["guards"]
        assert history.verify(session) == []
    assert told(tampered()) == []


@pytest.mark.both_databases
@pytest.mark.parametrize(
    ("change", "finding"),
    [
        ("UPDATE event_payload SET content = '{}' WHERE sequence = 1", "details of event 1 were changed"),
        ("UPDATE event SET actor_name = '李四' WHERE sequence = 1", "Event 1 was changed"),
        ("DELETE FROM event WHERE sequence = 1", "Events 1 to 1 are missing"),
    ],
)
def test_a_history_changed_by_another_program_is_told_at_every_opening(
    tampered: Callable[..., Opened],
    change: str,
    finding: str,
    caplog: pytest.LogCaptureFixture,
    founded_database: Database,
) -> None:
    tampered().desk.close()
    forgotten = ["DELETE FROM event_payload"] if change.startswith("DELETE") else []
    first = told(tampered(*without_guards(founded_database.dialect), *forgotten, change))
    again = told(tampered())
    assert len(first) == 2
    assert finding in first[1]
    assert "Go on registering" in first[1]
    assert again == first[1:]
    assert finding in caplog.text


@pytest.mark.both_databases
def test_triggers_of_another_program_and_lost_uniqueness_are_told(
    tampered: Callable[..., Opened], founded_database: Database
) -> None:
    tampered().desk.close()
    stranger = {
        "sqlite": ["CREATE TRIGGER stranger AFTER INSERT ON duty BEGIN SELECT 1; END"],
        "postgresql": [
            "CREATE FUNCTION strange() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$",
            "CREATE TRIGGER stranger BEFORE INSERT ON duty FOR EACH ROW EXECUTE FUNCTION strange()",
        ],
    }
    rebuilt = ["CREATE TABLE other AS SELECT * FROM paper", "DROP TABLE paper", "ALTER TABLE other RENAME TO paper"]
    (words,) = told(tampered(*stranger[founded_database.dialect], *rebuilt))
    lost = "uq_paper_case_id_kind_occasion_version, uq_paper_registration_id_kind_occasion_version"
    assert f"(stranger, {lost})" in words


def test_an_office_whose_history_can_not_be_examined_is_opened(tampered: Callable[..., Opened]) -> None:
    tampered().desk.close()
    opened = tampered("ALTER TABLE event_payload RENAME COLUMN salt TO pepper")
    assert [sentence(message, "en")[:49] for message in opened.changed_outside] == [
        "The office's history could not be examined. Go on"
    ]
    assert opening.details(opened.desk).name == "云河县信访局"
    told(opened)
