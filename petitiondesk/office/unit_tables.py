"""The catalogue of units taken from a table of text (CSV), whole or not at all, and written as one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from petitiondesk.office import units
from petitiondesk.office.desk import Desk, Doing
from petitiondesk.office.problems import Problem
from petitiondesk.office.units import About, UnitEntry
from petitiondesk.rules import unit_tables as tables
from petitiondesk.rules.acts import Act
from petitiondesk.rules.messages import Message, _
from petitiondesk.rules.names import fold
from petitiondesk.rules.office_day import office_day
from petitiondesk.rules.unit_tables import Finding, UnitLine
from petitiondesk.storage.models import Unit

_COLUMN_OF = {units.SUPERIOR: "superior", units.REVIEW: "review_organ"}


@dataclass(frozen=True)
class Imported:
    """How many units a table has added, changed, and told nothing new of."""

    added: int
    changed: int
    same: int


class TableRefused(ValueError):
    """Nothing of a table was taken over; ``findings`` say why, by the number of the line."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(sorted(findings, key=lambda finding: finding.line))
        lines = {finding.line for finding in findings}
        self.message = Message(_("Nothing was imported: {count} lines can't be taken over."), {"count": len(lines)})
        super().__init__(self.message)


def text_of(content: bytes) -> str:
    """The text of a file as spreadsheets save it: UTF-8, else the national code (GB 18030)."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030", "replace")


def import_table(desk: Desk, text: str, *, now: datetime) -> Imported:
    """Take over a table of units: new names are added, those in force with the same name changed, none is ended.

    The whole table is examined first. A column that the table hasn't leaves what stands there; superiors and review
    organs are named by units in force or of the table. Raises TableRefused, NoRight, StorageTrouble.
    """
    table = tables.read(text)
    if table.findings:
        raise TableRefused(table.findings)
    with desk.act(Act.IMPORT_UNITS, now) as act:
        today = office_day(now)
        plan = _Plan(units.units_of(act.session), table.lines, today)
        if findings := list(plan.findings()):
            raise TableRefused(findings)
        return _take_over(act, plan, today)


def export_table(desk: Desk, *, now: datetime) -> str:
    """The units in force as a table that :func:`import_table` takes over."""
    everything = units.everything(desk)
    names = {unit.id: unit.name for unit in everything}
    return tables.written(
        UnitLine(
            name=unit.name,
            level=unit.level,
            kind=unit.kind,
            short_name=unit.short_name,
            superior=names.get(unit.superior_id or 0, ""),
            review_organ=names.get(unit.review_organ_id or 0, ""),
            uses_program=unit.uses_program,
            phone=unit.phone,
            address=unit.address,
        )
        for unit in units.in_force(everything, office_day(now))
    )


class _Plan:
    """What the catalogue would be with the lines of a table; units that are not there yet have ids below 0."""

    def __init__(self, catalogue: Sequence[UnitEntry], lines: Sequence[UnitLine], today: date) -> None:
        self.lines = lines
        self._units = {unit.id: unit for unit in catalogue}
        open_ones = [unit for unit in catalogue if unit.valid_to is None or today <= unit.valid_to]
        self._ids = {fold(unit.name): unit.id for unit in sorted(open_ones, key=lambda unit: unit.in_force(today))}
        for place, line in enumerate(lines, 1):
            self._ids.setdefault(fold(line.name), -place)
        self._former = dict(self._units)
        for line in lines:
            self._units[self.id_of(line)] = self._entry(line, today)

    def id_of(self, line: UnitLine) -> int:
        """The id of the unit that a line tells of."""
        return self._ids[fold(line.name)]

    def about(self, line: UnitLine) -> About:
        """What is to stand of the unit of a line; a column that the table hasn't stays as it is."""
        former = self._former.get(self.id_of(line))
        about = units.as_told(former) if former else About(line.name)
        told = {
            field: getattr(line, field)
            for field in (units.NAME, units.SHORT, units.LEVEL, units.KIND, units.USES, units.PHONE, units.ADDRESS)
            if field in line.given
        }
        told |= {
            field: self._ids.get(fold(getattr(line, column)))
            for field, column in _COLUMN_OF.items()
            if column in line.given
        }
        return replace(about, **told)

    def findings(self) -> Iterator[Finding]:
        """What stands against the lines."""
        first: dict[str, int] = {}
        for line in self.lines:
            before = first.setdefault(fold(line.name), line.number)
            if before != line.number:
                words = _("{name} stands in line {line} already.")
                yield Finding(line.number, Message(words, {"name": line.name, "line": before}))
            yield from (Finding(line.number, problem.message) for problem in self._problems(line))

    def _problems(self, line: UnitLine) -> Iterator[Problem]:
        for field, column in _COLUMN_OF.items():
            name = getattr(line, column)
            if name and fold(name) not in self._ids:
                words = _("No unit is called “{name}” ({head}): neither in the catalogue nor in the file.")
                yield Problem(field, Message(words, {"name": name, "head": tables.COLUMNS[column]}), "wrong")
        about = self.about(line)
        yield from units.own_problems(about)
        yield from units.link_problems(about, self._units, self.id_of(line))

    def _entry(self, line: UnitLine, today: date) -> UnitEntry:
        about = self.about(line)
        told = {field: getattr(about, field) for field in About.__dataclass_fields__}
        return UnitEntry(**told | {"id": self.id_of(line), units.FROM: about.valid_from or today})


def _take_over(act: Doing, plan: _Plan, today: date) -> Imported:
    """New units are written before they point to one another."""
    new: dict[int, Unit] = {}
    for line in plan.lines:
        if (own_id := plan.id_of(line)) < 0:
            alone = replace(plan.about(line), superior_id=None, review_organ_id=None)
            new[own_id] = units.new_row(act.session, alone, today)
    ids = {own_id: row.id for own_id, row in new.items()}
    changed = 0
    for line in plan.lines:
        about = _with_real_ids(plan.about(line), ids)
        if row := new.get(plan.id_of(line)):
            units.write_links(row, about)
            units.note_added(act, row)
        else:
            changed += units.change_row(act, act.session.get_one(Unit, plan.id_of(line)), about, Act.IMPORT_UNITS)
    return Imported(len(new), changed, len(plan.lines) - len(new) - changed)


def _with_real_ids(about: About, ids: Mapping[int, int]) -> About:
    def real(link: int | None) -> int | None:
        return None if link is None else ids.get(link, link)

    return replace(about, superior_id=real(about.superior_id), review_organ_id=real(about.review_organ_id))
