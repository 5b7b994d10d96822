"""What a slip says of a record: the requests, the term of a repeat, a group's name, who can be reached, corrections."""

from datetime import timedelta

import pytest

from petitiondesk.documents.materials import Material
from petitiondesk.documents.slip import SlipData
from petitiondesk.office import answers, details, finding, papers, steps
from petitiondesk.office.answers import AnswerText
from petitiondesk.office.desk import Desk
from petitiondesk.office.details import OfficeContact
from petitiondesk.rules.kinds import OfficeRole, Purpose
from petitiondesk.rules.procedure.kinds import StepKind
from petitiondesk.storage.papers import papers_of_number
from tests.conftest import NOW
from tests.documents.reading import by_pdfium, squeezed
from tests.office.conftest import CLAIM, NewDesk, correct, register, saved

DAY = timedelta(days=1)


def slip(desk: Desk, number: str) -> SlipData:
    data = papers.prepare(desk, number, papers.SLIP, now=NOW).data
    assert isinstance(data, SlipData)
    return data


def printed(desk: Desk, number: str, size: papers.Size = "A5", kind: str = papers.SLIP) -> str:
    ready = papers.prepare(desk, number, kind, now=NOW)
    return squeezed("".join(by_pdfium(papers.render(ready, size))))


# What was asked for


def test_every_request_stands_on_the_slip(desk: Desk) -> None:
    number = register(desk, {**CLAIM, "requests.1.text": "赔偿误工费。" + "并" * 300}).number
    read = printed(desk, number)
    assert "请求事项1.修好电梯2.赔偿误工费。" in read
    assert "并…" in read
    assert "反映事项" not in read, "the first request isn't said twice"


def test_a_matter_in_words_of_its_own_stands_above_the_requests(desk: Desk) -> None:
    told = {**CLAIM, "registration.matter": "幸福里电梯", "requests.1.text": "赔偿误工费"}
    assert "反映事项幸福里电梯请求事项1.修好电梯" in printed(desk, register(desk, told).number)


def test_one_request_is_the_matter(desk: Desk) -> None:
    read = printed(desk, register(desk, CLAIM).number)
    assert "反映事项修好电梯" in read
    assert "请求事项" not in read


# What was handed in


def test_materials_say_no_more_than_the_record(desk: Desk) -> None:
    told = {
        "materials.0.name": "房产证",
        "materials.0.form": "原件",
        "materials.1.name": "合同",
        "materials.1.form": "复印件",
        "materials.1.kept": "1",
        "materials.2.name": "收据",
        "materials.2.copies": "一沓",
    }
    number = register(desk, {**CLAIM, **told}).number
    assert slip(desk, number).materials[2] == Material("收据", "", None, copies_told="一沓")
    read = printed(desk, number)
    assert "1.房产证（原件1份，原件由本人带回）2.合同（复印件1份，留存本处）3.收据（一沓）" in read
    assert "核对" not in read


def test_of_materials_to_a_report_only_the_number_is_kept(desk: Desk) -> None:
    told = {"registration.purpose": Purpose.REPORT_OF_WRONGDOING, "materials.0.name": "王某的照片"}
    number = register(desk, {**CLAIM, **told, "materials.0.form": "王某手迹", "materials.0.copies": "3"}).number
    assert "王某" not in str(slip(desk, number))
    read = printed(desk, number)
    assert "共3份" in read
    assert "清单" not in read


# Who came, and who can be reached


GROUP = {
    "registration.visitor_count": "7",
    "parties.0.role": "representative",
    "parties.0.name": "张三",
    "parties.1.role": "representative",
    "parties.1.name": "李四",
}


def test_a_group_goes_by_its_first_representative_where_nobody_else_is_named(desk: Desk) -> None:
    number = register(desk, {**GROUP, "registration.facts": "欠薪"}).number
    assert "来访人张三等7人" in printed(desk, number)
    assert "来访人张*等7人" in printed(desk, number, "80mm")
    hidden = register(desk, {**GROUP, "registration.anonymous": "1"}).number
    assert "等7人" not in printed(desk, hidden)


