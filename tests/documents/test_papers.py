"""What is true of every paper."""

import unicodedata
from collections.abc import Callable
from dataclasses import fields, replace
from functools import cache
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from petitiondesk.documents import answer, fonts, slip, specimens, visit_form
from petitiondesk.documents.specimens import SEAL
from petitiondesk.office.papers import PAPERS as KINDS
from tests.documents.reading import READERS, by_pdfium, ink, pictures, scanned, sizes, squeezed
from tests.documents.reading import fonts as fonts_of

Render = Callable[..., bytes]

PAPERS: dict[str, tuple[Render, Any, dict[str, Any]]] = {
    "slip": (slip.render, specimens.SLIP, {"size": "A5"}),
    "slip of a letters office": (slip.render, specimens.SLIP_OF_LETTERS_OFFICE, {"size": "A5"}),
    "slip of a report": (slip.render, specimens.SLIP_OF_REPORT, {"size": "A5"}),
    "slip on a roll": (slip.render, specimens.SLIP_ON_A_ROLL, {"size": "80mm"}),
    "visit form": (visit_form.render, specimens.VISIT_FORM, {}),
    "visit form of a group": (visit_form.render, specimens.VISIT_FORM_OF_A_GROUP, {}),
    "visit form, long": (visit_form.render, specimens.VISIT_FORM_LONG, {}),
    "visit form, large print": (visit_form.render, specimens.VISIT_FORM_LONG, {"large_print": True}),
    "answer": (answer.render, specimens.ANSWER, {}),
}
MARGINS = {"A5": 8.0, "80mm": 4.0, "visit form": 12.0, "answer": 26.0}

SOFT_HYPHEN_AND_LIGATURES = set("\xad\ufb00\ufb01\ufb02\ufb03\ufb04\ufb05\ufb06")
"""PDFium gives ligatures back as their letters."""


@pytest.fixture(scope="module", params=PAPERS, ids=[name.replace(" ", "-") for name in PAPERS])
def paper(request: pytest.FixtureRequest) -> tuple[str, bytes]:
    render, data, options = PAPERS[request.param]
    return request.param, render(data, seal=SEAL, **options)


def drawn(name: str, /, **changes: Any) -> bytes:
    render, data, options = PAPERS[name]
    return render(replace(data, **changes), seal=SEAL, **options)


def test_every_font_is_inside(paper: tuple[str, bytes]) -> None:
    found = fonts_of(paper[1])
    assert found
    assert all(found.values()), found
    assert all("PetitionDesk" in name or fonts.fang_file() for name in found)


def test_same_data_same_bytes(paper: tuple[str, bytes]) -> None:
    assert drawn(paper[0]) == paper[1]


def test_language_and_title_are_told_and_nobody_is_named_there(paper: tuple[str, bytes]) -> None:
    reader = PdfReader(BytesIO(paper[1]))
    assert reader.trailer["/Root"]["/Lang"] == "zh-CN"
    assert specimens.SLIP.number in reader.metadata.title
    assert reader.metadata.subject
    assert "李" not in str(dict(reader.metadata))


def test_nothing_is_drawn_outside_the_margins(paper: tuple[str, bytes]) -> None:
    name, pdf = paper
    size = PAPERS[name][2].get("size") or name.partition(",")[0].removesuffix(" of a group")
    for picture in pictures(pdf):
        # half a pixel of the picture is 0.18 mm
        assert min(ink(picture)) > MARGINS[size] - 0.4


@pytest.mark.parametrize(("name", "margin"), [("slip", 8.0), ("visit form", 12.0)])
def test_no_length_of_text_drives_anything_over_the_edge(name: str, margin: float) -> None:
    for length in range(0, 640, 40):
        text = specimens.LONG_TEXT[:length].replace("\n", "")
        for picture in pictures(drawn(name, matter=text), scale=1):
            assert min(ink(picture, scale=1)) > margin - 0.6


def test_the_code_is_scanned_from_the_page(paper: tuple[str, bytes]) -> None:
    read = [text for picture in pictures(paper[1], scale=3) for text in scanned(picture)]
    assert read == [SEAL.qr_digits]


def test_only_black_is_used(paper: tuple[str, bytes]) -> None:
    for page in PdfReader(BytesIO(paper[1])).pages:
        for operands, operator in page.get_contents().operations:
            if operator in {b"g", b"G", b"rg", b"RG", b"k", b"K", b"sc", b"scn", b"SCN", b"gs", b"Do"}:
                assert operator in {b"rg", b"RG", b"g", b"G"}
                assert all(float(value) == 0 for value in operands)


