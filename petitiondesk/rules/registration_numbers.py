"""Registration numbers, query codes and check codes: how they are written, typed and scanned.

A registration number is year, channel and a running number without gaps: ``2026-访-000147``. A query code has eight
digits, ``4821-0937``; a check code twelve, ``0471-8830-1265``. What a scanner reads holds digits only, since an input
method would swallow letters: year (4), channel (1), running number (6 or more), check code (12).

Copied from a paper or out of a message a code comes with the words around it: its label, brackets, a full stop. A
registration number is so unlike anything else that it is found within a line; the digits of the others might as well
be somebody's phone, so they are read where they stand alone or behind their own label.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from petitiondesk.rules.channels import BY_CHARACTER, BY_DIGIT, BY_LETTER, CHANNELS, Channel
from petitiondesk.rules.typed_text import plain

QUERY_DIGITS = 8
CHECK_DIGITS = 12
SEQUENCE_DIGITS = 6
"""A running number has at least this many digits; it grows beyond them and is never cut."""

_MOST_SEQUENCE_DIGITS = 9
_LONGEST_TYPED = 60
_LONGEST_LINE = 200
"""So much may be pasted with a code in it: a few lines of a paper, no page."""
_GROUP = 4
_TYPED = re.compile(
    rf"(?P<year>[12][0-9]{{3}})-?(?P<sign>\S)-?0*(?P<sequence>[1-9][0-9]{{0,{_MOST_SEQUENCE_DIGITS - 1}}})"
)
_SCANNED = re.compile(
    rf"(?P<year>[12][0-9]{{3}})(?P<digit>[0-9])"
    rf"(?P<sequence>[0-9]{{{SEQUENCE_DIGITS}}}|[1-9][0-9]{{{SEQUENCE_DIGITS},{_MOST_SEQUENCE_DIGITS - 1}}})"
    rf"(?P<check_code>[0-9]{{{CHECK_DIGITS}}})"
)


_LABELS = MappingProxyType(
    {
        "number": ("登记编号", "登记号", "回执编号", "信访编号", "编号", "Registration number"),
        "query_code": ("查询码", "Query code"),
        "check_code": ("校验码", "Check code"),
    }
)
"""What stands before a code on papers and on the screen, in both languages; a copied label may have blanks in it."""

_SPOKEN = {
    what: "|".join(" ?".join(label.replace(" ", "").upper()) for label in labels) for what, labels in _LABELS.items()
}
_BETWEEN = r"[ :.=#是为()\[\]〔〕【】「」“”\"']*"
_BEFORE = re.compile(rf"(?:{'|'.join(_SPOKEN.values())}|[ :.,;、。#()\[\]〔〕【】「」《》“”\"'])+")
_BEHIND = re.compile(r"[ :.,;!、。()\[\]〔〕【】「」《》“”\"']+$")
_IN_A_LINE = re.compile(
    rf"(?<![0-9A-Z-])[12][0-9]{{3}}-[{''.join(BY_CHARACTER)}]-"
    rf"0*[1-9][0-9]{{0,{_MOST_SEQUENCE_DIGITS - 1}}}(?![0-9A-Z-])"
)
_QUERY_IN_A_LINE = re.compile(rf"(?:{_SPOKEN['query_code']}){_BETWEEN}([0-9]{{4}}[- ]?[0-9]{{4}})(?![0-9-])")
_CHECK_IN_A_LINE = re.compile(rf"(?:{_SPOKEN['check_code']}){_BETWEEN}([0-9]{{4}}(?:[- ]?[0-9]{{4}}){{2}})(?![0-9-])")


class RegistrationNumber(NamedTuple):
    """The three parts of a registration number. ``sequence`` starts at 1 for each channel and year."""

    year: int
    channel: Channel
    sequence: int


class CodeKind(StrEnum):
    """What somebody typed or scanned."""

    NUMBER = "number"
    QUERY_CODE = "query_code"
    CHECK_CODE = "check_code"
    SLIP = "slip"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Code:
    """A number or code as read: ``number`` as it is printed, codes as bare digits; empty where there is none."""

    kind: CodeKind
    number: str = ""
    query_code: str = ""
    check_code: str = ""


def registration_number(year: int, channel: Channel, sequence: int) -> str:
    """The number as printed, ``2026-访-000147``. Raises ValueError for parts that no number has."""
    if not (1000 <= year <= 2999 and 1 <= sequence < 10**_MOST_SEQUENCE_DIGITS):
        raise ValueError(f"no registration number has year {year} and running number {sequence}")
    return f"{year}-{CHANNELS[channel].sign.character}-{sequence:0{SEQUENCE_DIGITS}d}"


def parse(text: str) -> RegistrationNumber | None:
    """The parts of a registration number as people type it; None where ``text`` is none.

    Full-width digits, blanks, any dash or none, and missing zeros are read; the channel may be typed as the first
    letter of its pinyin (f x d w c), so that no input method is needed.
    """
    if len(text) > _LONGEST_TYPED:
        return None
    match = _TYPED.fullmatch(plain(text))
    channel = match and (BY_CHARACTER.get(match["sign"]) or BY_LETTER.get(match["sign"]))
    return RegistrationNumber(int(match["year"]), channel, int(match["sequence"])) if match and channel else None


def opening_number(number: str) -> str:
    """The registration by which a case of this number is opened; a second case of one name has one part more."""
    return "-".join(number.split("-")[:3])


def query_code(number: int) -> str:
    """The query code made of ``number`` (0 to 99,999,999, drawn at random), eight bare digits."""
    if not 0 <= number < 10**QUERY_DIGITS:
        raise ValueError("a query code has eight digits")
    return f"{number:0{QUERY_DIGITS}d}"


def grouped(code: str) -> str:
    """A query or check code in groups of four, as people read it aloud: ``0471-8830-1265``."""
    return "-".join(code[start : start + _GROUP] for start in range(0, len(code), _GROUP))


def scanned_digits(number: str, check_code: str) -> str:
    """The digits of the QR code on a paper. Raises ValueError for a number or check code that is none."""
    parts = parse(number)
    if parts is None or not re.fullmatch(rf"[0-9]{{{CHECK_DIGITS}}}", check_code):
        raise ValueError("a paper's QR code needs a registration number and a check code of twelve digits")
    return f"{parts.year}{CHANNELS[parts.channel].sign.digit}{parts.sequence:0{SEQUENCE_DIGITS}d}{check_code}"


def read_code(text: str) -> Code:
    """What somebody typed, pasted or scanned: a slip's QR code, a number, a query code, a check code, nothing.

    Of a line that holds several the number is read. Two different codes of one kind are nothing: which was meant?
    """
    code = read_bare(text)
    if code.kind is not CodeKind.NOTHING or len(text) > _LONGEST_LINE:
        return code
    line = " ".join(filter(None, map(plain, text.split())))
    bare = _BEHIND.sub("", line[match.end() :] if (match := _BEFORE.match(line)) else line)
    code = read_bare(bare) if bare != line else code
    return _read_line(line) if code.kind is CodeKind.NOTHING else code


def _read_line(line: str) -> Code:
    """The code that stands somewhere in a line."""
    numbers = {registration_number(*parts) for each in _IN_A_LINE.findall(line) if (parts := parse(each))}
    query_codes, check_codes = (
        {re.sub("[- ]", "", each) for each in pattern.findall(line)} for pattern in (_QUERY_IN_A_LINE, _CHECK_IN_A_LINE)
    )
    if max(map(len, (numbers, query_codes, check_codes))) > 1:
        return Code(CodeKind.NOTHING)
    if numbers:
        return Code(CodeKind.NUMBER, number=numbers.pop())
    if query_codes:
        return Code(CodeKind.QUERY_CODE, query_code=query_codes.pop())
    return Code(CodeKind.CHECK_CODE, check_code=check_codes.pop()) if check_codes else Code(CodeKind.NOTHING)


def read_bare(text: str) -> Code:
    """The same of a text that holds nothing but a code: what a scanner types, or a person without a paper."""
    parts = parse(text)
    if parts is not None:
        return Code(CodeKind.NUMBER, number=registration_number(*parts))
    if len(text) > _LONGEST_TYPED:
        return Code(CodeKind.NOTHING)
    digits = plain(text).replace("-", "")
    if re.fullmatch(rf"[0-9]{{{QUERY_DIGITS}}}", digits):
        return Code(CodeKind.QUERY_CODE, query_code=digits)
    if re.fullmatch(rf"[0-9]{{{CHECK_DIGITS}}}", digits):
        return Code(CodeKind.CHECK_CODE, check_code=digits)
    return _read_slip(digits)


def _read_slip(digits: str) -> Code:
    match = _SCANNED.fullmatch(digits)
    channel = match and BY_DIGIT.get(match["digit"])
    if not match or channel is None or int(match["sequence"]) == 0:
        return Code(CodeKind.NOTHING)
    number = registration_number(int(match["year"]), channel, int(match["sequence"]))
    return Code(CodeKind.SLIP, number=number, check_code=match["check_code"])
