"""What a notice would change, in words: days against what is kept, and open terms that move."""

from collections.abc import Sequence

from petitiondesk.office.calendar import Looked, Move
from petitiondesk.rules.holiday_notices import SpecialDay
from petitiondesk.windows.messages import tr

MOST_MOVES = 100
"""So many are named; of the rest it is said how many they are."""


def days_changed(looked: Looked) -> list[str]:
    """Days put in and taken out, a sentence each."""
    if not looked.added and not looked.removed:
        return [tr("The same days are kept already.")]
    said = []
    if looked.added:
        said.append(tr("Comes in: {days}", days=_days(looked.added)))
    if looked.removed:
        said.append(tr("Goes out: {days}", days=_days(looked.removed)))
    return said


def moves(looked: Looked) -> list[str]:
    """Each term that moves on a line of its own, and what else is settled."""
    said = [_move(move) for move in looked.moves[:MOST_MOVES]]
    if len(looked.moves) > MOST_MOVES:
        said.append(tr("and {count} more", count=len(looked.moves) - MOST_MOVES))
    if not said:
        said.append(tr("No last day of an open term moves."))
    if looked.settled:
        said.append(tr("Terms that keep their day and are no longer provisional: {count}", count=looked.settled))
    return said


def _days(days: Sequence[SpecialDay]) -> str:
    return tr(", ").join(
        tr("{day} working", day=special.day) if special.working else tr("{day} off", day=special.day)
        for special in days
    )


def _move(move: Move) -> str:
    if move.before is None:
        return tr("{number}: a report of wrongdoing; its term is counted anew", number=move.number)
    values = {"number": move.number, "what": tr(move.what), "before": move.before, "after": move.after}
    if move.held and move.before == move.after:
        return tr("{number} {what}: stays {after}, as the slip tells", **values)
    if move.held:
        return tr("{number} {what}: {before} becomes {after}, no later than the slip tells", **values)
    return tr("{number} {what}: {before} becomes {after}", **values)
