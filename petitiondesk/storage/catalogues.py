"""Divisions, content categories and the everyday words for these: loaded in bulk, offered while somebody types.

An edition deletes nothing: what it holds unchanged keeps its id, since registrations hold entries by id; what it no
longer holds gets ``valid_to``, the edition's day. Ids are given here, so that one bulk insert can name the parents.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import Any

from sqlalchemy import ColumnElement, and_, case, delete, false, func, insert, not_, or_, select, update

from petitiondesk.rules.names import fold
from petitiondesk.rules.readings import OWN_NAME, spelling
from petitiondesk.storage.database import Session
from petitiondesk.storage.models import CategoryWord, ContentCategory, Division
from petitiondesk.storage.text import storable

SEPARATOR = " / "
"""Between the levels of a content category's full name."""

_BRACKETS = frozenset({"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"})
_CODE_LENGTHS = (2, 4, 6, 9)
"""Digits of the code of a province, city, county, township."""

_TOWNSHIP = 4
"""The lowest level of a division."""

_LONGEST_SEARCH = 100

_DIVISION = (Division.id, Division.code, Division.name, Division.full_name, Division.level)
_CATEGORY = (ContentCategory.id, ContentCategory.full_name, ContentCategory.name, ContentCategory.reading)


@dataclass(frozen=True)
class DivisionLine:
    """One line of an edition of divisions; ``reading`` of its own name (see rules.readings)."""

    code: str
    name: str
    reading: str


@dataclass(frozen=True)
class CategoryLine:
    """One line of an edition of categories: names from the top class down to its own, and the reading of its own."""

    names: tuple[str, ...]
    reading: str


@dataclass(frozen=True)
class EverydayWord:
    """A word of citizens that leads to a content category, named by its full name; ``reading`` of the word."""

    word: str
    reading: str
    category: str


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
    """A content category as it is offered; ``reading``: its own, then those of its parents, between blanks."""

    id: int
    full_name: str
    name: str
    reading: str


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
            "reading": line.reading if parent is None else f"{line.reading} {parent['reading']}",
            "level": len(line.names),
            "parent": parent,
        }
    _replace(session, ContentCategory, by_names.values(), edition, identity=("full_name",))


def load_everyday_words(session: Session, words: Iterable[EverydayWord], edition: date) -> None:
    """Make ``words`` those in use. Words for categories that are not in force are left out."""
    in_force = {entry.full_name: entry.id for entry in categories(session)}
    session.execute(delete(CategoryWord))
    rows = [
        {"word": each.word, "reading": each.reading, "category_id": in_force[each.category], "edition": edition}
        for each in words
        if each.category in in_force
    ]
    if rows:
        session.execute(insert(CategoryWord), rows)


def everyday_words(session: Session) -> list[EverydayWord]:
    """The words that lead to content categories in force, in the order of their edition."""
    in_use = (
        select(CategoryWord.word, CategoryWord.reading, ContentCategory.full_name)
        .join(ContentCategory, CategoryWord.category_id == ContentCategory.id)
        .where(ContentCategory.valid_to.is_(None))
        .order_by(CategoryWord.id)
    )
    return [EverydayWord(*row) for row in session.execute(in_use)]


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

    Each word of ``text`` is characters of the full name in their order ("上城 笕桥", "上城笕桥") or spells one of its
    names from its beginning ("scq jq", "shangcheng", "jqiao"). ``within`` (a division's id) leaves out what lies
    outside it; ``near`` (the office's division) puts what lies in its own county first, then in its city and in its
    province. A text longer than any address finds nothing.
    """
    words = [folded for word in storable(text).split() if (folded := fold(word))]
    if not words or len(text) > _LONGEST_SEARCH:
        return []
    statement = select(*_DIVISION).where(Division.valid_to.is_(None))
    if within is not None:
        statement = statement.where(Division.code.startswith(_code(session, within)))
    order = (_own_name(words[-1]), Division.level, Division.code)
    offered: dict[str, DivisionEntry] = {}
    for means, ring in product(_meanings(words), _rings(_code(session, near))):
        found = statement.where(*means, ring).order_by(*order).limit(2 * limit)
        for row in session.execute(found):  # a bracket has its parent's full name
            offered.setdefault(row.full_name, DivisionEntry(*row))
        if len(offered) >= limit:
            break
    return list(offered.values())[:limit]


def _parent_length(code: str) -> int:
    return max((length for length in _CODE_LENGTHS if length < len(code)), default=0)


def _place_names(line: DivisionLine, parent: Mapping[str, Any] | None) -> dict[str, str]:
    """A bracket, and a county that bears its city's name (东莞市), adds nothing to the full name."""
    if parent is None:
        return {"full_name": line.name, "reading": line.reading}
    if line.name in _BRACKETS or line.name == parent["name"]:
        return {"full_name": parent["full_name"], "reading": parent["reading"]}
    return {"full_name": parent["full_name"] + line.name, "reading": f"{line.reading} {parent['reading']}"}


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


def _meanings(words: Sequence[str]) -> list[list[ColumnElement[bool]]]:
    """What the words may mean: first with their characters side by side, then with others between them."""
    if all(spelling(word) for word in words):
        return [[_spells(word) for word in words]]
    return [[_spells(word) if spelling(word) else _holds(word, between) for word in words] for between in ("", "%")]


def _spells(word: str) -> ColumnElement[bool]:
    """Python is asked only of names that hold the letters in their order: asking it of each would take too long."""
    letters = f"{'%'.join(word)}%"
    held = or_(Division.reading.like(letters), Division.reading.like(f"% {letters}"))
    return and_(held, Division.reading.regexp_match(spelling(word)))


def _holds(word: str, between: str) -> ColumnElement[bool]:
    characters = (character.replace("/", "//").replace("%", "/%").replace("_", "/_") for character in word)
    return Division.full_name.like(f"%{between.join(characters)}%", escape="/")


def _own_name(word: str) -> ColumnElement[int]:
    """0 where the word begins the division's own name, 1 where the name holds it, 2 where a parent does."""
    spelt = spelling(word, begins=OWN_NAME)
    if spelt is not None:
        return case((Division.reading.regexp_match(spelt), 0), else_=2)
    begins = Division.name.startswith(word, autoescape=True)
    return case((begins, 0), (Division.name.contains(word, autoescape=True), 1), else_=2)


def _rings(code: str) -> list[ColumnElement[bool]]:
    """The country in rings around a division: its county, the rest of its city, of its province, elsewhere.

    They are searched one after the other, so that few letters, which many divisions match, are answered from nearby.
    Around nothing, the townships are the second ring.
    """
    if not code:
        return [Division.level < _TOWNSHIP, Division.level == _TOWNSHIP]
    rings: list[ColumnElement[bool]] = []
    inner: ColumnElement[bool] = false()
    for length in (6, 4, 2):
        if len(code) >= length:
            begins = code[:length]
            ring = and_(Division.code >= begins, Division.code < f"{int(begins) + 1:0{length}}")  # by the index
            rings.append(and_(ring, not_(inner)))
            inner = ring
    return [*rings, not_(inner)]
