"""Believable registrations in bulk, for training, for benchmarks and for the demonstration office.

They stand in the database as reception would have put them there: numbers without gaps, duties counted by the rules,
people who are found again, the slips of visits, every registration and every printed slip in the history. Nobody in
them exists (samples.texts), and no body that sends anything (samples.arrivals).
"""

import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import islice
from random import Random
from types import MappingProxyType

from sqlalchemy import select

from petitiondesk.rules.channels import Channel
from petitiondesk.rules.kinds import OfficeRole
from petitiondesk.rules.messages import Message, _
from petitiondesk.rules.office_day import CHINA_STANDARD_TIME, office_day
from petitiondesk.samples import done, rows, texts
from petitiondesk.samples.filling import Office
from petitiondesk.samples.units import add_units
from petitiondesk.samples.visits import Township, moment, moments, visits
from petitiondesk.storage import statistics
from petitiondesk.storage.calendar import calendar
from petitiondesk.storage.catalogues import categories
from petitiondesk.storage.database import Database, Session
from petitiondesk.storage.history import Actor
from petitiondesk.storage.models import Division, OfficeDetails, Registration, Staff

Progress = Callable[[int, int], None]
"""Called with the number of visits written so far and the number asked for."""

_SPAN = timedelta(days=730)
_LATE = 0.003

_DEMO_SPAN = timedelta(days=45)
_DEMO_VISITS = 60
_DEMO_DUE_TODAY = 3
_DEMO_OLDER, _DEMO_OLDER_SPAN = 18, timedelta(days=330)
"""Visits of the year before, whose matters are under way, reviewed or ended by now."""

_DEMO_CHANNELS = (Channel.LETTER, Channel.CALL, Channel.ONLINE, Channel.FAX) * 3
"""By which somebody comes for certain, so that each is to be seen."""

_DEMO_LATE = 0.12
_DEMO_SEED = 2022
_DEMO_COUNTY = "330102"

_BATCH = 2_000


class OfficeInUse(Exception):
    """Invented visits don't go among real ones; ``message`` says so."""

    def __init__(self, place: str) -> None:
        super().__init__(place)
        self.message = Message(
            _("{place} holds registrations already; invented ones are not put among them. Name another place."),
            {"place": place},
        )


def refuse_in_use(database: Database) -> None:
    """Raise OfficeInUse where anything has been registered."""
    with database.read() as session:
        if session.scalar(select(Registration.id).limit(1)) is not None:
            raise OfficeInUse(database.place)


def generate(database: Database, count: int, *, seed: int, today: date, progress: Progress | None = None) -> None:
    """Add ``count`` registrations of the two years before ``today`` to an office that has its details and catalogues.

    The same seed and day make the same visits. They come after whatever the office holds already, in batches of one
    transaction each. Raises StorageTrouble.
    """
    random = Random(seed)
    office, townships = _office(database)
    registered = moments(random, _days_before(today, _SPAN), count, office.calendar)
    _fill(database, office, townships, random, registered, today, late=_LATE, progress=progress)


def fill_demo_office(database: Database, *, today: date) -> None:
    """Make a small office at work on the morning of ``today``: some weeks of visits, a few due today, a few late.

    Its details and receptionists are invented too where the office has none; the catalogues must be there.
    """
    with database.write() as session:
        if session.get(OfficeDetails, 1) is None:
            session.add(_demo_details(session, today))
    random = Random(_DEMO_SEED)
    office, townships = _office(database)
    days = _days_before(today, _DEMO_SPAN)
    registered = moments(random, days, _DEMO_VISITS - _DEMO_DUE_TODAY, office.calendar)
    new = dict(zip(registered, _DEMO_CHANNELS, strict=False))
    ends_today = next(day for day in days if office.first_term(None, day).last_day == today)
    due_today = [moment(random, ends_today) for _ in range(_DEMO_DUE_TODAY)]
    new |= dict.fromkeys(due_today, Channel.VISIT)
    older = moments(random, _days_before(today, _DEMO_OLDER_SPAN)[: -2 * _DEMO_SPAN.days], _DEMO_OLDER, office.calendar)
    _fill(database, office, townships, random, older, today, late=0)
    _fill(database, office, townships, random, registered + due_today, today, late=_DEMO_LATE, new=new)