def test_a_head_count_in_words_stands_as_told(desk: Desk) -> None:
    number = register(desk, {**CLAIM, "registration.visitor_count": "三四个"}).number
    assert "来访人李明等三四个" in printed(desk, number)
    assert "来访“三四个”" in printed(desk, number, "A4", papers.VISIT_FORM)


@pytest.mark.parametrize(
    ("told", "reachable"),
    [
        ({}, False),
        ({"petitioner.name": "李明"}, False),
        ({"petitioner.name": "李明", "petitioner.phone": "13800138000"}, True),
        ({"petitioner.name": "李明", "petitioner.address": "幸福里2幢"}, True),
        ({"petitioner.name": "李明", "petitioner.division_id.typed": "东河村王家湾"}, True),
        ({"registration.service_address": "幸福里2幢门卫转"}, True),
        ({**GROUP, "parties.1.phone": "13800138000"}, True),
        (GROUP, False),
        ({**CLAIM, "registration.anonymous": "1"}, False),
    ],
)
def test_a_notice_in_writing_is_promised_only_where_it_can_arrive(
    desk: Desk, told: dict[str, str], reachable: bool
) -> None:
    read = printed(desk, register(desk, told).number)
    assert "最迟日期2026年12月8日" in read
    assert ("我单位最迟于2026年12月8日书面告知您" in read) == reachable
    assert ("当面或者按下列咨询方式询问" in read) != reachable


def test_those_beside_the_petitioner_stand_on_the_form_with_what_they_are_to_whom(desk: Desk) -> None:
    told = {
        "parties.0.role": "proxy",
        "parties.0.name": "周律师",
        "parties.0.relation": "外甥",
        "parties.0.authority": "授权委托书",
        "parties.0.phone": "13700007788",
        "parties.1.role": "carer",
        "parties.1.name": "王芳",
        "parties.1.relation": "儿媳",
    }
    read = printed(desk, register(desk, {**CLAIM, **told}).number, "A4", papers.VISIT_FORM)
    assert "代理人周律师（外甥，授权委托书，电话13700007788）" in read
    assert "王芳（照护人，儿媳）" in read


def test_a_kind_of_paper_that_nobody_showed_is_not_named(desk: Desk) -> None:
    told = {**CLAIM, "petitioner.id_type": "resident_card", "petitioner.id_number": ""}
    number = register(desk, told).number
    assert "居民身份证" not in printed(desk, number, "A4", papers.VISIT_FORM)
    correct(desk, number, {"petitioner.id_type": "no_papers"})
    assert "证件类型未带证件" in printed(desk, number, "A4", papers.VISIT_FORM)


def test_where_representatives_live_stands_as_it_was_typed(desk: Desk) -> None:
    told = {**GROUP, "petitioner.name": "王五", "petitioner.division_id.typed": "东河村"}
    told |= {"parties.1.division_id.typed": "西河村", "parties.1.address": "3组"}
    read = printed(desk, register(desk, told).number, "A4", papers.VISIT_FORM)
    assert "住址东河村人数" in read
    assert "李四西河村3组" in read


def test_the_form_says_what_else_was_said_of_the_visit(desk: Desk) -> None:
    told = {"registration.under_age_stated": "1", "registration.language": "彝语", "needs.interpreter": "1"}
    first = register(desk, CLAIM).number
    linked = {"registration.case_id": str(saved(desk, first).case_id), "registration.new_facts": "no"}
    read = printed(desk, register(desk, {**CLAIM, **told, **linked}).number, "A4", papers.VISIT_FORM)
    for words in ("自述未满18周岁", f"再次反映（{first}；新的事实、理由或者请求：没有", "彝语"):
        assert words in read


# Whom to ask


@pytest.mark.parametrize(
    ("contact", "asked"),
    [
        ({}, "来访接待窗口张玲"),
        ({"address": "中山路1号"}, "中山路1号来访接待窗口张玲"),
        ({"phone": "0571-88001234"}, "张玲0571-88001234"),
    ],
)
def test_whom_to_ask_is_true_whatever_the_office_has_told(desk: Desk, contact: dict[str, str], asked: str) -> None:
    details.change(desk, OfficeContact(**contact), now=NOW)  # neither does the receptionist keep a phone
    number = register(desk, CLAIM).number
    for size in ("A5", "80mm"):
        assert asked in printed(desk, number, size)
    answers.answer(desk, number, AnswerText("三日内修好。"), now=NOW)
    assert f"{asked}。" in printed(desk, number, "A4", papers.ANSWER)


