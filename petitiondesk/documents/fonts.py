"""The letters of a paper: which font each character is printed in, and which characters no font can print.

Every role has a font of its own and falls back, character by character, to Song, Kai and Rare. ReportLab prints a
character that its font lacks as an empty shape without a word, so nothing is handed to it before it was looked up.

What becomes of a character that can't be printed:

- control characters, format characters (joiners, direction marks, soft hyphens) and variation selectors leave no
  ink: :func:`printable` drops them;
- a letter with a combining mark is composed to one character where Unicode has one (NFC, on that letter only: a
  compatibility ideograph of somebody's name stays what it is);
- all others are named by :func:`missing_characters` and stand in the text as 〓, the printers' mark for a missing
  piece of type, drawn as a light box to write them into: characters without a glyph, private-use characters (their
  picture differs from PC to PC), lone surrogates, right-to-left letters and combining marks that were left (ReportLab
  can't shape them).
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path
from typing import Literal

from petitiondesk import resources
from petitiondesk.documents import to_unicode

Role = Literal["hei", "hei_bold", "title", "song", "kai", "fang"]

MISSING = "〓"

_FILES = {
    "hei": "PetitionDeskHei-Regular.ttf",
    "hei_bold": "PetitionDeskHei-Bold.ttf",
    "title": "PetitionDeskTitle.ttf",
    "song": "PetitionDeskSong.ttf",
    "kai": "PetitionDeskKai.ttf",
    "rare": "PetitionDeskRare.ttf",
}
_FALLBACK = ("song", "kai", "rare")
_OF_SLIPS = ("hei", "hei_bold", "title", "song")

# No 仿宋 may be shipped; these are the names under which Windows, WPS and Founder install theirs.
_FANG_FILES = frozenset({"simfang.ttf", "fangsong.ttf", "仿宋_gb2312.ttf", "仿宋.ttf", "fzfsk.ttf", "fzfsjw.ttf"})
_SYSTEM_FOLDERS = (
    Path("C:/Windows/Fonts"),
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path.home() / ".local/share/fonts",
    Path.home() / ".fonts",
    Path.home() / "AppData/Local/Microsoft/Windows/Fonts",
)

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_ODD_SPACES = re.compile("[\t\xa0\u1680\u2000-\u200a\u202f\u205f]")
_INKLESS_MARKS = re.compile("[\u034f\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]")
# At most so many marks at a time (UAX #15, 13: Stream-Safe Text): what they cost grows with the square of their number.
_COMBINING = re.compile("[^\n](?:[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a]){1,30}")
# Song holds every one of these: most texts are looked at no further.
_EVERYDAY = re.compile("[\n -~\u3001-\u3011\u4e00-\u9fff\uff01-\uff5e]*")


class Font:
    """One registered font: its name for ReportLab and the advance of each character it prints, in em."""

    def __init__(self, name: str, file: Path) -> None:
        # Imported with the first paper: a start need not wait a tenth of a second for ReportLab.
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.ttfonts import TTFont

        to_unicode.install()
        # Only the characters that are used: ReportLab would else embed all of ASCII with every font.
        font = TTFont(name, str(file), asciiReadable=False)
        pdfmetrics.registerFont(font)
        self.name = name
        self._thousandths: dict[int, float] = font.face.charWidths
        self._glyphs: dict[int, int] = font.face.charToGlyph

    def holds(self, char: str) -> bool:
        """Whether the character has a glyph that takes up room."""
        code = ord(char)
        return code in self._glyphs and self._thousandths.get(code, 0) > 0

    def advance(self, char: str) -> float:
        """How far the character moves the pen, in em."""
        return self._thousandths[ord(char)] / 1000


@cache
def font(role: str) -> Font:
    """The role's own font, parsed and registered when first asked for (20 to 90 ms each)."""
    if role == "fang":
        return _system_fang() or font("song")
    return Font(f"PetitionDesk-{role}", resources.path("fonts", _FILES[role]))


def warm() -> None:
    """Load what every slip needs and the start of the program does without, 0.15 s; again, it costs nothing.

    A slip that comes meanwhile would load the same itself, so that waiting for this costs it nothing. Raises OSError
    and reportlab's TTFError where a font file can't be read.
    """
    import segno  # noqa: F401
    from reportlab.pdfgen import canvas  # noqa: F401

    for role in _OF_SLIPS:
        font(role)


@cache
def fang_file() -> Path | None:
    """The system's own 仿宋, or None where Song stands in for it (to be said in the window)."""
    for folder in _SYSTEM_FOLDERS:
        for file in sorted(folder.rglob("*.[tT][tT][fF]")) if folder.is_dir() else ():
            if file.name.lower() in _FANG_FILES:
                return file
    return None


def _system_fang() -> Font | None:
    from reportlab.pdfbase.ttfonts import TTFError

    file = fang_file()
    if file is None:
        return None
    try:
        return Font("system-fang", file)
    except (TTFError, OSError):
        return None


@lru_cache(maxsize=20_000)
def font_of(char: str, role: Role) -> Font | None:
    """The first font of the role's chain that prints the character; None when there is none."""
    if not _has_ink(char) or _needs_shaping(char):
        return None
    for name in (role, *_FALLBACK):
        if font(name).holds(char):
            return font(name)
    return None


def _has_ink(char: str) -> bool:
    return unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co"} and not _INKLESS_MARKS.match(char)


def _needs_shaping(char: str) -> bool:
    return unicodedata.bidirectional(char) in {"R", "AL"} or unicodedata.category(char).startswith("M")


def runs(text: str, role: Role) -> list[tuple[str, str]]:
    """The text cut into (font name, piece), each piece printed whole by its font.

    A character that can't be printed becomes 〓, whatever it is, in a piece of its own; :func:`printable` is the
    gentler way.
    """
    return [
        (name, "".join(char for _, char in pieces))
        for (name, _), pieces in groupby(_faced(text, role), key=lambda faced: (faced[0], faced[1] == MISSING))
    ]


def _faced(text: str, role: Role) -> Iterator[tuple[str, str]]:
    for char in text:
        face = font_of(char, role)
        yield (face.name, char) if face else (font(role).name, MISSING)


def advance(char: str, role: Role) -> float:
    """How far the character (or the 〓 in its place) moves the pen, in em."""
    face = font_of(char, role)
    return face.advance(char) if face else font(role).advance(MISSING)


def printable(text: str) -> str:
    """The text as a paper can show it: line ends as ``\\n``, inkless characters gone, 〓 for what is missing."""
    if _EVERYDAY.fullmatch(text):
        return text
    return "".join(char if _printed(char) else MISSING for char in _inked(text))


def missing_characters(*texts: str) -> tuple[str, ...]:
    """The characters that no font prints, each once, in order: to be announced before printing."""
    return tuple(
        dict.fromkeys(
            char for text in texts if not _EVERYDAY.fullmatch(text) for char in _inked(text) if not _printed(char)
        )
    )


def _printed(char: str) -> bool:
    return char == "\n" or font_of(char, "song") is not None


def _inked(text: str) -> str:
    text = _ODD_SPACES.sub(" ", _LINE_ENDS.sub("\n", text))
    text = "".join(char for char in text if char == "\n" or unicodedata.category(char) not in {"Cc", "Cf"})
    text = _INKLESS_MARKS.sub("", text)
    return _COMBINING.sub(lambda match: unicodedata.normalize("NFC", match[0]), text)
