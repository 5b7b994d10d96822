"""An office is founded by three answers, whole or not at all, and opened again by whoever sits there."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from petitiondesk.office import catalogues, opening
from petitiondesk.office.desk import Desk
from petitiondesk.office.opening import Answers
from petitiondesk.rules.acts import Act
from petitiondesk.rules.kinds import OfficeRole
from petitiondesk.storage import history
from petitiondesk.storage.catalogues import divisions_like
from petitiondesk.storage.database import Database, Session, connect
from petitiondesk.storage.errors import IoTrouble, MissingOffice, NotAnOffice, OfficeExists, StorageTrouble
from petitiondesk.storage.models import Draft, Event, OfficeDetails, Staff
from tests.conftest import ANSWERS


@contextmanager
def sitting(desk: Desk) -> Iterator[Desk]:
    yield desk
    desk.database.close()
    desk.drafts.close()


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "office" / "office.db"


@pytest.fixture
def drafts_path(tmp_path: Path) -> Path:
    return tmp_path / "drafts" / "drafts.db"


@pytest.fixture
def cut_off(prepared_template: Path, place: Path) -> Path:
    """What a founding leaves that was cut off before its last step."""
    place.parent.mkdir()
    return Path(shutil.copy(prepared_template, place))


def test_an_office_is_founded_where_there_is_nothing_and_opened_again(
    place: Path, drafts_path: Path, now: datetime
) -> None:
    assert not opening.exists(place)
    with sitting(opening.found(place, drafts_path, ANSWERS, now)) as desk:
        assert opening.details(desk) == opening.Details("云河县信访局", OfficeRole.LETTERS_OFFICE, None, "张玲")
        desk.drafts.keep(Draft("d1", "visit", now, now, {"petitioner.name": "李四"}))
    assert opening.exists(place)
    opened = opening.open_office(place, drafts_path, now)
    with sitting(opened.desk) as desk:
        assert opened.time_behind is None
        assert opening.details(desk).receptionist == "张玲"
        assert [draft.fields for draft in desk.drafts.all()] == [{"petitioner.name": "李四"}]
        with desk.database.read() as session:
            assert divisions_like(session, "上城区")
            assert history.verify(session) == []
            founding = session.get_one(Event, 1)
            assert (founding.act, founding.actor_id, founding.actor_name) == (
                "office.founded",
                desk.actor.id,
                "张玲",
            )


def test_the_key_of_papers_is_the_office_s_own(
    cut_off: Path, prepared_template: Path, tmp_path: Path, now: datetime
) -> None:
    other = Path(shutil.copy(prepared_template, tmp_path / "other.db"))
    keys = []
    for number, location in enumerate((cut_off, other)):
        desk = opening.found(location, tmp_path / f"{number}.drafts", ANSWERS, now)
        with sitting(desk), desk.database.read() as session:
            keys.append(session.get_one(OfficeDetails, 1).paper_key)
    assert [len(key) for key in keys] == [32, 32]
    assert keys[0] != keys[1]


def test_the_chosen_division_is_the_one_that_was_offered(cut_off: Path, drafts_path: Path, now: datetime) -> None:
    database = opening.prepare(cut_off)
    with database.read() as session:
        offered = divisions_like(session, "杭州市上城区")[0]
    database.close()
    answers = Answers("上城区信访局", OfficeRole.LETTERS_OFFICE, offered.id, "张玲")
    with sitting(opening.found(cut_off, drafts_path, answers, now)) as desk:
        assert opening.details(desk).division_id == offered.id
        with desk.database.read() as session:
            assert divisions_like(session, "杭州市上城区")[0] == offered


def test_a_founding_that_was_cut_off_is_no_office_and_is_done_again(
    cut_off: Path, drafts_path: Path, now: datetime
) -> None:
    assert not opening.exists(cut_off)
    with pytest.raises(MissingOffice):
        opening.open_office(cut_off, drafts_path, now)
    with sitting(opening.found(cut_off, drafts_path, ANSWERS, now)):
        pass
    assert opening.exists(cut_off)


@pytest.mark.parametrize(
    "step",
    [(catalogues, "seed"), (history, "record"), (opening, "_drafts")],
    ids=["catalogues", "history", "drafts"],
)
def test_whatever_fails_leaves_no_half_office(
    place: Path,
    drafts_path: Path,
    now: datetime,
    monkeypatch: pytest.MonkeyPatch,
    step: tuple[object, str],
    request: pytest.FixtureRequest,
) -> None:
    module, name = step
    if name != "seed":
        request.getfixturevalue("cut_off")  # tables and catalogues are there; they take a second
    real: Callable[..., object] = getattr(module, name)

    def failing(*arguments: object, **named: object) -> object:
        if isinstance(arguments[0] if arguments else None, Session):
            real(*arguments, **named)
        raise IoTrouble(place=str(place))

    with monkeypatch.context() as patch:
        patch.setattr(module, name, failing)
        with pytest.raises(StorageTrouble):
            opening.found(place, drafts_path, ANSWERS, now)
    assert not opening.exists(place)
    with sitting(opening.found(place, drafts_path, ANSWERS, now)) as desk, desk.database.read() as session:
        assert session.query(Staff).count() == 1
        assert session.query(Event).count() == 1


def test_an_office_is_not_founded_over_another(founded_sqlite_office: Path, drafts_path: Path, now: datetime) -> None:
    with sitting(opening.open_office(founded_sqlite_office, drafts_path, now).desk):
        other = Answers("另一个", OfficeRole.COMPETENT_ORGAN, None, "王")
        with pytest.raises(OfficeExists):
            opening.found(founded_sqlite_office, drafts_path, other, now)
        with pytest.raises(OfficeExists):
            opening.prepare(founded_sqlite_office)
    opened = opening.open_office(founded_sqlite_office, drafts_path, now)
    with sitting(opened.desk) as desk:
        assert opening.details(desk).name == "云河县信访局"


def test_somebody_else_s_file_is_left_alone(place: Path, drafts_path: Path, now: datetime) -> None:
    place.parent.mkdir()
    place.write_bytes(b"Dear sir, " * 1000)
    with pytest.raises(StorageTrouble):
        opening.exists(place)
    with pytest.raises(StorageTrouble):
        opening.found(place, drafts_path, ANSWERS, now)
    assert place.read_bytes() == b"Dear sir, " * 1000


def test_another_program_s_database_is_left_alone(place: Path, drafts_path: Path, now: datetime) -> None:
    place.parent.mkdir()
    other = connect(place)
    with other.write() as session:
        session.connection().exec_driver_sql("CREATE TABLE recipes (name TEXT)")
    other.close()
    with pytest.raises(NotAnOffice):
        opening.found(place, drafts_path, ANSWERS, now)


def test_a_folder_that_can_t_be_made_is_told(tmp_path: Path, now: datetime) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageTrouble) as told:
        opening.found(tmp_path / "file" / "office.db", tmp_path / "drafts.db", ANSWERS, now)
    assert "file" in str(told.value.message.values["place"])


def test_there_is_no_office_in_an_empty_file(place: Path, drafts_path: Path, now: datetime) -> None:
    place.parent.mkdir()
    place.touch()
    assert not opening.exists(place)
    with pytest.raises(MissingOffice):
        opening.open_office(place, drafts_path, now)


def test_a_clock_set_back_is_told(founded_sqlite_office: Path, drafts_path: Path, now: datetime) -> None:
    told = []
    for minutes in (-5, 2, 3):
        opened = opening.open_office(founded_sqlite_office, drafts_path, now - timedelta(minutes=minutes))
        opened.desk.close()
        told.append(opened.time_behind and opened.time_behind.values)
    assert told == [None, None, {"now": "2026-11-23 09:27", "newest": "2026-11-23 09:30"}]


def test_a_clock_set_back_is_told_until_somebody_confirms_it(
    founded_sqlite_office: Path, drafts_path: Path, now: datetime
) -> None:
    behind = now - timedelta(hours=1)
    for _ in range(2):
        opened = opening.open_office(founded_sqlite_office, drafts_path, behind)
        opened.desk.close()
        assert opened.time_behind is not None
    with sitting(opening.open_office(founded_sqlite_office, drafts_path, behind).desk) as desk:
        opening.confirm_time(desk, now=behind)
        with desk.database.read() as session:
            noted = session.query(Event).filter(Event.act == "office.clock_confirmed").one()
            assert (noted.at, noted.actor_name) == (behind, "张玲")
            assert history.payloads_of(session, Act(noted.act), "1")[0] == {
                "clock": "2026-11-23T00:30:00+00:00",
                "newest": "2026-11-23T01:30:00+00:00",
            }
            assert history.verify(session) == []
    opened = opening.open_office(founded_sqlite_office, drafts_path, behind)
    opened.desk.close()
    assert opened.time_behind is None


def test_what_no_database_can_keep_is_replaced(cut_off: Path, drafts_path: Path, now: datetime) -> None:
    answers = Answers(" 云河\x00局\ud800 ", OfficeRole.COMPETENT_ORGAN, None, "\t张\udfff玲\n")
    with sitting(opening.found(cut_off, drafts_path, answers, now)) as desk:
        known = opening.details(desk)
        assert (known.name, known.receptionist) == ("云河\ufffd局\ufffd", "张\ufffd玲")


@pytest.mark.both_databases
def test_an_office_is_founded_on_either_database(database: Database, drafts_path: Path, now: datetime) -> None:
    assert not opening.exists(database.location)
    with sitting(opening.found(database.location, drafts_path, ANSWERS, now)):
        pass
    opened = opening.open_office(database.location, drafts_path, now)
    with sitting(opened.desk) as desk:
        assert opening.details(desk).name == "云河县信访局"


@pytest.mark.parametrize(
    ("fields", "paths"),
    [
        ({}, ["office.name", "office.role", "staff.name"]),
        ({"office.name": " ", "office.role": "competent_organ", "staff.name": "张"}, ["office.name"]),
        ({"office.name": "局", "office.role": "competent_organ", "staff.name": "张"}, []),
        (
            {"office.name": "局" * 201, "office.role": "competent_organ", "staff.name": "张" * 101},
            ["office.name", "staff.name"],
        ),
        (
            {
                "office.name": "局",
                "office.role": "competent_organ",
                "staff.name": "张",
                "office.division_id": "7",
                "office.division_id.typed": "上城区",
            },
            [],
        ),
        (
            {
                "office.name": "局",
                "office.role": "competent_organ",
                "staff.name": "张",
                "office.division_id.typed": "没有的地方",
            },
            ["office.division_id"],
        ),
    ],
)
def test_what_stands_against_a_founding_is_said_beside_the_question(fields: dict[str, str], paths: list[str]) -> None:
    assert [problem.path for problem in opening.problems(fields)] == paths
