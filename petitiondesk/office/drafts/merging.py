"""What was typed into a correction, put on top of what somebody else corrected meanwhile.

Whole pieces are compared: a row (a person, a request, a paper), who the petitioner is, or one text. A piece is taken
from one of the two sides as it is, so that nobody stands there with somebody else's number; where the two sides name
two people, everything told of the petitioner is one piece.
"""

from collections.abc import Mapping
from dataclasses import dataclass

_PETITIONER = "petitioner"

_REACHED = frozenset({"phone", "division_id", "address", "postcode"})
"""How the petitioner is reached; all else that is told of one says who it is."""

_TYPED = ".typed"

_Piece = tuple[str, ...]
_Pieces = dict[_Piece, dict[str, str]]


@dataclass(frozen=True)
class Conflict:
    """A text that both sides changed. The record's stands, ``typed`` is handed back; words for a catalogue entry."""

    path: str
    record: str
    typed: str


@dataclass(frozen=True)
class Merged:
    """Texts by path, without empty ones, and whatever of what was typed could not be put there."""

    fields: dict[str, str]
    conflicts: tuple[Conflict, ...] = ()


def on_top(record: Mapping[str, str], then: Mapping[str, str], typed: Mapping[str, str]) -> Merged:
    """The ``record`` with what differs between ``then`` and ``typed``, all three texts by path.

    A row that was added stands behind those of the record; one that is on record by now, word for word, is not added.
    """
    same = _who(record) == _who(typed)
    theirs, former, mine = (_pieces(told, same_person=same) for told in (record, then, typed))
    merged, conflicts = dict(theirs), list[Conflict]()
    for piece in sorted(former.keys() | mine.keys()):
        said, was, now = mine.get(piece, {}), former.get(piece, {}), theirs.get(piece, {})
        if said == was or (not was and _is_row(piece)):
            continue
        if now == was:
            merged[piece] = said
        else:
            conflicts += _conflicts(now, was, said)
    for prefix in sorted({piece[0] for piece in mine if _is_row(piece)}):
        merged |= _added(prefix, theirs, former, mine)
    return Merged({path: text for texts in merged.values() for path, text in texts.items()}, tuple(conflicts))


def words_at(texts: Mapping[str, str], path: str) -> str:
    """The text at a path; of a catalogue entry its words."""
    return texts.get(f"{path}{_TYPED}") or texts.get(path, "")


def _who(fields: Mapping[str, str]) -> dict[str, str]:
    return _pieces(fields, same_person=True).get((_PETITIONER,), {})


def _pieces(fields: Mapping[str, str], *, same_person: bool) -> _Pieces:
    pieces: _Pieces = {}
    for path, text in fields.items():
        if text:
            pieces.setdefault(_piece_of(path, same_person=same_person), {})[path] = text
    return pieces


def _piece_of(path: str, *, same_person: bool) -> _Piece:
    first, *rest = path.removesuffix(_TYPED).split(".")
    if len(rest) > 1 and rest[0].isdecimal():
        return (first, rest[0])
    if first == _PETITIONER and not (same_person and _REACHED.issuperset(rest)):
        return (first,)
    return (path.removesuffix(_TYPED),)


def _is_row(piece: _Piece) -> bool:
    return len(piece) == 2


def _added(prefix: str, theirs: _Pieces, former: _Pieces, mine: _Pieces) -> _Pieces:
    """The rows that were added: where they were typed, or behind everybody's where others were added meanwhile."""
    of_theirs = {place: row for (first, place), row in _rows(theirs).items() if first == prefix}
    others = {place: row for place, row in of_theirs.items() if (prefix, place) not in former}
    on_record = [_without_place(row) for row in others.values()]
    added = [
        (int(place), row)
        for (first, place), row in _rows(mine).items()
        if first == prefix and (first, place) not in former and _without_place(row) not in on_record
    ]
    if not others:
        return {(prefix, str(place)): row for place, row in added}
    taken = [int(place) for first, place in (*_rows(theirs), *_rows(former)) if first == prefix]
    return {
        (prefix, str(place)): {f"{prefix}.{place}.{name}": text for name, text in _without_place(row).items()}
        for place, (_typed_at, row) in enumerate(sorted(added, key=lambda each: each[0]), max(taken) + 1)
    }


def _rows(pieces: _Pieces) -> dict[tuple[str, str], dict[str, str]]:
    return {(piece[0], piece[1]): texts for piece, texts in pieces.items() if _is_row(piece)}


def _without_place(row: Mapping[str, str]) -> dict[str, str]:
    return {path.split(".", 2)[2]: text for path, text in row.items()}


def _conflicts(record: Mapping[str, str], then: Mapping[str, str], typed: Mapping[str, str]) -> list[Conflict]:
    """What was typed anew into a piece and is not on record."""
    paths = sorted({path.removesuffix(_TYPED) for path in (*record, *then, *typed)})
    told = [(path, words_at(record, path), words_at(then, path), words_at(typed, path)) for path in paths]
    return [Conflict(path, now, said) for path, now, was, said in told if said not in (was, now)]
