"""Phone numbers: one form to find and compare them by, and a mild word when one looks mistyped."""

import re

from petitiondesk.rules.messages import Message, _
from petitiondesk.rules.typed_text import plain

_LONGEST_TYPED = 60
_MOST_DIGITS = 15
"""ITU-T E.164."""

_EXTENSION = re.compile("(?:转|轉|分机|分機|EXT|X|#).*$")
_PUNCTUATION = re.compile(r"[()\[\].·-]")
_AREA = "(?:10|2[0-9]|[3-9][0-9]{2})"
"""Area codes without the leading 0: Beijing and the twenties have two digits, all others three."""

_CHINA = re.compile(
    rf"(?:\+|00)86(?:0?(?P<landline>{_AREA}[2-8][0-9]{{6,7}})|(?P<mobile>1.*))|86(?P<bare>1[3-9][0-9]{{9}})"
)
_WELL_FORMED = re.compile(
    rf"1[3-9][0-9]{{9}}|(?:0{_AREA})?[2-8][0-9]{{6,7}}|[48]00[0-9]{{7}}|\+[1-9][0-9]{{5,{_MOST_DIGITS - 1}}}"
)


def normalise(text: str) -> str:
    """The number in ``text`` as digits: ``+`` before a foreign one, China's own 86 and any extension left out.

    Empty where ``text`` holds no number, or more than one. What was typed is kept beside it.
    """
    number = _PUNCTUATION.sub("", _EXTENSION.sub("", plain(text[:_LONGEST_TYPED])))
    china = _CHINA.fullmatch(number)
    if china:
        number = "0" + china["landline"] if china["landline"] else china["mobile"] or china["bare"]
    if number.startswith("00"):
        number = "+" + number[2:]
    return number if re.fullmatch(rf"\+?[0-9]{{1,{_MOST_DIGITS}}}", number) else ""


def problem(text: str) -> Message | None:
    """What looks mistyped in a phone number; None when nothing does, and for a blank one."""
    typed = plain(text[:_LONGEST_TYPED])
    number = normalise(text)
    if not typed or _WELL_FORMED.fullmatch(number):
        return None
    if not number:
        if len(re.findall("[0-9]", typed)) > _MOST_DIGITS:
            return Message(_("This looks like more than one phone number; one to a line finds the person again."))
        return Message(_("A phone number has digits only; please read it back."))
    if re.match("1[0-2]", number) and len(number) == 11:
        return Message(_("No mobile number begins with {start}; please read it back."), {"start": number[:2]})
    if number.startswith("1"):
        return Message(
            _("A mobile number has 11 digits, this one has {count}; please read it back."), {"count": len(number)}
        )
    return Message(_("This is no usual phone number (area code and number); please read it back."))
