"""Divisions and content categories: editions loaded in bulk, entries offered while somebody types.

An edition deletes nothing: what it holds unchanged keeps its id, since registrations hold entries by id; what it no
longer holds gets ``valid_to``, the edition's day. Ids are given here, so that one bulk insert can name the parents.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, case, func, insert, literal, or_, select, update

from petitiondesk.rules.names import fold
from petitiondesk.storage.database import Session
from petitiondesk.storage.models import ContentCategory, Division
from petitiondesk.storage.text import storable

SEPARATOR = " / "
"""Between the levels of a content category's full name."""

_BRACKETS = frozenset({"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"})
_CODE_LENGTHS = (2, 4, 6, 9)
"""Digits of the code of a province, city, county, township."""

_LONGEST_SEARCH = 100

_DIVISION = (Division.id, Division.code, Division.name, Division.full_name, Division.level)
_CATEGORY = (ContentCategory.id, ContentCategory.full_name, ContentCategory.name, ContentCategory.initials)


@dataclass(frozen=True)
class DivisionLine:
    """One line of an edition of divisions. ``initials`` of its own name."""

    code: str
    name: str
    initials: str


@dataclass(frozen=True)
class CategoryLine:
    """One line of an edition of categories: names from the top class down to its own, and the initials of its own."""

    names: tuple[str, ...]
    initials: str


@dataclass(frozen=True)
class DivisionEntry:
    """A division as it is offered and shown; ``level`` 1 province, 2 city, 3 county, 4 township."""

    id: int
    code: str
    name: str
    full_name: str
    level: int


@dataclass(frozen=True)
class CategoryEntry:
    """A content category as it is offered; ``initials``: its own, then those of its parents, between blanks."""

    id: int
    full_name: str
    name: str
    initials: str


def load_divisions(session: Session, lines: Iterable[DivisionLine], edition: date) -> None:
    """Make ``lines`` the divisions in force. Every parent comes before its children."""
    by_code: dict[str, dict[str, Any]] = {}
    for line in lines:
        parent = by_code.get(line.code[: _parent_length(line.code)])
        by_code[line.code] = {
            "code": line.code,
            "name": line.name,
            "level": _CODE_LENGTHS.index(len(line.code)) + 1,
            "parent": parent,
            **_place_names(line, parent),
        }
    _replace(session, Division, by_code.values(), edition, identity=("code", "full_name"))


def load_categories(session: Session, lines: Iterable[CategoryLine], edition: date) -> None:
    """Make ``lines`` the content categories in force. Every parent comes before its children."""
    by_names: dict[tuple[str, ...], dict[str, Any]] = {}
    for line in lines:
        parent = by_names.get(line.names[:-1])
        by_names[line.names] = {
            "name": line.names[-1],
            "full_name": SEPARATOR.join(line.names),
            "initials": line.initials if parent is None else f"{line.initials} {parent['initials']}",
            "level": len(line.names),
            "parent": parent,
        }
    _replace(session, ContentCategory, by_names.values(), edition, identity=("full_name",))


def categories(session: Session) -> list[CategoryEntry]:
    """The content categories in force, in the order of their edition."""
    in_force = select(*_CATEGORY).where(ContentCategory.valid_to.is_(None)).order_by(ContentCategory.id)
    return [CategoryEntry(*row) for row in session.execute(in_force)]


def category(session: Session, category_id: int) -> CategoryEntry | None:
    """One content category, in force or not."""
    row = session.execute(select(*_CATEGORY).where(ContentCategory.id == category_id)).one_or_none()
    return None if row is None else CategoryEntry(*row)


def division(session: Session, division_id: int) -> DivisionEntry | None:
    """One division, in force or not."""
    row = session.execute(select(*_DIVISION).where(Division.id == division_id)).one_or_none()
    return None if row is None else DivisionEntry(*row)


def division_of_code(session: Session, code: str) -> DivisionEntry | None:
    """The division in force with this code."""
    row = session.execute(select(*_DIVISION).where(Division.code == code, Division.valid_to.is_(None))).first()
    return None if row is None else DivisionEntry(*row)


