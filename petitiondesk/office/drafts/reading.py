"""Reads a draft: raw text by path into the values of mapped attributes.

A path is ``petitioner.name``, ``registration.facts`` or, for what comes in rows, ``requests.0.text``. What a column
takes (text of a length, a whole number, a day, a yes) is asked of the mapped column itself. Text that can't be read
into its column is handed back as typed, so that it is kept to the letter.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Column, Select, String, bindparam, select
from sqlalchemy.orm import DeclarativeBase

from petitiondesk.rules.kinds import Need
from petitiondesk.rules.typed_days import read_day
from petitiondesk.rules.typed_text import is_blank, plain
from petitiondesk.storage.database import Session
from petitiondesk.storage.models import (
    Arrival,
    Case,
    Enclosure,
    Material,
    Party,
    Petitioner,
    PriorProcedure,
    Registration,
    Request,
)
from petitiondesk.storage.text import storable

_SINGLE: Mapping[str, tuple[type[DeclarativeBase], ...]] = {
    "petitioner": (Petitioner,),
    "registration": (Registration,),
    "case": (Case,),
    "arrival": (Arrival,),
}
_ROWS: Mapping[str, tuple[type[DeclarativeBase], ...]] = {
    "parties": (Party, Petitioner),
    "requests": (Request,),
    "enclosures": (Enclosure,),
    "materials": (Material,),
    "prior_procedures": (PriorProcedure,),
}
_PLACE = re.compile("0|[1-9][0-9]{0,2}")
NEEDS = "needs"
Reader = Callable[[str, "Column[Any]", date], Any]
"""Raw text, its column and today, to a value or None."""

LARGEST_NUMBER = 10_000_000


@dataclass(frozen=True)
class Reading:
    """``values`` by path; ``as_typed``: raw text of what its column can't take as it is."""

    values: Mapping[str, Any]
    as_typed: Mapping[str, str] = field(default_factory=dict)

    def of(self, prefix: str) -> dict[str, Any]:
        """The values under a prefix, by the name of the attribute."""
        start = f"{prefix}."
        return {path.removeprefix(start): value for path, value in self.values.items() if path.startswith(start)}

    def rows(self, prefix: str) -> dict[int, dict[str, Any]]:
        """The rows under a prefix by their place in the draft, in order.

        A row in which nothing was written is left out; one of which nothing could be read is there, and empty.
        """
        found: dict[int, dict[str, Any]] = {}
        for path in (*self.values, *self.as_typed):
            first, _, rest = path.partition(".")
            place, _, name = rest.partition(".")
            if first == prefix and column(path) is not None:
                row = found.setdefault(int(place), {})
                if path in self.values:
                    row[name] = self.values[path]
        return dict(sorted(found.items()))

    def needs(self) -> list[str]:
        """The needs that are ticked."""
        return sorted(name for name, ticked in self.of(NEEDS).items() if ticked)


def ticked_needs(fields: Mapping[str, str]) -> set[str]:
    """The codes of the needs that are ticked in a draft (rules.kinds.Need)."""
    return {path.removeprefix(f"{NEEDS}.") for path, text in fields.items() if path.startswith(f"{NEEDS}.") and text}


def read(fields: Mapping[str, str], today: date) -> Reading:
    """Read every field of a draft. Blank ones are left out; unknown paths are kept as typed."""
    values: dict[str, Any] = {}
    as_typed: dict[str, str] = {}
    for path, raw in fields.items():
        if is_blank(raw) or path.endswith(".typed"):
            continue
        value = _value(path, raw, today)
        if value is not None:
            values[path] = value
        if value is None or (isinstance(value, str) and value != raw.strip()):
            as_typed[path] = storable(raw).strip()
    as_typed.update(_unchosen(fields))
    return Reading(values, as_typed)


def read_for_the_record(session: Session, fields: Mapping[str, str], today: date) -> Reading:
    """As :func:`read`, but an id that is not in its catalogue counts as not chosen; the words beside it stay.

    A draft may have been written by another program or by a stranger's hand; nothing in it refuses the registration.
    """
    chosen: dict[Column[Any], dict[str, int | None]] = {}
    for path, raw in fields.items():
        found = column(path)
        if found is not None and found.foreign_keys and "asked" in found.info and not is_blank(raw):
            entry = next(iter(found.foreign_keys)).column
            chosen.setdefault(entry, {})[path] = _value(path, raw, today)
    known = dict(fields)
    for entry, ids in chosen.items():
        there = set(session.connection().scalars(_there(entry), {"ids": [id_ for id_ in ids.values() if id_]}))
        for path in (path for path, chosen_id in ids.items() if chosen_id not in there):
            del known[path]
            known.setdefault(f"{path}.typed", fields[path])
    return read(known, today)


def column(path: str) -> "Column[Any] | None":
    """The mapped column that a path belongs to."""
    first, _, rest = path.partition(".")
    if first in _ROWS:
        place, _, rest = rest.partition(".")
        if not _PLACE.fullmatch(place):
            return None
    for model in _SINGLE.get(first) or _ROWS.get(first) or ():
        found = model.__table__.columns.get(rest)
        if found is not None:
            return found  # type: ignore[return-value]
    return None


@cache
def _there(entry: "Column[Any]") -> Select[Any]:
    """Which of some ids a catalogue holds; put together once, since that takes longer than the database does."""
    return select(entry).where(entry.in_(bindparam("ids", expanding=True)))


def _value(path: str, raw: str, today: date) -> Any:
    if path.startswith(f"{NEEDS}."):
        return (raw == "1" and Need.of(path.removeprefix(f"{NEEDS}.")) is not None) or None
    found = column(path)
    if found is None:
        return None
    reader: Reader = _READERS.get(found.type.python_type, _text)
    return reader(raw, found, today)


def _text(raw: str, found: "Column[Any]", _today: date) -> str | None:
    length = found.type.length if isinstance(found.type, String) else None
    return storable(raw).strip()[:length] or None


def _number(raw: str, _found: "Column[Any]", _today: date) -> int | None:
    digits = plain(raw)
    return int(digits) if digits.isdecimal() and len(digits) < 9 and int(digits) <= LARGEST_NUMBER else None


def _flag(raw: str, _found: "Column[Any]", _today: date) -> bool | None:
    return raw == "1" or None


def _day(raw: str, _found: "Column[Any]", today: date) -> date | None:
    return read_day(raw, today)


_READERS: Mapping[type, Reader] = {
    int: _number,
    bool: _flag,
    date: _day,
    str: _text,
}


def _unchosen(fields: Mapping[str, str]) -> dict[str, str]:
    """Words typed into a catalogue field without choosing an entry: ``…_id.typed`` with no ``…_id``."""
    return {
        path: storable(raw)
        for path, raw in fields.items()
        if path.endswith(".typed") and not is_blank(raw) and is_blank(fields.get(path.removesuffix(".typed")))
    }
