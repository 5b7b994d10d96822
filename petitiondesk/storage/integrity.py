"""Whether the database holds together: its pages, its references, its series of numbers."""

from collections.abc import Iterator

from sqlalchemy import func, select, text

from petitiondesk.rules.channels import CHANNELS, Channel
from petitiondesk.rules.messages import Message, _
from petitiondesk.rules.registration_numbers import registration_number
from petitiondesk.storage.database import Session
from petitiondesk.storage.models import Counter, Registration

_DAMAGED = _("The office file is damaged: {finding}. Keep it as it is, and bring back the newest backup.")
MOST_DAMAGE = 20


def damage(session: Session, *, quick: bool = False) -> Iterator[Message]:
    """What of the pages and references of an office file is damaged; a server looks after its own.

    ``quick`` leaves out whether each index agrees with its table.
    """
    if session.get_bind().dialect.name != "sqlite":
        return
    connection = session.connection()
    pragma = "quick_check" if quick else "integrity_check"
    for (found,) in connection.execute(text(f"PRAGMA {pragma}({MOST_DAMAGE})")):
        if found != "ok":
            yield Message(_DAMAGED, {"finding": found})
    for row in connection.execute(text("PRAGMA foreign_key_check")).fetchmany(MOST_DAMAGE):
        yield Message(_DAMAGED, {"finding": f"{row[0]} {row[1]} -> {row[2]}"})


def gaps(session: Session) -> Iterator[Message]:
    """Registration numbers that were given and are not on record: each series has no gaps."""
    series = select(Registration.channel, Registration.year, func.count(), func.max(Registration.sequence)).group_by(
        Registration.channel, Registration.year
    )
    counters = {name: value for name, value in session.execute(select(Counter.name, Counter.value))}
    for code, year, count, highest in session.execute(series.order_by(Registration.channel, Registration.year)):
        last = max(highest, counters.pop(f"registration/{code}/{year}", 0))
        channel = Channel.of(code)
        if count == last or channel is None:
            continue
        there = set(
            session.scalars(
                select(Registration.sequence).where(Registration.channel == code, Registration.year == year)
            )
        )
        for sequence in range(1, last + 1):
            if sequence not in there:
                yield _missing(year, channel, sequence)
    for name, value in sorted(counters.items()):
        kind, _slash, rest = name.partition("/")
        of_channel, _slash, of_year = rest.partition("/")
        if kind == "registration" and of_channel in {channel.value for channel in CHANNELS} and of_year.isdecimal():
            for sequence in range(1, value + 1):
                yield _missing(int(of_year), Channel(of_channel), sequence)  # type: ignore[call-arg]  # made from its code


def _missing(year: int, channel: Channel, sequence: int) -> Message:
    number = registration_number(year, channel, sequence)
    return Message(_("{number} was given, and is not on record."), {"number": number})
