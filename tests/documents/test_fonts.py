import unicodedata
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from petitiondesk import resources
from petitiondesk.documents import fonts
from petitiondesk.documents.printable import missing_in
from petitiondesk.documents.specimens import RARE_NAMES, SLIP

ROLES = ("hei", "hei_bold", "title", "song", "kai", "fang")


def test_every_everyday_character_is_in_song() -> None:
    everyday = [chr(code) for code in range(0x20, 0x10000) if fonts._EVERYDAY.fullmatch(chr(code))]
    assert len(everyday) > 21_000
    assert [char for char in everyday if not fonts.font("song").holds(char)] == []


@pytest.mark.parametrize("role", ROLES)
def test_rare_names_are_printed_in_every_role(role: fonts.Role) -> None:
    pieces = fonts.runs(f"李{RARE_NAMES}", role)
    assert "".join(piece for _, piece in pieces) == f"李{RARE_NAMES}"
    assert fonts.missing_characters(RARE_NAMES) == ()


def test_the_everyday_list_is_complete_in_hei() -> None:
    hei = fonts.font("hei")
    gb2312 = [bytes((row, cell)).decode("gb2312", "ignore") for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF)]
    assert [char for char in gb2312 if char and not hei.holds(char)] == []
    assert [char for char in "㑇㤘䶮鿍鿎𬉼𬱖𬭚" if not hei.holds(char)] == []


@pytest.mark.parametrize("role", ROLES)
@given(text=st.text())
def test_runs_hold_only_what_their_font_prints(role: fonts.Role, text: str) -> None:
    faces = {font.name: font for font in map(fonts.font, (*ROLES, "rare"))}
    pieces = fonts.runs(text, role)
    assert sum(len(piece) for _, piece in pieces) == len(text)
    assert all(faces[name].holds(char) for name, piece in pieces for char in piece)


@given(st.characters())
@example("\ud800")
@example("\x00")
def test_a_character_is_printed_or_announced_or_has_no_ink(char: str) -> None:
    printed, announced = fonts.printable(char), fonts.missing_characters(char)
    if announced:
        assert (printed, announced) == (fonts.MISSING, (char,))
    elif printed != char:
        assert unicodedata.category(char) in {"Cc", "Cf", "Zs", "Zl", "Zp"} or fonts._INKLESS_MARKS.match(char)


@given(st.text())
def test_a_printable_text_is_printed_whole(text: str) -> None:
    printed = fonts.printable(text)
    assert fonts.missing_characters(printed) == ()
    assert fonts.printable(printed) == printed
    assert (fonts.MISSING in printed) >= bool(fonts.missing_characters(text))


def test_what_becomes_of_unusual_characters() -> None:
    rows = [
        ("李𬭚\r\n第二行", (), "李𬭚\n第二行"),
        ("a\x00b\x07c\ufeffd\u200be", (), "abcde"),
        ("张\ud800三", ("\ud800",), "张〓三"),
        ("ئۇيغۇر", tuple("ئۇيغر"), "〓" * 6),
        ("שלום", tuple("שלום"), "〓" * 4),
        ("ab\u202edc", (), "abdc"),
        ("Nguye\u0302\u0303n", (), "Nguyễn"),
        ("x\u0332", ("\u0332",), "x〓"),
        ("👨\u200d👩\u200d👧", tuple("👨👩👧"), "〓〓〓"),
        ("葛\U000e0101城", (), "葛城"),
        ("姓\ue123名", ("\ue123",), "姓〓名"),
        ("甲\t乙\xa0丙\u2003丁　戊", (), "甲 乙 丙 丁　戊"),
        ("郎\uf92c", (), "郎\uf92c"),
    ]
    found = [(text, fonts.missing_characters(text), fonts.printable(text)) for text, _missing, _printed in rows]
    assert found == rows


def test_missing_characters_of_a_paper_are_announced_once_and_in_order() -> None:
    data = replace(SLIP, name="😀李ع", matter="عع😀\ud800")
    assert missing_in(data) == ("😀", "ع", "\ud800")


def test_the_licences_stand_beside_the_fonts() -> None:
    licences = resources.path("fonts", "licences")
    assert {file.stem for file in licences.iterdir()} == {
        "PetitionDesk-Hei",
        "PetitionDesk-Kai",
        "PetitionDesk-Rare",
        "PetitionDesk-Song-and-Title",
    }
    assert all("ermission" in file.read_text("utf-8") for file in licences.iterdir())