def divisions_like(
    session: Session, text: str, *, within: int | None = None, near: int | None = None, limit: int = 20
) -> list[DivisionEntry]:
    """The divisions in force that ``text`` may mean, the likeliest first.

    Each word of ``text`` is characters of the full name in their order ("上城 笕桥", "上城笕桥") or the beginning of
    the initials of one of its names ("scq jq"). ``within`` (a division's id) leaves out what lies outside it; ``near``
    (the office's division) puts what lies in its own county first, then in its city and in its province. A text longer
    than any address finds nothing.
    """
    words = [folded for word in storable(text).split() if (folded := fold(word))]
    if not words or len(text) > _LONGEST_SEARCH:
        return []
    statement = select(*_DIVISION).where(Division.valid_to.is_(None), *(_means(word) for word in words))
    if within is not None:
        statement = statement.where(Division.code.startswith(_code(session, within)))
    ranked = statement.order_by(
        *(case((_holds(word), 0), else_=1) for word in words),
        _distance(_code(session, near)),
        _own_name(words[-1]),
        Division.level,
        Division.code,
    )
    offered: dict[str, DivisionEntry] = {}
    for row in session.execute(ranked.limit(2 * limit)):  # a bracket has its parent's full name
        offered.setdefault(row.full_name, DivisionEntry(*row))
    return list(offered.values())[:limit]


def _parent_length(code: str) -> int:
    return max((length for length in _CODE_LENGTHS if length < len(code)), default=0)


def _place_names(line: DivisionLine, parent: Mapping[str, Any] | None) -> dict[str, str]:
    """A bracket, and a county that bears its city's name (东莞市), adds nothing to the full name."""
    if parent is None:
        return {"full_name": line.name, "initials": line.initials}
    if line.name in _BRACKETS or line.name == parent["name"]:
        return {"full_name": parent["full_name"], "initials": parent["initials"]}
    return {"full_name": parent["full_name"] + line.name, "initials": f"{line.initials} {parent['initials']}"}


def _replace(
    session: Session,
    model: type[Division] | type[ContentCategory],
    entries: Iterable[dict[str, Any]],
    edition: date,
    *,
    identity: tuple[str, ...],
) -> None:
    """Keep what stands in both editions, close what is gone, add what is new. ``parent`` holds an entry, not an id."""
    columns = [getattr(model, name) for name in identity]
    former = {
        tuple(key): id_ for id_, *key in session.execute(select(model.id, *columns).where(model.valid_to.is_(None)))
    }
    next_id = (session.scalar(select(func.max(model.id))) or 0) + 1
    added: list[dict[str, Any]] = []
    for entry in entries:
        kept = former.pop(tuple(entry[name] for name in identity), None)
        entry["id"] = kept or next_id + len(added)
        if kept is None:
            added.append(entry)
    for entry in added:
        parent = entry.pop("parent")
        entry |= {"parent_id": parent and parent["id"], "edition": edition}
    if former:
        session.execute(update(model), [{"id": id_, "valid_to": edition} for id_ in former.values()])
    if added:
        session.execute(insert(model), added)


def _code(session: Session, division_id: int | None) -> str:
    """The code of a division, empty where there is none."""
    return session.scalar(select(Division.code).where(Division.id == division_id)) or ""


def _means(word: str) -> ColumnElement[bool]:
    scattered = "%".join(character.replace("/", "//").replace("%", "/%").replace("_", "/_") for character in word)
    return or_(Division.full_name.like(f"%{scattered}%", escape="/"), _initials_begin(word))


def _holds(word: str) -> ColumnElement[bool]:
    """As :func:`_means`, but with the characters side by side."""
    return or_(Division.full_name.contains(word, autoescape=True), _initials_begin(word))


def _initials_begin(word: str) -> ColumnElement[bool]:
    return or_(
        Division.initials.startswith(word, autoescape=True), Division.initials.contains(f" {word}", autoescape=True)
    )


def _own_name(word: str) -> ColumnElement[int]:
    """0 where the word begins the division's own name or initials, 1 where the name holds it, 2 where a parent does."""
    begins = or_(Division.name.startswith(word, autoescape=True), Division.initials.startswith(word, autoescape=True))
    return case((begins, 0), (Division.name.contains(word, autoescape=True), 1), else_=2)


def _distance(code: str) -> ColumnElement[int]:
    """How far a division lies from the one with ``code``: same county, same city, same province, elsewhere."""
    steps = [
        (Division.code.startswith(code[:length]), rank) for rank, length in enumerate((6, 4, 2)) if len(code) >= length
    ]
    return case(*steps, else_=len(steps)) if steps else literal(0)
