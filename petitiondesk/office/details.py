"""Whom a visitor asks later, as slips and answers print it; and when a last day begins to draw the eye."""

import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import InstrumentedAttribute

from petitiondesk.office.checks import Problem
from petitiondesk.office.desk import Desk
from petitiondesk.rules.acts import Act, Thing
from petitiondesk.rules.messages import Message, _
from petitiondesk.storage.database import Session
from petitiondesk.storage.models import OfficeDetails, Staff
from petitiondesk.storage.text import storable

_DIGITS = 9
MOST_ATTENTION = 30
"""The most days before the last one from which a line may be in the colour of attention."""


@dataclass(frozen=True)
class OfficeContact:
    """Texts, empty where nothing is known. Papers print ``own_phone``, the receptionist's, or else ``phone``.

    ``attention_days`` is as it is typed: days before the last one from which a line is in the colour of attention;
    empty leaves it as it was.
    """

    phone: str = ""
    address: str = ""
    legal_aid_name: str = ""
    legal_aid_phone: str = ""
    own_phone: str = ""
    attention_days: str = ""


_KEPT_IN: "Mapping[str, InstrumentedAttribute[Any]]" = {
    "phone": OfficeDetails.phone,
    "address": OfficeDetails.address,
    "legal_aid_name": OfficeDetails.legal_aid_name,
    "legal_aid_phone": OfficeDetails.legal_aid_phone,
    "own_phone": Staff.phone,
    "attention_days": OfficeDetails.attention_days,
}


def read(desk: Desk) -> OfficeContact:
    """What is on record. Raises StorageTrouble."""
    with desk.database.read() as session:
        rows = _rows(session, desk)
        return OfficeContact(**{name: _text(rows, attribute) for name, attribute in _KEPT_IN.items()})


def problems(contact: OfficeContact) -> tuple[Problem, ...]:
    """What can't be kept as it was typed, by the name of the field; it refuses nothing."""
    found = []
    for name, text in asdict(contact).items():
        most = _most(_KEPT_IN[name])
        if most is None:
            if text.strip() and _number(text) is None:
                message = Message(_("A whole number of days, 0 to {most}."), {"most": MOST_ATTENTION})
                found.append(Problem(name, message, "wrong", sure=True))
        elif len(text.strip()) > most:
            message = Message(_("At most {most} characters are kept."), {"most": most})
            found.append(Problem(name, message, "wrong", sure=True))
        elif storable(text) != text:
            message = Message(_("Holds characters that can't be kept; they are shown as a question mark."))
            found.append(Problem(name, message, "wrong", sure=True))
    return tuple(found)


def change(desk: Desk, contact: OfficeContact, *, now: datetime) -> tuple[Message, ...]:
    """Write down whom to ask, one act with the old values in the history; nothing where nothing has changed.

    Says what could not be kept as it was typed. Raises StorageTrouble.
    """
    with desk.act(Act.CHANGE_OFFICE, now) as act:
        rows = _rows(act.session, desk)
        changed = {}
        for name, text in asdict(contact).items():
            attribute = _KEPT_IN[name]
            before, most = _text(rows, attribute), _most(attribute)
            after = before if most is None else storable(text.strip())[:most].strip()
            number = _number(text) if most is None else None
            if number is not None:
                after = str(number)
            if after != before:
                changed[name] = [before, after]
                setattr(rows[attribute.class_], attribute.key, after or None if number is None else number)
        if changed:
            act.on(Thing.OFFICE, 1, {"changed": changed})
    return tuple(
        Message(
            _("{field}: {problem}"),
            {"field": Message(_column(_KEPT_IN[problem.path]).info["label"]), "problem": problem.message},
        )
        for problem in problems(contact)
    )


def _rows(session: Session, desk: Desk) -> dict[Any, Any]:
    """The office, and whoever sits at the desk."""
    return {OfficeDetails: session.get_one(OfficeDetails, 1), Staff: session.get_one(Staff, desk.actor.id)}


def _text(rows: Mapping[Any, Any], attribute: "InstrumentedAttribute[Any]") -> str:
    kept = getattr(rows[attribute.class_], attribute.key)
    return "" if kept is None else str(kept)


def _number(text: str) -> int | None:
    """The days that were typed; None for anything but a whole number from 0 to MOST_ATTENTION."""
    typed = unicodedata.normalize("NFKC", text).strip()
    whole = typed.isdecimal() and len(typed) <= _DIGITS
    return int(typed) if whole and int(typed) <= MOST_ATTENTION else None


def _most(attribute: "InstrumentedAttribute[Any]") -> int | None:
    """The characters that are kept of a text; None for a number."""
    length: int | None = getattr(_column(attribute).type, "length", None)
    return length


def _column(attribute: "InstrumentedAttribute[Any]") -> Any:
    return attribute.property.columns[0]
