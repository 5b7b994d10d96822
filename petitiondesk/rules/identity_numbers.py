"""Identity numbers: what is wrong with one, said mildly, and the birth date and sex that one holds.

A wrong or missing number never stands in the way of a registration. GB 11643 gives the 18 digits of a resident's
card: division (6), date of birth (8), sequence (3, odd for men), check digit. Residence permits of people from Hong
Kong, Macao and Taiwan begin with 81, 82 and 83, foreigners' permanent residence cards of 2023 with 9; both are built
alike. Old cards have 15 digits: the year of birth in two, no check digit; both spellings are lawful and of one person
(Resident Identity Card Law, Art. 3: one number for life, but old papers keep the shorter). GB 32100 gives the unified
social credit code of legal persons and organisations.
"""

import re
from datetime import date
from typing import NamedTuple

from petitiondesk.rules.kinds import IdType, Sex
from petitiondesk.rules.messages import Message, _
from petitiondesk.rules.typed_text import plain

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"
_CODE_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CODE_LENGTH = 18
_OLDEST = 130
"""Nobody at the counter is older, in years."""

_PROVINCE = re.compile("1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]")
_PERMIT_PREFIXES = ("81", "82", "83")
_LOOK_LIKE_X = str.maketrans("×✕✖╳ХΧ*", "XXXXXXX")


class Holder(NamedTuple):
    """What an identity number says of the person it belongs to."""

    birth: date
    sex: Sex


def normalise(text: str) -> str:
    """``text`` in half-width upper case without blanks and dashes; look-alikes of a final X become X."""
    number = plain(text).replace("-", "")
    return number[:-1] + number[-1:].translate(_LOOK_LIKE_X)


def type_of(text: str) -> IdType | None:
    """The kind of card whose number ``text`` is, told by its shape and the date of birth in it; None for other texts.

    For what a reader types: parcels and books bear long numbers too, but seldom with a date of birth in the middle.
    The check digit is left to :func:`problem`.
    """
    number = normalise(text)
    if re.fullmatch("[A-Z]{3}[0-9]{12}", number):  # foreigners' cards before 2023: the birth in two-digit years
        return IdType.FOREIGN_RESIDENT if _day(f"20{number[7:13]}") or _day(f"19{number[7:13]}") else None
    if not re.fullmatch("[0-9]{17}[0-9X]|[0-9]{15}", number) or _birth(number) is None:
        return None
    if len(number) == len(_WEIGHTS) + 1:
        if number.startswith("9"):
            return IdType.FOREIGN_RESIDENT
        if number.startswith(_PERMIT_PREFIXES):
            return IdType.RESIDENCE_PERMIT
    return IdType.RESIDENT_CARD if _PROVINCE.match(number) else None


def check_digit(first_seventeen: str) -> str:
    """The 18th digit that belongs to seventeen digits (GB 11643, ISO 7064 MOD 11-2): 0 to 9 or X."""
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, first_seventeen, strict=True))
    return _CHECK_DIGITS[total % 11]


def in_full(text: str) -> str:
    """The number as today's cards have it: one of 15 digits with the century and the check digit that belong to it.

    Whatever else ``text`` is comes back as :func:`normalise` gives it. Two numbers are one where these agree.
    """
    number = normalise(text)
    if len(number) != 15 or number.startswith(_PERMIT_PREFIXES) or type_of(number) is not IdType.RESIDENT_CARD:
        return number
    first = f"{number[:6]}19{number[6:]}"
    return first + check_digit(first)


def spellings(text: str) -> tuple[str, ...]:
    """Every lawful spelling of the number, under any of which somebody may be on record: today's first."""
    number = in_full(text)
    old = number[:6] + number[8:17]
    return (number, old) if len(number) == len(_WEIGHTS) + 1 and in_full(old) == number else (number,)


def tell_apart(one: str, other: str) -> bool:
    """Whether two ID numbers, as typed, are of two people: both of 18 characters with a right check character.

    One of 15 digits never tells: no check digit says that it was typed right.
    """
    first, second = normalise(one), normalise(other)
    return first != second and all(
        len(number) == 18 and number[:17].isdecimal() and number[17] == check_digit(number[:17])
        for number in (first, second)
    )


def credit_code_check(first_seventeen: str) -> str:
    """The 18th character of a unified social credit code (GB 32100, ISO 7064 MOD 31-3)."""
    total = sum(_CODE_ALPHABET.index(c) * pow(3, place, 31) for place, c in enumerate(first_seventeen))
    return _CODE_ALPHABET[-total % 31]


