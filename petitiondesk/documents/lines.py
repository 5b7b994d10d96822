"""Chinese text composed into lines, measured by the fonts it is printed in.

Rules of GB/T 15834-2011, 5.1: no stop, closing bracket, closing quotation mark or connecting mark begins a line, no
opening one ends it, a dash —— and an ellipsis …… are not divided. So a text is first cut into units that hold
together (a word of letters or figures, a phone number with its blanks; one Han with the marks around it). A unit that
does not fit is squeezed in when little is wanting, else it opens the next line, taking its marks with it. Full lines
are justified by one spacing between all characters.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, zip_longest

from petitiondesk.documents import fonts
from petitiondesk.documents.fonts import Role

NO_START = frozenset("，。、；：？！）》」』】〕〉〗｝］”’·•‧—–－-～％‰℃°″′々ー,.;:?!)]}%…")
BOX = "\ufdd0"
"""The place of a drawn check box, one em wide. It is a noncharacter, so no text that somebody typed holds it."""

NO_END = frozenset(f"（《「『【〔〈〖｛［“‘￥＄￡＃([{{¥$£€№{BOX}")

SQUEEZE = 0.035
"""How much closer characters may stand, in em, to take one more unit into the line."""
STRETCH_HAN, STRETCH_LETTERS = 0.2, 0.04
"""How much wider Han (or the letters of a mostly foreign line) may stand, in em; else the line stays ragged."""

_ROUNDING = 0.01
_HAIR = 1e-6
"""What a division of such numbers may be off."""
_THOUSAND = 1000
"""Fonts tell widths in thousandths of an em: whole numbers, whose sums are exact."""

_LETTERS = "0-9A-Za-z\u00c0-\u024f\u0370-\u03ff\u0400-\u04ff\u1e00-\u1eff"
_LETTER = re.compile("[A-Za-z\u00c0-\u024f\u0370-\u03ff\u0400-\u04ff\u1e00-\u1eff]")
_JOINTED = re.compile("[^-/_.?&=]*[-/_.?&=]+|[^-/_.?&=]+")
_REGISTRATION_NUMBER = "[0-9]{4}-[\u4e00-\u9fff]-[0-9]{6}"
_PHONE = r"\+?[0-9]{2,4}(?:[- ][0-9]{3,4}){1,3}(?:转[0-9]+)?(?![0-9])"
_TOKEN = re.compile(
    f"{_REGISTRATION_NUMBER}|{_PHONE}|—{{2}}|…{{2}}| +|[{_LETTERS}]+(?:[-.,:'’@&+/_=~?#%][{_LETTERS}]+)*|.", re.DOTALL
)


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


@dataclass(frozen=True, slots=True)
class _Setting:
    role: Role
    size: float
    width: float
    indent: float
    spacing: float
    justified: bool

    @property
    def closest(self) -> float:
        """The least spacing that takes one more unit into a line."""
        return min(self.spacing, -SQUEEZE * self.size) if self.justified else self.spacing

    def widest(self, text: str) -> float:
        """The most spacing that fills out a line of this text."""
        letters = len(_LETTER.findall(text))
        stretch = STRETCH_LETTERS if letters > len(text) / 3 else STRETCH_HAN
        return self.spacing + stretch * self.size if self.justified else self.spacing


def measure(text: str, role: Role, size: float) -> float:
    """Width of the text on one line, in points, before any spacing."""
    return size * sum(_advance(char, role) for char in text)


def _advance(char: str, role: Role) -> float:
    return 1.0 if char == BOX else fonts.advance(char, role)


@lru_cache(maxsize=512)
def compose(
    text: str,
    role: Role,
    size: float,
    width: float,
    *,
    indent: float = 0.0,
    spacing: float = 0.0,
    justified: bool = True,
) -> tuple[Line, ...]:
    """Compose text into lines no wider than ``width`` points; each ``\\n`` begins a paragraph.

    ``indent`` is the first line's of each paragraph; ``spacing`` is added after every character (GB/T 9704 sets 28
    characters of 16 pt on 156 mm with a little less than none). An empty paragraph is an empty line. What was composed
    is remembered: the same rights stand on every slip, and a paper is set several ways until it fits its page.
    """
    setting = _Setting(role, size, width, indent, spacing, justified)
    return tuple(line for paragraph in text.split("\n") for line in _paragraph(paragraph.strip(" "), setting))


def _paragraph(text: str, setting: _Setting) -> Iterator[Line]:
    taken: list[_Unit] = []
    indent, count, natural = setting.indent, 0, 0.0
    for unit in _units(text, setting):
        blank = unit.text.isspace()
        count, natural = count + len(unit.text), natural + unit.width
        if taken and not blank and natural + (count - 1) * setting.closest > setting.width - indent + _ROUNDING:
            yield _line(taken, setting, indent, full=True)
            taken, indent, count, natural = [], 0.0, len(unit.text), unit.width
        if taken or not blank:
            taken.append(unit)
        else:
            count, natural = 0, 0.0
    yield _line(taken, setting, indent, full=False)


def _line(units: list[_Unit], setting: _Setting, indent: float, *, full: bool) -> Line:
    """Set the units on one line; a full one is filled out to the right edge, the last only kept from crossing it."""
    while units and units[-1].text.isspace():
        units.pop()
    text = "".join(unit.text for unit in units)
    natural = sum(unit.width for unit in units)
    gaps = max(len(text) - 1, 1)
    exact = (setting.width - indent - natural) / gaps
    spacing = exact if exact <= (setting.widest(text) if full else setting.spacing) else setting.spacing
    return Line(_pieces(text, setting.role), indent, natural + spacing * (gaps if len(text) > 1 else 0), spacing)


def _pieces(text: str, role: Role) -> tuple[tuple[str, str], ...]:
    pieces: list[tuple[str, str]] = []
    for part in re.split(f"({BOX})", text):
        if part == BOX:
            pieces.append(("", part))
        elif part:
            pieces += fonts.runs(part, role)
    return tuple(pieces)


def _units(text: str, setting: _Setting) -> Iterator[_Unit]:
    """Units no wider than a first line: a longer one (a web address) is cut at its joints, or between characters."""
    room = setting.width - setting.indent
    for held in _held_together(text):
        whole = _Unit(held, measure(held, setting.role, setting.size))
        if whole.width <= room:
            yield whole
            continue
        for part in _JOINTED.findall(held):
            for piece in _between_characters(part, setting, room):
                yield _Unit(piece, measure(piece, setting.role, setting.size))


def _between_characters(part: str, setting: _Setting, room: float) -> Iterator[str]:
    """A part without joints, cut as far on as there is room, not between a mark and what it belongs to.

    Sums and places are found once for the whole part: somebody may lean on a key, or paste a page without a blank.
    """
    ends = [0, *accumulate(round(_THOUSAND * _advance(char, setting.role)) for char in part)]
    may_be_cut = (place * _may_be_cut(part, place) for place in range(1, len(part)))
    last_fine = [0, *accumulate(may_be_cut, max)]
    room_in_thousandths = _THOUSAND * room / setting.size + _HAIR
    start = 0
    while start < len(part):
        fits = max(bisect_right(ends, ends[start] + room_in_thousandths) - 1, start + 1)
        end = fits
        if fits < len(part):
            end = max(last_fine[fits], start + 1)
            end = fits if part[end] in NO_START else end
        yield part[start:end]
        start = end


def _may_be_cut(text: str, place: int) -> bool:
    return text[place] not in NO_START and text[place - 1] not in NO_END


def _held_together(text: str) -> Iterator[str]:
    """Tokens with the opening marks before and the closing marks behind them."""
    held: list[str] = []
    open_ended = False
    tokens = _TOKEN.findall(text)
    for token, following in zip_longest(tokens, tokens[1:], fillvalue=""):
        # A blank typed before a stop must not leave the stop alone.
        closes = _closes(token) or (token.isspace() and _closes(following))
        blank = len(held) == 1 and held[0].isspace()
        if held and not open_ended and not (closes and not blank):
            yield "".join(held)
            held = []
        held.append(token)
        open_ended = token in NO_END
    if held:
        yield "".join(held)


def _closes(token: str) -> bool:
    return token in NO_START or token == "……"