def test_the_address_stands_behind_the_phone(desk: Desk) -> None:
    details.change(desk, OfficeContact(phone="0571-88001234", address="中山路1号"), now=NOW)
    assert "咨询张玲0571-88001234中山路1号" in printed(desk, register(desk, CLAIM).number)


# Corrections


def test_a_corrected_slip_says_so_and_its_reprint_is_a_copy_of_it(desk: Desk) -> None:
    number = register(desk, CLAIM).number
    assert "更正" not in printed(desk, number)
    correct(desk, number, {"petitioner.name": "李鸣"}, reason="听错了名字")
    ready = papers.prepare(desk, number, papers.SLIP, now=NOW)
    assert ready.copy == 0
    papers.printed(desk, ready, how="回执打印机", now=NOW)
    again = squeezed("".join(by_pdfium(papers.render(papers.prepare(desk, number, papers.SLIP, now=NOW + DAY), "A5"))))
    assert "更正于2026年11月23日，代替此前同号回执" in again
    assert "副本·第1次补打" in again
    assert "听错了名字" not in again


def test_a_new_phone_of_the_office_corrects_nothing(desk: Desk) -> None:
    number = register(desk, CLAIM).number
    first = papers.prepare(desk, number, papers.SLIP, now=NOW)
    papers.printed(desk, first, how="回执打印机", now=NOW)
    details.change(desk, OfficeContact(phone="0571-88001234", legal_aid_name="法律援助中心"), now=NOW + DAY)
    again = papers.prepare(desk, number, papers.SLIP, now=NOW + DAY)
    read = squeezed("".join(by_pdfium(papers.render(again, "A5"))))
    assert "0571-88001234" in read, "whoever asks later must get through"
    assert "更正" not in read
    assert "副本·第1次补打" in read
    for each in (first, again):
        found = finding.find(desk, each.seal.qr_digits, now=NOW)
        assert found.paper is not None
        assert found.paper.verdict == "genuine"


def test_a_slip_stays_corrected_when_the_offices_phone_changes(desk: Desk) -> None:
    number = register(desk, CLAIM).number
    first = papers.prepare(desk, number, papers.SLIP, now=NOW)
    correct(desk, number, {"petitioner.name": "李鸣"})
    details.change(desk, OfficeContact(phone="0571-88001234"), now=NOW + DAY)
    again = papers.prepare(desk, number, papers.SLIP, now=NOW + 2 * DAY)
    assert "更正于2026年11月23日，代替" in squeezed("".join(by_pdfium(papers.render(again, "A5"))))
    for each, verdict in ((first, "superseded"), (again, "genuine")):
        found = finding.find(desk, each.seal.qr_digits, now=NOW)
        assert found.paper is not None
        assert found.paper.verdict == verdict


def test_a_form_of_a_corrected_record_says_so(desk: Desk) -> None:
    number = register(desk, CLAIM).number
    assert "更正于" not in printed(desk, number, "A4", papers.VISIT_FORM)
    correct(desk, number, {"registration.facts": "电梯坏了两个月。"})
    assert "更正" not in printed(desk, number), "the slip says nothing else than before"
    assert "更正于2026年11月23日，代替此前同号登记单" in printed(desk, number, "A4", papers.VISIT_FORM)
    first_printed_afterwards = register(desk, CLAIM).number
    correct(desk, first_printed_afterwards, {"registration.facts": "电梯坏了两个月。"})
    assert "更正于2026年11月23日" in printed(desk, first_printed_afterwards, "A4", papers.VISIT_FORM)


# A matter that comes again


def come_again(desk: Desk, first: str, days: int, new_facts: str) -> str:
    linked = {"registration.case_id": str(saved(desk, first).case_id), "registration.new_facts": new_facts}
    return register(desk, {**CLAIM, **linked}, started_at=NOW + days * DAY).number


