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


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY.keys())
@pytest.mark.parametrize("read", FOUND.values(), ids=FOUND.keys())
def test_any_text_is_read_without_a_trace(read: Callable[[str], object], text: str) -> None:
    read(text)


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY.keys())
@pytest.mark.parametrize("say", SAID.values(), ids=SAID.keys())
def test_what_is_said_of_any_text_can_be_put_into_words(say: Callable[[str], Message | None], text: str) -> None:
    said = say(text)
    if said is not None:
        assert said.msgid.format(**said.values)


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY.keys())
@pytest.mark.parametrize("read", [partial(find_clock, rules=NATIONAL_2022), read_notice], ids=["clock", "notice"])
def test_text_that_must_be_something_is_answered_with_a_message(read: Callable[[str], object], text: str) -> None:
    with pytest.raises((TermError, NoticeError)) as raised:
        read(text)
    assert raised.value.message.msgid.format(**raised.value.message.values)


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY.keys())
def test_what_is_kept_for_searching_can_be_written_to_a_database(text: str) -> None:
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
        assert "\x00" not in each
