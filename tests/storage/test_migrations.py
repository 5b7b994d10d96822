"""The steps of the schema: together they are what the models say, and each can be undone."""

import runpy
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import (
    CheckConstraint,
    Connection,
    Inspector,
    PrimaryKeyConstraint,
    UniqueConstraint,
    inspect,
    select,
    text,
)

from petitiondesk.storage import protection, upgrade
from petitiondesk.storage.database import Database
from petitiondesk.storage.models import Base, Staff
from tests.storage.acts import JOINING
from tests.storage.schema import PARTIAL_INDEXES, partial_indexes, triggers

pytestmark = pytest.mark.both_databases

_REGISTRATION = (
    "INSERT INTO registration (id, number, channel, year, sequence, query_code, draft_id, case_id, duty_id, "
    "receptionist_id, received_on, started_at, registered_at, repeat, anonymous, keep_confidential, visitor_count, "
    "under_age_stated, as_typed) "
    "VALUES ({id}, '2026-访-00000{id}', 'visit', 2026, {id}, '0000000{id}', 'd{id}', {case}, {case}, 1, "
    "'2026-11-23', '2026-11-23 01:30:00', '2026-11-23 01:30:00', {no}, {no}, {no}, 1, {no}, '{{}}')"
)
_OLDER_OFFICE = (
    "INSERT INTO staff (id, name, joined_at) VALUES (1, '张玲', '2026-01-05 01:30:00')",
    *(
        f"INSERT INTO petition_case (id, opened_on, confidentiality, rule_set) "
        f"VALUES ({case}, '2026-11-23', 'general', 'national-2022')"
        for case in (1, 2)
    ),
    *(
        "INSERT INTO duty (id, case_id, clock, article, starts_on, last_day, provisional) "
        f"VALUES ({case}, {case}, 'C2', '', '2026-11-23', '2026-12-08', (1 = 0))"
        for case in (1, 2)
    ),
    *(_REGISTRATION.format(id=id, case=case, no="(1 = 0)") for id, case in ((1, 1), (2, 2), (3, 1))),
    "INSERT INTO paper (id, registration_id, kind, version, data, digest, check_code, made_at) "
    "VALUES (1, 1, 'slip', 1, '{}', '', '012345678901', '2026-11-23 01:30:00')",
)


def _schema(connection: Connection) -> dict[str, Any]:
    """Everything that has a name, and the columns of each table."""
    inspector = inspect(connection)
    tables = {}
    for table in sorted(inspector.get_table_names()):
        tables[table] = {
            "columns": _columns(inspector, table),
            "primary key": inspector.get_pk_constraint(table)["name"],
            "unique": sorted(str(unique["name"]) for unique in inspector.get_unique_constraints(table)),
            "checks": sorted(str(check["name"]) for check in inspector.get_check_constraints(table)),
            "foreign keys": sorted(str(key["name"]) for key in inspector.get_foreign_keys(table)),
            "indexes": sorted(str(index["name"]) for index in inspector.get_indexes(table)),
        }
    return {"tables": tables, "triggers": triggers(connection), "partial indexes": partial_indexes(connection)}


def _columns(inspector: Inspector, table: str) -> list[tuple[str, str, bool]]:
    return sorted((column["name"], str(column["type"]), column["nullable"]) for column in inspector.get_columns(table))


def _is_a_model_s(name: str | None, kind: str, _parents: object) -> bool:
    """The index of words is no mapped class: storage.search speaks to it in each database's own words."""
    return not (kind == "table" and name and name.startswith("search_index"))


def test_head_is_what_the_models_say(database: Database) -> None:
    with database.read() as session:
        compared = {"compare_type": True, "compare_server_default": True, "include_name": _is_a_model_s}
        context = MigrationContext.configure(session.connection(), opts=compared)
        assert compare_metadata(context, Base.metadata) == []


def test_constraints_at_head_have_the_names_of_the_models(database: Database) -> None:
    with database.read() as session:
        found = _schema(session.connection())["tables"]
    for table in Base.metadata.sorted_tables:
        named = {
            kind: sorted(str(constraint.name) for constraint in table.constraints if isinstance(constraint, kind))
            for kind in (PrimaryKeyConstraint, UniqueConstraint, CheckConstraint)
        }
        assert [found[table.name]["primary key"]] == named[PrimaryKeyConstraint]
        assert found[table.name]["unique"] == named[UniqueConstraint]
        assert found[table.name]["checks"] == named[CheckConstraint]
        assert found[table.name]["foreign keys"] == sorted(str(key.name) for key in table.foreign_key_constraints)


