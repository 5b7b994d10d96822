"""A record as the texts of a draft, by path: for correcting it, and for taking over a person's data."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from petitiondesk.office.drafts import entry
from petitiondesk.storage import catalogues
from petitiondesk.storage.catalogues import CategoryEntry, DivisionEntry
from petitiondesk.storage.database import Session
from petitiondesk.storage.models import Registration

_CATALOGUES: Mapping[str, Callable[[Session, int], DivisionEntry | CategoryEntry | None]] = {
    "division_id": catalogues.division,
    "category_id": catalogues.category,
}


def texts_of(session: Session, registration: Registration) -> dict[str, str]:
    """Everything that was told at a registration."""
    texts = _of("registration", registration)
    if registration.matter == entry.matter_in_brief(registration.facts, (each.text for each in registration.requests)):
        del texts["registration.matter"]  # nobody chose it: it is found anew when the words change
    texts["case.confidentiality"] = registration.case.confidentiality
    if registration.arrival:
        texts |= _of("arrival", registration.arrival)
    for need in registration.needs:
        texts[f"needs.{need.need}"] = "1"
    for party in registration.parties:
        if party.position == entry.PETITIONER:
            texts |= _of("petitioner", party.petitioner)
        else:
            prefix = f"parties.{party.position - entry.PETITIONER - 1}"
            texts |= _of(prefix, party.petitioner) | _of(prefix, party) | {f"{prefix}.role": party.role}
    for prefix in ("requests", "enclosures", "materials", "prior_procedures"):
        for row in getattr(registration, prefix):
            texts |= _of(f"{prefix}.{row.position}", row)
    return _named(session, texts) | registration.as_typed


def texts_of_person(session: Session, data: Mapping[str, Any]) -> dict[str, str]:
    """What is on record about a person (values by attribute), as draft texts."""
    return _named(session, {f"petitioner.{name}": _text(value) for name, value in data.items()})


def _of(prefix: str, row: Any) -> dict[str, str]:
    return {f"{prefix}.{name}": _text(getattr(row, name)) for name in entry.filled_in(type(row))}


def _named(session: Session, texts: dict[str, str]) -> dict[str, str]:
    """The texts without the empty ones, each catalogue entry with its words beside its id."""
    named = {path: text for path, text in texts.items() if text}
    for path, text in list(named.items()):
        for ending, look_up in _CATALOGUES.items():
            if path.endswith(ending) and (found := look_up(session, int(text))):
                named[f"{path}.typed"] = found.full_name
    return named


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "1" if value else ""
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)