@pytest.mark.both_databases
@pytest.mark.parametrize("new_facts", ["no", "unclear"])
def test_a_repeat_names_the_first_number_and_the_term_that_still_runs(desk: Desk, new_facts: str) -> None:
    first = register(desk, CLAIM).number
    read = printed(desk, come_again(desk, first, 5, new_facts))
    assert f"（{first}），期限尚未届满" in read
    assert "最迟日期2026年12月8日" in read
    assert "2026年12月13日" not in read


def test_something_new_has_its_own_term(desk: Desk) -> None:
    first = register(desk, CLAIM).number
    second = come_again(desk, first, 5, "yes")
    read = printed(desk, second)
    assert f"（{first}）" in read
    assert "最迟日期2026年12月13日" in read
    read = printed(desk, come_again(desk, first, 7, "no"))
    assert f"（{second}），期限尚未届满" in read
    assert "最迟日期2026年12月13日" in read


def test_what_was_fulfilled_is_said_and_nothing_promised_anew(desk: Desk) -> None:
    first = register(desk, CLAIM).number
    before = come_again(desk, first, 0, "no")
    told = {"signed_on": "11-24", "signer": "张玲", "to": "李明", "way": "handed", "sent_on": "11-24"}
    steps.record(desk, first, StepKind.ACCEPT, told, now=NOW + DAY)
    read = printed(desk, come_again(desk, first, 2, "no"))
    assert f"（{first}），我单位已于2026年11月24日书面告知或者答复" in read
    assert "最迟日期" not in read
    with desk.database.read() as session:
        kept = len(papers_of_number(session, before))
    papers.prepare(desk, before, papers.SLIP, now=NOW + 3 * DAY)
    with desk.database.read() as session:
        assert len(papers_of_number(session, before)) == kept, "it says what stood on its day"


def test_a_term_that_went_by_is_named_and_a_day_promised(new_desk: NewDesk) -> None:
    desk = new_desk(OfficeRole.LETTERS_OFFICE)
    first = register(desk, CLAIM).number
    second = come_again(desk, first, 20, "no")
    read = printed(desk, second)
    assert f"（{first}），该次登记的最迟日期是2026年12月8日" in read
    assert "最迟日期2026年12月28日" in read
    third = printed(desk, come_again(desk, first, 25, "no"))
    assert f"（{second}），期限尚未届满" in third
    assert "最迟日期2026年12月28日" in third


def test_a_report_among_repeats_names_no_other_number(desk: Desk) -> None:
    first = register(desk, CLAIM).number
    second = come_again(desk, first, 3, "no")
    correct(desk, second, {"registration.purpose": Purpose.REPORT_OF_WRONGDOING})
    assert first not in printed(desk, second)
    assert first not in str(slip(desk, second))


@pytest.mark.parametrize(
    "why", ["registration.under_age_stated", "registration.keep_confidential", "needs.urgent_danger"]
)
def test_the_slip_of_a_sensitive_matter_and_the_list_at_the_counter_say_nothing_of_it(desk: Desk, why: str) -> None:
    told = {**CLAIM, "registration.facts": "父亲打人。", "requests.0.text": "不想回家", why: "1"}
    number = register(desk, told).number
    read = printed(desk, number)
    assert "李明" in read
    assert "打人" not in read
    assert "不想回家" not in read
    assert "登记单" not in read, "no paper is named that the visitor doesn't have"
    assert "反映事项" not in read
    assert "已经记录；为保护隐私，不印在本回执上" in read
    assert "凭登记编号和查询码，到来访接待窗口询问" in read
    [entered] = finding.latest(desk)
    assert entered.matter is None


@pytest.mark.parametrize("size", ["A5", "80mm", "A4"])
def test_an_ordinary_slip_and_a_report_do_not_say_that_something_is_withheld(desk: Desk, size: papers.Size) -> None:
    for told in ({}, {"registration.purpose": Purpose.REPORT_OF_WRONGDOING, "registration.keep_confidential": "1"}):
        assert "不印在本回执上" not in printed(desk, register(desk, {**CLAIM, **told}).number, size)
