"""Opening an office, and founding a new one by three answers.

An office is founded from the moment its details are on record. Whatever a founding that was cut off left behind is
no office yet: the next founding goes on from there.
"""

import secrets
from collections.abc import Mapping
from contextlib import ExitStack, closing
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute

from petitiondesk.office import catalogues, projection
from petitiondesk.office.changed_outside import changed_outside
from petitiondesk.office.checks import Problem
from petitiondesk.office.desk import Desk
from petitiondesk.office.people import Person, people_of, sit_down, working
from petitiondesk.rules.acts import Act, Thing
from petitiondesk.rules.holiday_notices import newest_asked_for
from petitiondesk.rules.kinds import OfficeRole
from petitiondesk.rules.messages import Message, _
from petitiondesk.rules.office_day import office_day, wrong_time
from petitiondesk.storage import catalogues as stored_catalogues
from petitiondesk.storage import history, search, upgrade
from petitiondesk.storage.calendar import notices
from petitiondesk.storage.catalogues import DivisionEntry
from petitiondesk.storage.database import Database, Session
from petitiondesk.storage.drafts import DraftsFile
from petitiondesk.storage.errors import MissingOffice, OfficeExists, StorageTrouble
from petitiondesk.storage.head import ENDING, is_older
from petitiondesk.storage.history import Actor
from petitiondesk.storage.models import OfficeDetails, Staff
from petitiondesk.storage.privacy import closed_to_others
from petitiondesk.storage.text import storable

__all__ = [
    "DEFAULTS",
    "DIVISION",
    "NAME",
    "RECEPTIONIST",
    "ROLE",
    "Answers",
    "Database",
    "Details",
    "MissingOffice",
    "OfficeExists",
    "Opened",
    "StorageTrouble",
    "confirm_time",
    "details",
    "divisions_like",
    "exists",
    "found",
    "open_office",
    "prepare",
    "problems",
]  # fmt: skip

NAME, ROLE, DIVISION, RECEPTIONIST = "office.name", "office.role", "office.division_id", "staff.name"
"""The paths of the questions of a founding."""

PAPER_KEY_BYTES = 32


@dataclass(frozen=True)
class Answers:
    """What a founding asks; the division is None where nobody chose one."""

    office_name: str
    role: OfficeRole
    division_id: int | None
    receptionist: str


DEFAULTS = Answers("信访接待室", OfficeRole.COMPETENT_ORGAN, None, "接待员")
"""For an office that a command makes, before anybody has answered."""


@dataclass(frozen=True)
class Opened:
    """An open office. ``people`` are those who work there today; the first of them sits at the desk.

    ``time_behind`` is said when the computer's clock was set back, or far ahead. The person at the counter puts the
    clock right or confirms it (:func:`confirm_time`); until then it is said at every opening. ``changed_outside`` says
    what another program did to the history or to what guards it, and which files others of this computer can read;
    nothing is refused for that. ``missing_year`` is next year from November on, where its days off were not entered.
    """

    desk: Desk
    people: tuple[Person, ...] = ()
    time_behind: Message | None = None
    changed_outside: tuple[Message, ...] = ()
    missing_year: int | None = None


@dataclass(frozen=True)
class Details:
    """Which office this is and who sits there, for the title of the window."""

    name: str
    role: OfficeRole
    division_id: int | None
    receptionist: str


def problems(fields: Mapping[str, str]) -> tuple[Problem, ...]:
    """What stands against founding an office with these texts by path; empty when nothing does."""
    asked = (
        (NAME, Message(_("Papers carry it: the office's full name."))),
        (ROLE, Message(_("It decides what the office owes and by when: choose one."))),
        (RECEPTIONIST, Message(_("Slips and the history carry it: the name of whoever sits here."))),
    )
    found = [Problem(path, message, "law") for path, message in asked if not fields.get(path, "").strip()]
    for path, attribute in ((NAME, OfficeDetails.name), (RECEPTIONIST, Staff.name)):
        if len(fields.get(path, "").strip()) > _most(attribute):
            found.append(Problem(path, Message(_("At most {most} characters."), {"most": _most(attribute)}), "wrong"))
    if fields.get(f"{DIVISION}.typed", "").strip() and not fields.get(DIVISION):
        found.append(Problem(DIVISION, Message(_("Not in the list: choose an entry, or leave it blank.")), "wrong"))
    return tuple(found)


def exists(location: Path | str) -> bool:
    """Whether an office was founded at ``location`` (a file, or a ``postgresql`` address).

    It is opened for that, so an older one is brought up to this program. Raises StorageTrouble when it can't be.
    """
    try:
        database = upgrade.open_existing(location)
    except MissingOffice:
        return False
    with closing(database), database.read() as session:
        return _founded(session)


def prepare(location: Path | str) -> Database:
    """The database of an office to be founded, with its tables and catalogues, so that divisions can be offered.

    Takes a second the first time. The caller closes it. Raises StorageTrouble, among it OfficeExists.
    """
    if isinstance(location, Path):
        upgrade.make_folder(location.parent)
    try:
        database = upgrade.make(location)
    except OfficeExists:
        database = upgrade.open_existing(location)
    with ExitStack() as undone:
        undone.callback(database.close)
        with database.write() as session:
            _refuse_founded(session, database)
            catalogues.seed(session)
            search.rebuild(session)
        undone.pop_all()
    return database