def _fill(
    database: Database,
    office: Office,
    townships: Sequence[Township],
    random: Random,
    registered: Iterable[datetime],
    today: date,
    *,
    late: float,
    new: Mapping[datetime, Channel] = MappingProxyType({}),
    progress: Progress | None = None,
) -> None:
    in_order = sorted(registered)
    coming = visits(random, in_order, townships, office.calendar, new=new)
    with database.read() as session:
        former = done.last_case(session)
    written = 0
    while batch := list(islice(coming, _BATCH)):
        with database.write() as session:
            rows.write(session, office, random, batch, today=today, late=late)
        written += len(batch)
        if progress is not None:
            progress(written, len(in_order))
    with database.read() as session:
        last = done.last_case(session)
    for start in range(former, last, _BATCH):
        with database.write() as session:
            done.write_ways(session, office, random, after=start, upto=start + _BATCH, today=today)
    with database.write() as session:
        statistics.refresh(session.connection())


def _office(database: Database) -> tuple[Office, Sequence[Township]]:
    """What the office has already, and the townships whose people come to it."""
    with database.write() as session:
        details = session.get_one(OfficeDetails, 1)
        add_units(session, office_day(details.opened_at))
        home = session.get(Division, details.division_id) if details.division_id else None
        townships = _townships(session, home.code[:6] if home else _DEMO_COUNTY)
        office = Office(
            role=OfficeRole.of(details.role) or OfficeRole.COMPETENT_ORGAN,
            calendar=calendar(session),
            receptionists=_receptionists(session, details.opened_at),
            categories={entry.full_name: entry.id for entry in categories(session)},
            divisions=_full_names(session, townships),
            query_codes=set(session.scalars(select(Registration.query_code))),
        )
        return office, townships


def _receptionists(session: Session, joined_at: datetime) -> Sequence[Actor]:
    staff = list(session.scalars(select(Staff).order_by(Staff.id)))
    if not staff:
        staff = [Staff(name=name, joined_at=joined_at) for name in texts.receptionists()]
        session.add_all(staff)
        session.flush()
    return [Actor(person.id, person.name) for person in staff]


def _townships(session: Session, county: str) -> Sequence[Township]:
    """The townships of a county (or city, or province); one without division where the catalogue has none."""
    townships = session.execute(
        select(Division.id, Division.name)
        .where(Division.code.startswith(county), Division.level == 4, Division.valid_to.is_(None))
        .order_by(Division.code)
    )
    return [Township(id_, name, county) for id_, name in townships] or [Township(None, "城关镇", county)]


def _full_names(session: Session, townships: Sequence[Township]) -> Mapping[int, str]:
    ids = [township.id for township in townships]
    rows = session.execute(select(Division.id, Division.full_name).where(Division.id.in_(ids)))
    return {row.id: row.full_name for row in rows}


def _demo_details(session: Session, today: date) -> OfficeDetails:
    county = session.scalar(select(Division.id).where(Division.code == _DEMO_COUNTY, Division.valid_to.is_(None)))
    return OfficeDetails(
        name="上城区信访局（演示）",
        role=OfficeRole.LETTERS_OFFICE,
        division_id=county,
        address="春晓路1号群众来访接待大厅",
        phone="0571-2345 6000",
        legal_aid_name="上城区法律援助中心（演示）",
        legal_aid_phone="0571-2345 6001",
        paper_key=secrets.token_bytes(32),
        opened_at=datetime(today.year - 2, 1, 4, 9, tzinfo=CHINA_STANDARD_TIME),
    )


def _days_before(today: date, span: timedelta) -> Sequence[date]:
    return [today - timedelta(days=before) for before in range(span.days, 0, -1)]
