"""Bad input gets a message or is kept, never a trace, and never the office's time."""

from collections.abc import Callable
from datetime import date
from functools import partial

import pytest

from petitiondesk.rules import (
    contents,
    identity_numbers,
    initials,
    names,
    phones,
    readings,
    registration_numbers,
    typed_days,
)
from petitiondesk.rules.check_codes import check_code, same_code
from petitiondesk.rules.clocks import NATIONAL_2022
from petitiondesk.rules.contents import Content
from petitiondesk.rules.holiday_notices import NoticeError, read_notice
from petitiondesk.rules.kinds import IdType
from petitiondesk.rules.messages import Message
from petitiondesk.rules.terms import TermError, find_clock
from petitiondesk.rules.typed_text import is_blank, plain
from petitiondesk.rules.visits import Representative, about_representatives
from tests.rules.nasty_text import NASTY

TODAY = date(2026, 11, 23)

FOUND: dict[str, Callable[[str], object]] = {
    "plain": plain,
    "is_blank": is_blank,
    "fold": names.fold,
    "masked": names.masked,
    "deletion_keys": names.deletion_keys,
    "one_character_apart": lambda text: names.one_character_apart(text, text + "李"),
    "initials": initials.initials,
    "spelling": readings.spelling,
    "phone": phones.normalise,
    "registration number": registration_numbers.parse,
    "code": registration_numbers.read_code,
    "day": lambda text: typed_days.read_day(text, TODAY),
    "check code": lambda text: check_code(b"key", kind=text, number=text, version=1, content_digest=b""),
    "same code": lambda text: same_code(text, "047188301265"),
    **{id_type: lambda text, kind=id_type: identity_numbers.holder(kind, text, TODAY) for id_type in IdType},
}

SAID: dict[str, Callable[[str], Message | None]] = {
    "phone": phones.problem,
    **{id_type: lambda text, kind=id_type: identity_numbers.problem(kind, text, TODAY) for id_type in IdType},
    "contents": lambda text: next((m.message for m in contents.missing(dict.fromkeys(Content, text))), None),
    "representative": lambda text: about_representatives(1, [Representative(text, minor=True)])[0],
}


def test_any_text_is_read_without_a_trace() -> None:
    assert [(name, kind) for name, read in FOUND.items() for kind, text in NASTY.items() if _trace(read, text)] == []


def _trace(read: Callable[[str], object], text: str) -> str:
    """What went wrong, or nothing."""
    try:
        read(text)
    except Exception as error:  # noqa: BLE001 - none is right
        return repr(error)
    return ""


def test_what_is_said_of_any_text_can_be_put_into_words() -> None:
    said = {(name, kind): say(text) for name, say in SAID.items() for kind, text in NASTY.items()}
    assert [where for where, words in said.items() if words and not words.msgid.format(**words.values)] == []


def test_text_that_must_be_something_is_answered_with_a_message() -> None:
    for read in (partial(find_clock, rules=NATIONAL_2022), read_notice):
        for kind, text in NASTY.items():
            with pytest.raises((TermError, NoticeError)) as raised:
                read(text)
            assert raised.value.message.msgid.format(**raised.value.message.values), kind


def test_what_is_kept_for_searching_can_be_written_to_a_database() -> None:
    for kind, text in NASTY.items():
        kept = [
            names.fold(text),
            names.masked(text),
            phones.normalise(text),
            identity_numbers.normalise(text),
            *names.deletion_keys(text),
            *initials.initials(text),
        ]
        for each in kept:
            each.encode("utf-8")
            assert "\x00" not in each, kind