def test_triggers_and_partial_indexes_at_head(database: Database) -> None:
    with database.read() as session:
        assert protection.guards_found(session) == protection.GUARDS[database.dialect]
        assert protection.changed(session) == protection.Changed((), ())
        assert partial_indexes(session.connection()) == PARTIAL_INDEXES


def test_each_step_down_and_up_again_with_data(database: Database) -> None:
    JOINING.prepare(database)
    for n in range(3):
        JOINING.do(database, n)
    script = ScriptDirectory(upgrade.STEPS.parent, version_locations=[upgrade.STEPS])
    steps = list(script.iterate_revisions("head", "base"))
    assert len(steps) == upgrade.schema_version()
    with database.rebuild() as connection:
        schemas = [_schema(connection)]
        with Operations.context(MigrationContext.configure(connection)):
            for step in steps:
                step.module.downgrade()
                schemas.append(_schema(connection))
            left = set(schemas[-1]["tables"]) - {"alembic_version"}
            assert (left, schemas[-1]["triggers"], schemas[-1]["partial indexes"]) == (set(), [], [])
            for step in reversed(steps):
                schemas.pop()
                step.module.upgrade()
                assert _schema(connection) == schemas[-1]
        assert connection.scalars(select(Staff.id)).all() == []


def test_steps_are_numbered_without_a_gap() -> None:
    numbers = sorted(int(step.name[:4]) for step in upgrade.STEPS.glob("[0-9]*.py"))
    assert numbers == list(range(1, upgrade.schema_version() + 1))


def test_cases_and_papers_of_an_older_office_are_taken_along(database: Database) -> None:
    """From 0001: a case is named by the first registration that it holds, a paper is one without occasion."""
    first = upgrade.STEPS / "0002_people_cases_and_papers.py"
    step = runpy.run_path(str(first))
    with database.rebuild() as connection, Operations.context(MigrationContext.configure(connection)):
        step["downgrade"]()
        for statement in _OLDER_OFFICE:
            connection.execute(text(statement))
        step["upgrade"]()
        assert connection.execute(text("SELECT id, number FROM petition_case ORDER BY id")).all() == [
            (1, "2026-访-000001"),
            (2, "2026-访-000002"),
        ]
        kept = connection.execute(text("SELECT registration_id, case_id, kind, occasion, check_code FROM paper")).all()
        assert kept == [(1, None, "slip", "", "012345678901")]
        assert connection.execute(text("SELECT name, unit_head, works_until FROM staff")).one() == ("张玲", False, None)


_ANSWERED = (
    "UPDATE duty SET done_on = '2026-11-25' WHERE id = 1",
    "INSERT INTO paper (id, registration_id, kind, occasion, version, data, digest, check_code, made_at) "
    "VALUES (2, 1, 'answer', '', 1, '{}', '', '112345678901', '2026-11-25 02:30:00')",
    "UPDATE duty SET done_on = '2026-11-24' WHERE id = 2",
    *(
        "INSERT INTO request (id, case_id, registration_id, position, text, said_again) "
        f"VALUES ({id}, {case}, {id}, 0, '修好', (1 = 0))"
        for id, case in ((1, 1), (2, 2))
    ),
)


def test_an_answer_on_the_spot_is_a_step_that_its_paper_proves(database: Database) -> None:
    """From 0006: what was answered has its step, about the request; what no paper proves has none, and its day."""
    second, seventh = (runpy.run_path(str(upgrade.STEPS / name)) for name in (_SECOND, _SEVENTH))
    between = [runpy.run_path(str(each)) for each in sorted(upgrade.STEPS.glob("000[3-6]_*.py"))]
    with database.rebuild() as connection, Operations.context(MigrationContext.configure(connection)):
        for step in (seventh, *reversed(between), second):
            step["downgrade"]()
        for statement in _OLDER_OFFICE:
            connection.execute(text(statement))
        for step in (second, *between):
            step["upgrade"]()
        for statement in _ANSWERED:
            connection.execute(text(statement))
        seventh["upgrade"]()
        steps = connection.execute(text("SELECT case_id, kind, CAST(taken_on AS VARCHAR(10)) FROM step")).all()
        assert steps == [(1, "answer", "2026-11-25")]
        recorded = connection.scalars(text("SELECT CAST(recorded_at AS VARCHAR(19)) FROM step")).one()
        assert recorded.startswith("2026-11-25 02:30:00"), "when the paper was made"
        ended = connection.execute(text("SELECT duty_id, request_id FROM step_duty NATURAL JOIN step_request")).all()
        assert ended == [(1, 1)]


_SECOND, _SEVENTH = "0002_people_cases_and_papers.py", "0007_procedure.py"
