"""Two people are never put together in one: what is on record is taken over where name or ID number agrees."""

import pytest

from petitiondesk.rules.same_person import why_withheld

HIS, HERS = "330102197203051227", "330102197503051248"
HIS_OLD = "330102720305122"


@pytest.mark.parametrize(
    ("on_record", "typed"),
    [
        (("李强", HIS), ("李强", "")),
        (("李强", HIS), ("", HIS)),
        (("李强", HIS), ("李强", HIS)),
        (("李强", ""), ("李强", HIS)),
        (("", HIS), ("李强", HIS)),
        (("阿依·买买提", ""), ("阿依•买买提 ", "")),
        (("李强", "33010219720305122x"), ("", "３３０１０２１９７２０３０５１２２X")),
        (("李强", HIS), ("", "")),
        (("李强", HIS_OLD), ("", HIS)),
        (("李强", HIS), ("李强", HIS_OLD)),
    ],
)
def test_who_is_the_same_by_name_or_number_is_taken_over(on_record: tuple[str, str], typed: tuple[str, str]) -> None:
    assert why_withheld(on_record=on_record, typed=typed) is None


@pytest.mark.parametrize(
    ("on_record", "typed"),
    [
        (("李强", HIS), ("王芳", "")),
        (("李强", HIS), ("李墙", "")),
        (("李强", HIS), ("", HERS)),
        (("李强", HIS), ("李强", HERS)),
        (("李强", HIS), ("王芳", HIS)),
        (("李强", ""), ("", HERS)),
        (("", HIS), ("王芳", "")),
        (("", ""), ("王芳", HERS)),
        (("李强", HIS_OLD), ("李强", HERS)),
    ],
)
def test_of_anybody_else_nothing_is_taken_over(on_record: tuple[str, str], typed: tuple[str, str]) -> None:
    assert why_withheld(on_record=on_record, typed=typed) is not None


@pytest.mark.parametrize(
    ("typed", "opens"), [(("", ""), False), (("王芳", ""), False), (("", HERS), True), (("王芳", HERS), True)]
)
def test_what_is_confidential_opens_to_its_id_number_only(typed: tuple[str, str], opens: bool) -> None:
    assert (why_withheld(on_record=("王芳", HERS), typed=typed, confidential=True) is None) is opens
    assert why_withheld(on_record=("王芳", ""), typed=typed, confidential=True) is not None


def test_who_stayed_anonymous_is_nobody_to_take_over() -> None:
    assert why_withheld(on_record=("王芳", HERS), typed=("王芳", HERS), anonymous=True) is not None
