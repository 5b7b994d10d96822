"""The steps of the schema: together they are what the models say, and each can be undone."""

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
)

from petitiondesk.storage import protection, upgrade
from petitiondesk.storage.database import Database
from petitiondesk.storage.models import Base, Staff
from tests.storage.acts import JOINING
from tests.storage.schema import PARTIAL_INDEXES, partial_indexes, triggers

pytestmark = pytest.mark.both_databases


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


def test_head_is_what_the_models_say(database: Database) -> None:
    with database.read() as session:
        context = MigrationContext.configure(
            session.connection(), opts={"compare_type": True, "compare_server_default": True}
        )
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
    with database.write() as session:
        connection = session.connection()
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
        assert session.connection().scalars(select(Staff.id)).all() == []


def test_steps_are_numbered_without_a_gap() -> None:
    numbers = sorted(int(step.name[:4]) for step in upgrade.STEPS.glob("[0-9]*.py"))
    assert numbers == list(range(1, upgrade.schema_version() + 1))
