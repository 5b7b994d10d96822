"""Two years of an invented office, which the tests of what is generated only read."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from petitiondesk.rules.kinds import OfficeRole
from petitiondesk.samples import offices
from petitiondesk.storage.database import Database, connect
from petitiondesk.storage.models import Division, OfficeDetails

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)
COUNT = 1_500


@pytest.fixture(scope="package")
def filled(prepared_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """Two years of an office, only read."""
    path = Path(shutil.copy(prepared_template, tmp_path_factory.mktemp("filled") / "office.db"))
    with closing(connect(path)) as database:
        write_details(database)
        offices.generate(database, COUNT, seed=1, today=TODAY)
        with database.read() as session:
            yield session


def write_details(database: Database) -> None:
    with database.write() as session:
        county = session.scalars(select(Division.id).where(Division.code == "330102")).one()
        session.add(
            OfficeDetails(
                name="信访局",
                role=OfficeRole.COMPETENT_ORGAN,
                division_id=county,
                paper_key=b"k" * 32,
                opened_at=datetime(2024, 1, 4, tzinfo=UTC),
            )
        )
