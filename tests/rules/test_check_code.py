"""Check codes: bound to the office's key and to everything the paper is."""

import hashlib
import hmac

import pytest
from hypothesis import given
from hypothesis import strategies as st

from petitiondesk.rules.check_codes import check_code, same_code

KEY = b"the office's own key"
PAPER = {"kind": "slip", "number": "2026-访-000147", "version": 1, "content_digest": b"\x01" * 32}


def test_a_code_has_twelve_digits_and_is_the_same_each_time() -> None:
    code = check_code(KEY, **PAPER)
    assert len(code) == 12
    assert code.isdecimal()
    assert check_code(KEY, **PAPER) == code


def test_the_code_follows_the_published_recipe() -> None:
    fields = [b"slip", "2026-访-000147".encode(), b"1", b"\x01" * 32]
    message = b"".join(len(field).to_bytes(8, "big") + field for field in fields)
    expected = int(hmac.new(KEY, message, hashlib.sha256).hexdigest(), 16) % 10**12
    assert check_code(KEY, **PAPER) == f"{expected:012d}"


@pytest.mark.parametrize(
    "change",
    [{"kind": "answer"}, {"number": "2026-访-000148"}, {"version": 2}, {"content_digest": b"\x02" * 32}],
)
def test_any_other_paper_has_another_code(change: dict[str, object]) -> None:
    assert check_code(KEY, **{**PAPER, **change}) != check_code(KEY, **PAPER)
    assert check_code(b"another office", **PAPER) != check_code(KEY, **PAPER)


@given(st.text(max_size=5), st.text(max_size=5), st.text(max_size=5), st.text(max_size=5))
def test_moving_characters_between_fields_changes_the_code(kind: str, number: str, kind_2: str, number_2: str) -> None:
    one = check_code(KEY, kind=kind, number=number, version=1, content_digest=b"")
    other = check_code(KEY, kind=kind_2, number=number_2, version=1, content_digest=b"")
    assert (one == other) == ((kind, number) == (kind_2, number_2))


def test_codes_are_compared_whole() -> None:
    assert same_code("047188301265", "047188301265")
    assert not same_code("047188301265", "047188301266")
    assert not same_code("047188301265", "04718830126")


def test_no_key_makes_no_code() -> None:
    with pytest.raises(ValueError, match="key"):
        check_code(b"", **PAPER)