def divisions_like(database: Database, text: str, *, limit: int) -> list[DivisionEntry]:
    """The divisions that ``text`` may mean, before there is an office that some of them are near to."""
    with database.read() as session:
        return stored_catalogues.divisions_like(session, text, limit=limit)


def found(location: Path | str, drafts_path: Path, answers: Answers, now: datetime) -> Desk:
    """Found an office and sit down at it. Raises StorageTrouble; there is no office then, and it can be done again."""
    database = prepare(location)
    with ExitStack() as undone:
        undone.callback(database.close)
        drafts = _drafts(drafts_path)
        undone.callback(drafts.close)
        with database.write() as session:
            _refuse_founded(session, database)
            actor = _write_down(session, answers, now)
        undone.pop_all()
    return Desk(database, drafts, actor, outside=drafts_path.with_suffix(ENDING))


def open_office(location: Path | str, drafts_path: Path, now: datetime) -> Opened:
    """Open an office that was founded. Raises StorageTrouble, among it MissingOffice where none was."""
    database, outside = upgrade.open_existing(location), drafts_path.with_suffix(ENDING)
    with ExitStack() as undone:
        undone.callback(database.close)
        _build_search(database)
        with database.read() as session:
            staff = session.scalar(select(Staff).order_by(Staff.id).limit(1))
            if staff is None or not _founded(session):
                raise MissingOffice(place=database.place)
            actor, said = Actor(staff.id, staff.name), wrong_time(now, history.newest_instant(session))
            people = tuple(working(people_of(session), office_day(now)))
            older = is_older(session, outside)
            missing = _missing_year(session, office_day(now))
        desk = Desk(database, _drafts(drafts_path), actor, outside=outside)
        undone.callback(desk.drafts.close)
        if people:
            desk = sit_down(desk, people[0])
        projection.write_first(desk, now)
        said_of_files = filter(None, map(closed_to_others, _files(location, drafts_path)))
        told = (*((older,) if older else ()), *changed_outside(desk, now), *said_of_files)
        opened = Opened(desk, people, said, told, missing)
        undone.pop_all()
    return opened


def confirm_time(desk: Desk, *, now: datetime) -> None:
    """Whoever sits at the desk says that a clock behind the newest entry is right. Raises StorageTrouble.

    The history keeps who said so and both times; from here on the clock is compared with this entry.
    """
    with desk.act(Act.CONFIRM_TIME, now) as act:
        act.on(Thing.OFFICE, 1, {"clock": now, "newest": history.newest_instant(act.session)})


def details(desk: Desk) -> Details:
    """Which office the desk stands in."""
    with desk.database.read() as session:
        office = session.get_one(OfficeDetails, 1)
        role = OfficeRole.of(office.role) or OfficeRole.COMPETENT_ORGAN
        return Details(office.name, role, office.division_id, desk.actor.name)


def _build_search(database: Database) -> None:
    """After an upgrade, or by another program's grams: the index of words is built before anybody searches."""
    with database.read() as session:
        built = not _founded(session) or search.is_built(session)
    if not built:
        with database.write() as session:
            search.rebuild(session)


def _missing_year(session: Session, today: date) -> int | None:
    """Next year from November on, where nobody has entered its notice of days off."""
    asked = newest_asked_for(today)
    return asked if asked > today.year and asked not in notices(session) else None


def _files(location: Path | str, drafts_path: Path) -> list[Path]:
    """What of the office stands on this computer's disk."""
    return [drafts_path, location] if isinstance(location, Path) else [drafts_path]


def _founded(session: Session) -> bool:
    return session.get(OfficeDetails, 1) is not None


def _refuse_founded(session: Session, database: Database) -> None:
    if _founded(session):
        raise OfficeExists(place=database.place)


def _write_down(session: Session, answers: Answers, now: datetime) -> Actor:
    name, receptionist = storable(answers.office_name.strip()), storable(answers.receptionist.strip())
    session.add(
        OfficeDetails(
            name=name,
            role=answers.role,
            division_id=answers.division_id,
            paper_key=secrets.token_bytes(PAPER_KEY_BYTES),
            opened_at=now,
        )
    )
    staff = Staff(name=receptionist, joined_at=now)
    session.add(staff)
    session.flush()
    actor = Actor(staff.id, staff.name)
    payload = {"name": name, "role": answers.role, "division_id": answers.division_id, "receptionist": receptionist}
    history.record(
        session,
        actor=actor,
        act=Act.FOUND_OFFICE,
        object_kind=Thing.OFFICE,
        object_id="1",
        now=now,
        payload=payload,
    )
    return actor


def _most(attribute: "InstrumentedAttribute[Any]") -> int:
    length: int = attribute.property.columns[0].type.length
    return length


def _drafts(path: Path) -> DraftsFile:
    upgrade.make_folder(path.parent)
    return DraftsFile(path)
