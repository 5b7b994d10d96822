import pytest

from petitiondesk.documents import answer, letters, slip, visit_form
from petitiondesk.documents.letters import BLANK, Level, TemplateError, parse
from petitiondesk.documents.lines import BOX
from petitiondesk.documents.specimens import SLIP, SLIP_OF_LETTERS_OFFICE, SLIP_OF_REPORT

TEXT = """版本：2026.1
# 说明
题：回执

文：您反映的“【事项】”已登记，见【编号】。
有【电话】时 注：电话：【电话】。
标：□一致
"""
FIELDS = frozenset({"事项", "编号", "电话"})


def texts(values: dict[str, str]) -> list[tuple[Level, str]]:
    return [(each.level, each.text) for each in letters.fill(parse(TEXT, FIELDS), values)]


def test_fields_are_filled_and_levels_kept() -> None:
    assert texts({"事项": "电梯", "编号": "1", "电话": "12345"}) == [
        (Level.TITLE, "回执"),
        (Level.BODY, "您反映的“电梯”已登记，见1。"),
        (Level.NOTE, "电话：12345。"),
        (Level.HEADING, f"{BOX}一致"),
    ]


def test_a_paragraph_that_needs_an_empty_field_disappears() -> None:
    assert Level.NOTE not in [level for level, _ in texts({"事项": "电梯", "编号": "1"})]


def test_an_empty_field_leaves_room_for_handwriting() -> None:
    assert texts({"事项": "电梯"})[1][1] == f"您反映的“电梯”已登记，见{BLANK}。"


def test_what_a_citizen_wrote_is_never_read_as_a_field() -> None:
    assert texts({"事项": "【编号】{x}\\1", "编号": "1"})[1][1] == "您反映的“【编号】{x}\\1”已登记，见1。"


def test_the_version_is_the_first_line() -> None:
    assert parse(TEXT, FIELDS).version == "2026.1"
    with pytest.raises(TemplateError, match="first line"):
        parse("题：回执", FIELDS)
    with pytest.raises(TemplateError, match="first line"):
        parse("", FIELDS)


def test_an_unknown_field_is_named_with_its_line() -> None:
    with pytest.raises(TemplateError) as error:
        parse(TEXT.replace("【编号】", "【编码】"), FIELDS)
    assert error.value.message.values == {"line": 5, "field": "编码"}
    with pytest.raises(TemplateError) as error:
        parse(TEXT.replace("有【电话】时", "有【手机】时"), FIELDS)
    assert error.value.message.values == {"line": 6, "field": "手机"}


def test_a_line_without_a_level_is_named() -> None:
    with pytest.raises(TemplateError) as error:
        parse(TEXT + "如果【电话】则：好\n", FIELDS)
    assert error.value.message.values == {"line": 8}


def test_the_shipped_templates_are_sound() -> None:
    templates = [slip.template(data) for data in (SLIP, SLIP_OF_LETTERS_OFFICE, SLIP_OF_REPORT)]
    templates += [visit_form.template(), answer.template()]
    assert len({id(template) for template in templates}) == 5
    for template in templates:
        assert template.version
        assert [each.level for each in template.paragraphs].count(Level.TITLE) == 1