def problem(id_type: IdType, text: str, today: date) -> Message | None:
    """What seems wrong with the number of a paper of this kind, and what to do; None when nothing does.

    A blank number is no problem here: nobody has to show a paper.
    """
    number = normalise(text)
    if not number:
        return None
    match id_type:
        case IdType.RESIDENT_CARD:
            return _resident_problem(number, today)
        case IdType.RESIDENCE_PERMIT:
            return _permit_problem(number, today)
        case IdType.FOREIGN_RESIDENT:
            return _foreign_resident_problem(number, today)
        case IdType.PASSPORT:
            return _passport_problem(number)
        case IdType.CREDIT_CODE:
            return _credit_code_problem(number)
        case _:
            return None


def holder(id_type: IdType, text: str, today: date) -> Holder | None:
    """Birth date and sex from a number that holds them; None from any other, and from one with a problem."""
    number = normalise(text)
    if id_type not in _WITH_HOLDER or problem(id_type, text, today) is not None:
        return None
    birth = _birth(number)
    if birth is None:
        return None
    sequence_end = number[16] if len(number) == 18 else number[14]
    return Holder(birth, Sex.MALE if int(sequence_end) % 2 else Sex.FEMALE)


_WITH_HOLDER = frozenset({IdType.RESIDENT_CARD, IdType.RESIDENCE_PERMIT, IdType.FOREIGN_RESIDENT})


def _resident_problem(number: str, today: date) -> Message | None:
    if number.startswith("9") and len(number) == 18:
        return Message(_("A number beginning with 9 belongs to a foreign permanent resident identity card."))
    if number.startswith(_PERMIT_PREFIXES) and len(number) == 18:
        return Message(_("A number beginning with 81, 82 or 83 belongs to a residence permit."))
    if re.fullmatch("[0-9]{15}", number):
        return _province_problem(number) or _birth_problem(number, today)
    return _eighteen_problem(number, today) or _province_problem(number)


def _permit_problem(number: str, today: date) -> Message | None:
    if not number.startswith(_PERMIT_PREFIXES):
        return Message(_("A residence permit's number begins with 81, 82 or 83; please compare with the permit."))
    return _eighteen_problem(number, today)


def _foreign_resident_problem(number: str, today: date) -> Message | None:
    if re.fullmatch("[A-Z]{3}[0-9]{12}", number):  # cards issued before 2023
        return None
    if not number.startswith("9"):
        return Message(
            _("This card's number has 18 digits beginning with 9, or three letters and 12 digits; please compare.")
        )
    return _eighteen_problem(number, today)


def _passport_problem(number: str) -> Message | None:
    if re.fullmatch("[A-Z0-9]{5,20}", number):
        return None
    return Message(_("A passport's number has 5 to 20 letters and digits; please compare with the passport."))


def _credit_code_problem(number: str) -> Message | None:
    if len(number) != _CODE_LENGTH:
        return Message(
            _("A unified social credit code has 18 characters, this one has {count}; please compare."),
            {"count": len(number)},
        )
    foreign = next((c for c in number if c not in _CODE_ALPHABET), None)
    if foreign is not None:
        return Message(
            _("A unified social credit code has no {character} (nor I, O, S, V, Z); please compare."),
            {"character": foreign},
        )
    expected = credit_code_check(number[:-1])
    if number[-1] != expected:
        return Message(
            _("By the others, the last character should be {expected}; please compare all of them with the paper."),
            {"expected": expected},
        )
    return None


def _eighteen_problem(number: str, today: date) -> Message | None:
    if not re.fullmatch("[0-9]*[0-9X]", number):
        return Message(_("An ID number has digits only, and at most an X at its end; please compare with the card."))
    if len(number) != 18:
        return Message(
            _("An ID number has 18 digits (15 on old cards), this one has {count}; please compare with the card."),
            {"count": len(number)},
        )
    return _birth_problem(number, today) or _check_problem(number)


def _birth_problem(number: str, today: date) -> Message | None:
    written = _written_birth(number)
    birth = _birth(number)
    if birth is None:
        return Message(
            _("{written} in the middle is no date of birth; please compare with the card."), {"written": written}
        )
    if birth > today:
        return Message(
            _("The date of birth, {birth}, has not come yet; please compare with the card."), {"birth": birth}
        )
    if birth.year < today.year - _OLDEST:
        return Message(_("The year of birth, {year}, looks too early; please compare."), {"year": birth.year})
    return None


def _check_problem(number: str) -> Message | None:
    expected = check_digit(number[:-1])
    if number[-1] == expected:
        return None
    return Message(
        _("By the others, the last digit should be {expected}; please compare all of them with the card."),
        {"expected": expected},
    )


def _province_problem(number: str) -> Message | None:
    if _PROVINCE.match(number):
        return None
    return Message(_("No province has the code {code}; please compare with the card."), {"code": number[:2]})


def _written_birth(number: str) -> str:
    return number[6:14] if len(number) == 18 else "19" + number[6:12]


def _birth(number: str) -> date | None:
    return _day(_written_birth(number))


def _day(written: str) -> date | None:
    try:
        return date(int(written[:4]), int(written[4:6]), int(written[6:]))
    except ValueError:
        return None
