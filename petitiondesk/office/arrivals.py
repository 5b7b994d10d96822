"""What is said beside the fields of how and from where a matter arrived, and of what lay inside."""

from collections.abc import Iterator
from datetime import date

from petitiondesk.office.drafts import entry
from petitiondesk.office.drafts.reading import Reading
from petitiondesk.office.problems import Problem, Severity
from petitiondesk.rules import enclosures, phones, received_days, set_terms
from petitiondesk.rules.channels import ASKED_OF_SOURCE, FORWARDED, Channel, Source
from petitiondesk.rules.enclosures import Became, Inside, Opened
from petitiondesk.rules.messages import Message, _

_EVIDENCE = ("stamped_on", "reached_on", "sent_on")
_OTHER_DAYS = ("posted_on", "sender_day")
_LATER = Message(_("can be added later"))


def problems(reading: Reading, today: date, channel: Channel) -> Iterator[Problem]:
    """What there is to say of the arrival that ``reading`` tells; ``today`` is the day of the first key."""
    yield from _days(reading, today)
    yield from _letter(reading, channel)
    yield from _call(reading)
    yield from _from_others(reading, today)
    yield from _things_inside(reading)


def _days(reading: Reading, today: date) -> Iterator[Problem]:
    said = reading.of("arrival")
    for name in _EVIDENCE:
        if name in said and (message := received_days.problem(said[name], today)):
            yield _problem(name, message, "wrong")
    for name in _OTHER_DAYS:
        if name in said and said[name] > today:
            yield _problem(name, Message(_("This day has not come yet; please look again.")), "wrong")
    stamped, posted = said.get("stamped_on"), said.get("posted_on")
    if stamped and posted and posted > stamped:
        yield _problem("posted_on", Message(_("Later than the arrival stamp; please look again.")), "wrong")


def _letter(reading: Reading, channel: Channel) -> Iterator[Problem]:
    if channel is not Channel.LETTER:
        return
    said = reading.of("arrival")
    if "stamped_on" not in said and "reached_on" not in said and "arrival.stamped_on" not in reading.as_typed:
        without = _("Without it the term runs from the day on which the letter is entered.")
        yield _problem("stamped_on", Message(without), "owed")
    if message := enclosures.opened_by_one(Opened.of(said.get("opened")), said.get("opened_with")):
        yield _problem("opened_with", message, "owed")


def _call(reading: Reading) -> Iterator[Problem]:
    if message := phones.problem(reading.of("arrival").get("from_number", "")):
        yield _problem("from_number", message, "wrong")


def _from_others(reading: Reading, today: date) -> Iterator[Problem]:
    source, said = entry.source_of(reading), reading.of("arrival")
    if source is Source.PETITIONER:
        return
    for name in ("sender", "reached_on", *(("sender_number",) if source in FORWARDED else ())):
        if name in ASKED_OF_SOURCE[source] and name not in said and f"arrival.{name}" not in reading.as_typed:
            yield _problem(name, _LATER, "owed")
    if "term_set" in said:
        start = min(said.get("sender_day") or today, today)
        if message := set_terms.problem(said["term_set"], start):
            yield _problem("term_set", message, "wrong")
    elif source is Source.ASSIGNED:
        yield _problem("term_set", Message(_("An assignment sets a term to report back by (Art. 22).")), "owed")


def _things_inside(reading: Reading) -> Iterator[Problem]:
    for place, row in reading.rows("enclosures").items():
        inside, became = Inside.of(row.get("kind")), Became.of(row.get("became"))
        if message := enclosures.what_is_owed(inside, became):
            yield Problem(f"enclosures.{place}.became", message, "owed")
        if message := enclosures.proof_owed(became, row.get("proof")):
            yield Problem(f"enclosures.{place}.proof", message, "owed")


def _problem(name: str, message: Message, severity: Severity) -> Problem:
    return Problem(f"arrival.{name}", message, severity)
