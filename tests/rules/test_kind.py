"""Closed lists: what is stored is found again, what is shown can be translated."""

from petitiondesk.rules import channels, clocks, contents, kinds, parties, prior_procedures, received_days
from petitiondesk.rules.kinds import Kind, Sex

LISTS = [
    found
    for module in (channels, clocks, contents, kinds, parties, prior_procedures, received_days)
    for found in vars(module).values()
    if isinstance(found, type) and issubclass(found, Kind) and found is not Kind and found.__module__ == module.__name__
]


def test_a_stored_code_gives_its_member_and_every_member_its_own_label() -> None:
    assert LISTS
    for kind in LISTS:
        for member in kind:
            assert kind(str(member)) is member
            assert kind.of(str(member)) is member
            assert member.label != str(member)
        assert len({member.label for member in kind}) == len(kind), kind


def test_stored_codes_are_plain_and_short() -> None:
    assert [member for kind in LISTS for member in kind if not str(member).isascii() or len(member) > 20] == []


def test_what_is_no_code_is_no_member() -> None:
    for code in ("", "of a newer program", None, 1):
        assert [kind for kind in LISTS if kind.of(code) is not None] == [], code


def test_sex_has_the_codes_of_the_standard() -> None:
    assert {sex.name: sex.value for sex in Sex} == {"UNKNOWN": "0", "MALE": "1", "FEMALE": "2", "NOT_STATED": "9"}
