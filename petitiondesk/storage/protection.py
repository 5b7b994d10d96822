"""What the database itself refuses, whoever asks: to change the history, to give a number or a code twice.

Another program may take that away, and a rebuilt table loses it without a word. So it is written out here, and
compared with what is there whenever the office is opened.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import UniqueConstraint, inspect, text

from petitiondesk.storage.database import Session
from petitiondesk.storage.models import Base

_REFUSED = "BEGIN SELECT RAISE(ABORT, 'the history is never changed'); END"
_REFUSE = "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_history()"

GUARDS: dict[str, dict[str, str]] = {
    "sqlite": {
        "event_no_delete": f"CREATE TRIGGER event_no_delete BEFORE DELETE ON event {_REFUSED}",
        "event_no_replace": (
            "CREATE TRIGGER event_no_replace BEFORE INSERT ON event "
            f"WHEN EXISTS (SELECT 1 FROM event WHERE sequence = NEW.sequence OR hash = NEW.hash) {_REFUSED}"
        ),
        "event_no_update": f"CREATE TRIGGER event_no_update BEFORE UPDATE ON event {_REFUSED}",
        "event_payload_no_delete": f"CREATE TRIGGER event_payload_no_delete BEFORE DELETE ON event_payload {_REFUSED}",
        "event_payload_no_replace": (
            "CREATE TRIGGER event_payload_no_replace BEFORE INSERT ON event_payload "
            f"WHEN EXISTS (SELECT 1 FROM event_payload WHERE sequence = NEW.sequence) {_REFUSED}"
        ),
        "event_payload_no_update": f"CREATE TRIGGER event_payload_no_update BEFORE UPDATE ON event_payload {_REFUSED}",
    },
    "postgresql": {
        # First, since the others call it.
        "refuse_change_of_history": (
            "CREATE FUNCTION refuse_change_of_history() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'the history is never changed'; END $$"
        ),
        "event_no_delete": f"CREATE TRIGGER event_no_delete BEFORE DELETE ON event {_REFUSE}",
        "event_no_truncate": f"CREATE TRIGGER event_no_truncate BEFORE TRUNCATE ON event {_REFUSE}",
        "event_no_update": f"CREATE TRIGGER event_no_update BEFORE UPDATE ON event {_REFUSE}",
        "event_payload_no_delete": f"CREATE TRIGGER event_payload_no_delete BEFORE DELETE ON event_payload {_REFUSE}",
        "event_payload_no_truncate": (
            f"CREATE TRIGGER event_payload_no_truncate BEFORE TRUNCATE ON event_payload {_REFUSE}"
        ),
        "event_payload_no_update": f"CREATE TRIGGER event_payload_no_update BEFORE UPDATE ON event_payload {_REFUSE}",
    },
}
"""The history's triggers by dialect and name, and what they call, each in the words in which the database tells it."""

_AS_FOUND = {
    "sqlite": "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'",
    # One that is switched off is as good as gone; pg_get_triggerdef doesn't say so.
    "postgresql": (
        "SELECT tgname, pg_get_triggerdef(pg_trigger.oid, true) "
        "FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
        "WHERE NOT tgisinternal AND tgenabled IN ('O', 'A') AND relnamespace = current_schema()::regnamespace "
        "UNION ALL SELECT proname, 'CREATE FUNCTION ' || proname || '() RETURNS trigger LANGUAGE plpgsql AS $$' "
        "|| prosrc || '$$' FROM pg_proc "
        "WHERE proname = 'refuse_change_of_history' AND pronamespace = current_schema()::regnamespace"
    ),
}


@dataclass(frozen=True)
class Changed:
    """What is not as it is written here, by name: ``guards`` can be put back; ``others`` are triggers of somebody
    else's and constraints that are gone, which only a person can judge.
    """

    guards: tuple[str, ...]
    others: tuple[str, ...]


def changed(session: Session) -> Changed:
    """Compare what the database refuses with what is written here."""
    found, written = guards_found(session), GUARDS[session.connection().dialect.name]
    constraints = inspect(session.connection()).get_multi_unique_constraints().values()
    unique = {str(constraint["name"]) for of_table in constraints for constraint in of_table}
    return Changed(
        guards=tuple(name for name, statement in written.items() if found.get(name) != statement),
        others=(*sorted(found.keys() - written.keys()), *sorted(_unique() - unique)),
    )


def put_back(session: Session, guards: Sequence[str]) -> None:
    """Make the guards of these names as they are written here, in the running act.

    On PostgreSQL that waits for whoever writes into the history, so the act holds the history's counter by then.
    """
    connection = session.connection()
    for name, statement in GUARDS[connection.dialect.name].items():
        if name not in guards:
            continue
        if connection.dialect.name == "sqlite":
            connection.execute(text(f"DROP TRIGGER IF EXISTS {name}"))
            connection.execute(text(statement))
        else:
            connection.execute(text(statement.replace("CREATE", "CREATE OR REPLACE", 1)))


def guards_found(session: Session) -> dict[str, str]:
    """The triggers that are there and at work, and what ours call, by name in the database's own words."""
    connection = session.connection()
    rows = connection.execute(text(_AS_FOUND[connection.dialect.name]))
    return {name: statement for name, statement in rows}


def _unique() -> set[str]:
    """What may be there once only, as the models say."""
    constraints = (constraint for table in Base.metadata.sorted_tables for constraint in table.constraints)
    return {str(constraint.name) for constraint in constraints if isinstance(constraint, UniqueConstraint)}
