"""Chinese text composed into lines, measured by the fonts it is printed in.

Rules of GB/T 15834-2011, 5.1: no stop, closing bracket, closing quotation mark or connecting mark begins a line, no
opening one ends it, a dash —— and an ellipsis …… are not divided. So a text is first cut into units that hold
together (a word of letters or figures; one Han with the marks around it). A unit that does not fit is squeezed in
when little is wanting, else it opens the next line, taking its marks with it. Full lines are justified by one spacing
between all characters.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from petitiondesk.documents import fonts
from petitiondesk.documents.fonts import Role

NO_START = frozenset("，。、；：？！）》」』】〕〉〗｝］”’·•‧—–－-～％‰℃°″′々ー,.;:?!)]}%…")
NO_END = frozenset("（《「『【〔〈〖｛［“‘￥＄￡＃([{¥$£€№")

EMPTY_BOX, TICKED_BOX = "\ufdd0", "\ufdd1"
"""Places of drawn check boxes, one em wide. They are noncharacters, so no text that somebody typed holds them."""

SQUEEZE = 0.035
"""How much closer characters may stand, in em, to take one more unit into the line."""
STRETCH_HAN, STRETCH_LETTERS = 0.2, 0.04
"""How much wider Han (or the letters of a mostly foreign line) may stand, in em; else the line stays ragged."""

_LETTERS = "0-9A-Za-z\u00c0-\u024f\u0370-\u03ff\u0400-\u04ff\u1e00-\u1eff"
_LETTER = re.compile("[A-Za-z\u00c0-\u024f\u0370-\u03ff\u0400-\u04ff\u1e00-\u1eff]")
_JOINTED = re.compile("[^-/_.?&=]*[-/_.?&=]+|[^-/_.?&=]+")
_TOKEN = re.compile(f"—{{2}}|…{{2}}| +|[{_LETTERS}]+(?:[-.,:'’@&+/_=~?#%][{_LETTERS}]+)*|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Line:
    """One composed line: its pieces by font, where it begins and how far its characters stand apart (points)."""

    pieces: tuple[tuple[str, str], ...]
    """(font name, text); the font name is empty for a drawn check box."""
    indent: float
    width: float
    """From the first character's left edge to the last one's right edge."""
    spacing: float

    @property
    def text(self) -> str:
        """What a reader takes out of the line."""
        return "".join(piece for name, piece in self.pieces if name)


@dataclass(frozen=True, slots=True)
class _Unit:
    text: str
    width: float


def measure(text: str, role: Role, size: float) -> float:
    """Width of the text on one line, in points, before any spacing."""
    return size * sum(1.0 if char in (EMPTY_BOX, TICKED_BOX) else fonts.advance(char, role) for char in text)


def compose(
    text: str,
    role: Role,
    size: float,
    width: float,
    *,
    indent: float = 0.0,
    spacing: float = 0.0,
    justified: bool = True,
) -> list[Line]:
    """Compose text into lines no wider than ``width`` points; each ``\\n`` begins a paragraph.

    ``indent`` is the first line's of each paragraph; ``spacing`` is added after every character (GB/T 9704 sets 28
    characters of 16 pt on 156 mm with a little less than none). An empty paragraph is an empty line.
    """
    return [
        line
        for paragraph in text.split("\n")
        for line in _paragraph(paragraph.strip(" "), role, size, width, indent, spacing, justified)
    ]


def _paragraph(
    text: str, role: Role, size: float, width: float, indent: float, spacing: float, justified: bool
) -> Iterator[Line]:
    squeezed = min(spacing, -SQUEEZE * size) if justified else spacing
    taken: list[_Unit] = []
    room = width - indent
    for unit in _units(text, role, size, width):
        line = "".join(each.text for each in taken) + unit.text
        natural = sum(each.width for each in taken) + unit.width
        if taken and not unit.text.isspace() and natural + (len(line) - 1) * squeezed > room + 0.01:
            yield _line(taken, role, size, room, width - room, spacing, justified)
            taken, room = [], width
        if taken or not unit.text.isspace():
            taken.append(unit)
    yield _line(taken, role, size, room, width - room, spacing, False)


def _line(
    units: list[_Unit], role: Role, size: float, room: float, indent: float, spacing: float, justified: bool
) -> Line:
    """Set the units on a line of ``room`` points: filled out where it is justified, never wider than the room."""
    while units and units[-1].text.isspace():
        units.pop()
    text = "".join(unit.text for unit in units)
    natural = sum(unit.width for unit in units)
    most = spacing
    if justified:
        letters = len(_LETTER.findall(text))
        most += size * (STRETCH_LETTERS if letters > len(text) / 3 else STRETCH_HAN)
    exact = (room - natural) / max(len(text) - 1, 1)
    used = exact if exact <= most else spacing
    return Line(_pieces(text, role), indent, natural + used * (len(text) - 1 if text else 0), used)


def _pieces(text: str, role: Role) -> tuple[tuple[str, str], ...]:
    pieces: list[tuple[str, str]] = []
    for part in re.split(f"([{EMPTY_BOX}{TICKED_BOX}])", text):
        if part in (EMPTY_BOX, TICKED_BOX):
            pieces.append(("", part))
        elif part:
            pieces += fonts.runs(part, role)
    return tuple(pieces)


def _units(text: str, role: Role, size: float, width: float) -> Iterator[_Unit]:
    """Units no wider than a line: a longer one (a web address) is cut at its joints, or between characters."""
    for held in _held_together(text):
        for part in _cut(held, role, size, width):
            yield _Unit(part, measure(part, role, size))


def _cut(held: str, role: Role, size: float, width: float) -> Iterator[str]:
    if measure(held, role, size) <= width:
        yield held
        return
    for part in _JOINTED.findall(held):
        if measure(part, role, size) <= width:
            yield part
        else:
            yield from part


def _held_together(text: str) -> Iterator[str]:
    """Tokens with the opening marks before and the closing marks behind them."""
    held, open_ended = "", False
    for token in _TOKEN.findall(text):
        closes = token in NO_START or token == "……"
        if held and not open_ended and not (closes and not held.isspace()):
            yield held
            held = ""
        held += token
        open_ended = token in NO_END or token in (EMPTY_BOX, TICKED_BOX)
    if held:
        yield held