@pytest.mark.parametrize(
    ("name", "size"),
    [("slip", (148.0, 210.0)), ("visit form, long", (210.0, 297.0)), ("answer", (210.0, 297.0))],
)
def test_paper_sizes(name: str, size: tuple[float, float]) -> None:
    assert set(sizes(drawn(name))) == {size}


@pytest.mark.parametrize("name", [name for name in PAPERS if name != "slip of a report"])
def test_long_and_rare_names_survive(name: str) -> None:
    for who in (specimens.LONG_NAME, f"欧阳{specimens.RARE_NAMES}"):
        pdf = drawn(name, name=who)
        lost = [tool for tool, read in READERS.items() if squeezed(who) not in squeezed("".join(read(pdf)))]
        assert lost == [], who


def test_the_long_name_takes_five_lines_on_a_slip() -> None:
    text = by_pdfium(drawn("slip", name=specimens.LONG_NAME))[0]
    lines = text[text.index("阿卜杜") : text.index("来访时间")].strip().splitlines()
    assert len(lines) == 5


ON_ONE_PAGE = 200
"""Characters of an answer that never reach its second page, not even the widest ones."""


@cache
def printable_characters() -> list[str]:
    held = {chr(code) for role in ("song", "kai", "rare") for code in fonts.font(role)._glyphs}
    return sorted(
        char
        for char in held - SOFT_HYPHEN_AND_LIGATURES
        if fonts.font_of(char, "song") and not unicodedata.category(char).startswith("Z")
    )


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_every_left_to_right_character_of_the_fonts_survives(
    reader: Callable[[bytes], list[str]], data: st.DataObject
) -> None:
    text = data.draw(st.text(st.sampled_from(printable_characters()), min_size=1, max_size=ON_ONE_PAGE))
    assert fonts.missing_characters(text) == ()
    assert text in squeezed(reader(drawn("answer", answer=text, basis="", remedy=""))[0])


@pytest.mark.deep
@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
def test_all_characters_of_the_fonts_survive(reader: Callable[[bytes], list[str]]) -> None:
    characters = printable_characters()
    assert len(characters) > 90_000
    for start in range(0, len(characters), ON_ONE_PAGE):
        text = "".join(characters[start : start + ON_ONE_PAGE])
        assert text in squeezed(reader(drawn("answer", answer=text, basis="", remedy=""))[0])


NASTY = {
    "lone surrogate": "\ud800",
    "control": "\x00\x1f",
    "right to left": "ئۇيغۇر שלום",
    "emoji": "👨\u200d👩\u200d👧",
    "endless word": "a" * 2000,
    "endless marks": "，" * 400,
    "empty lines": "\n" * 60,
    "opening marks": "（" * 100,
    "markup": "{name}【字段】%s<b>&amp;\\",
    "empty": "",
}


@pytest.mark.parametrize("name", ["slip", "slip on a roll", "slip of a report", "visit form", "answer"])
def test_any_text_in_any_field_is_printed_somehow(name: str) -> None:
    data = PAPERS[name][1]
    texts = [field.name for field in fields(data) if isinstance(getattr(data, field.name), str)]
    for kind, nasty in NASTY.items():
        assert by_pdfium(drawn(name, **dict.fromkeys(texts, nasty))), kind


@pytest.mark.parametrize("name", ["slip", "slip on a roll", "visit form", "answer"])
def test_what_no_font_prints_is_marked_and_said(name: str) -> None:
    text = squeezed("".join(by_pdfium(drawn(name, name="ع张三"))))
    assert "〓张三" in text
    assert "虚线框（〓）处为字库暂缺的字" in text
    assert "\x00" not in text
    assert "〓" not in "".join(by_pdfium(drawn(name)))


def rendering_modes(pdf: bytes) -> dict[int, int]:
    """How many characters' bytes are shown in each text rendering mode (ISO 32000-1, 9.3.6)."""
    found: dict[int, int] = {}
    mode = 0
    for page in PdfReader(BytesIO(pdf)).pages:
        for operands, operator in page.get_contents().operations:
            if operator == b"Tr":
                mode = int(operands[0])
            elif operator == b"Tj":
                found[mode] = found.get(mode, 0) + len(operands[0])
    return found


@pytest.mark.parametrize("name", ["slip", "slip on a roll", "visit form", "answer"])
def test_room_is_left_to_write_what_no_font_prints(name: str) -> None:
    """The mark for it is there to be copied and leaves no ink: a light box stands in its place."""
    modes = rendering_modes(drawn(name, name="ع张三"))
    assert modes[3] == 2
    assert 3 not in rendering_modes(drawn(name))


def test_every_kind_of_paper_is_drawn_here() -> None:
    drawn_here = {type(data) for _render, data, _options in PAPERS.values()}
    assert drawn_here == {paper.data for paper in KINDS.values()}, "put a specimen of it into PAPERS"
