"""What is said beside the fields while somebody types: each sentence that the law asks for, and none that refuses."""

from collections.abc import Mapping
from datetime import date

import pytest

from petitiondesk.office import checks
from petitiondesk.rules.kinds import Confidentiality, Purpose
from tests.office.conftest import CLAIM
from tests.rules.nasty_text import NASTY

TODAY = date(2026, 11, 23)
FIVE_CONTENTS = {
    "petitioner.name": "The name is missing (Art. 19).",
    "petitioner.address": "The address is missing (Art. 19).",
    "requests.0.text": "What is asked for is missing (Art. 19).",
    "registration.facts": "The facts are missing (Art. 19).",
    "registration.grounds": "The grounds are missing (Art. 19).",
}
NOT_A_DAY = "Not a day; kept as typed. Write it like 2026-3-5 or 20260305."
NOT_IN_THE_LIST = "Not in the list; kept as typed. Choose an entry when it can be found."
REPRESENTATIVES = {f"parties.{place}.role": "representative" for place in range(5)}


def said(fields: Mapping[str, str], severity: str | None = None) -> dict[str, str]:
    """The sentence beside each field; of several the weightiest."""
    found: dict[str, str] = {}
    for problem in checks.problems(fields, TODAY):
        if severity is None or problem.severity == severity:
            found.setdefault(problem.path, problem.message.msgid)
    return found


def test_half_a_number_can_still_come_right_and_a_whole_one_can_not() -> None:
    looks_wrong = {
        "petitioner.id_number": "33010219720305122",
        "petitioner.birth_date": "197",
        "petitioner.name": "买" * 9999,
    }
    sure = {
        problem.path: problem.sure for problem in checks.problems(looks_wrong, TODAY) if problem.severity == "wrong"
    }
    assert sure == {"petitioner.id_number": False, "petitioner.birth_date": False, "petitioner.name": True}
    [whole] = [
        p for p in checks.problems({"petitioner.id_number": "330102197203051220"}, TODAY) if p.severity == "wrong"
    ]
    assert whole.sure


# The five contents of Art. 19


def test_the_five_contents_are_asked_for_by_law() -> None:
    assert said({}, "law") == FIVE_CONTENTS
    assert said(CLAIM, "law") == {}


def test_each_content_is_missing_when_nobody_could_read_it() -> None:
    for path, sentence in FIVE_CONTENTS.items():
        for text in ("", " \u3000", "\u200b\u2060"):
            assert said({**CLAIM, path: text}, "law") == {path: sentence}


@pytest.mark.parametrize(("new_facts", "owed"), [("yes", True), ("no", False), ("unclear", False)])
def test_a_matter_raised_again_without_new_facts_was_told_before(new_facts: str, owed: bool) -> None:
    again = {**CLAIM, "requests.0.text": "", "registration.facts": "", "registration.new_facts": new_facts}
    assert ("registration.facts" in said(again, "law")) is owed
    assert ("requests.0.text" in said(again, "law")) is owed
    assert {"registration.facts", "requests.0.text"} <= said(again).keys(), "it is said, quietly"


@pytest.mark.parametrize("flag", ["registration.anonymous", "registration.keep_confidential"])
def test_who_stays_anonymous_or_confidential_owes_neither_name_nor_address(flag: str) -> None:
    matter = {path: text for path, text in CLAIM.items() if not path.startswith("petitioner.")}
    assert said(matter, "law").keys() == {"petitioner.name", "petitioner.address"}
    assert said({**matter, flag: "1"}, "law") == {}
    assert said({**matter, flag: "1"}, "owed") == {}
    assert said({**matter, flag: "1"}, "hint") == {
        "petitioner.name": "Can be added (voluntary): name.",
        "petitioner.address": "Can be added (voluntary): address.",
    }


def test_while_a_life_is_in_danger_nothing_is_asked_for() -> None:
    """People first: what is missing is named quietly, by words that let it wait; what looks wrong is still said."""
    danger = {"needs.urgent_danger": "1", "petitioner.phone": "12"}
    assert said(danger, "law") == said(danger, "owed") == {}
    assert said(danger, "hint") == dict.fromkeys(FIVE_CONTENTS, "can be added later")
    assert said(danger, "wrong").keys() == {"petitioner.phone"}


@pytest.mark.parametrize(
    "address", [{"petitioner.division_id": "3"}, {"petitioner.division_id.typed": "老城厢"}], ids=["chosen", "typed"]
)
def test_a_division_is_an_address(address: Mapping[str, str]) -> None:
    assert said({**CLAIM, "petitioner.address": "", **address}, "law") == {}


def test_a_request_in_any_line_is_a_request() -> None:
    assert said({**CLAIM, "requests.0.text": "", "requests.3.text": "赔偿"}, "law") == {}


def test_what_can_be_added_later_is_said_so() -> None:
    owed = {"petitioner.id_number", "petitioner.phone", "petitioner.division_id", "registration.category_id"}
    assert said({}, "owed").keys() == owed
    told = {
        "petitioner.id_number": "330102197203052350",
        "petitioner.phone": "13800138000",
        "petitioner.division_id": "3",
        "registration.category_id.typed": "电梯",
    }
    assert said(told, "owed") == {}


# Numbers and days


ID_NUMBERS = {
    "330102197203052350": None,
    "330102 19720305 2350": None,
    "33010220120305235x": None,
    "330102197203052351": "By the others, the last digit should be {expected}; please compare all of them",
    "33010219720305235": "An ID number has 18 digits (15 on old cards), this one has {count};",
    "330102197213052350": "{written} in the middle is no date of birth;",
    "一二三": "An ID number has digits only",
}
"""What is said of each, from its beginning; nothing of what is right."""


def test_an_id_number_that_looks_wrong_is_told_at_its_field() -> None:
    for path in ("petitioner.id_number", "parties.2.id_number"):
        for number, wrong in ID_NUMBERS.items():
            told = said({path: number}, "wrong")
            assert list(told) == ([path] if wrong else []), number
            assert not wrong or told[path].startswith(wrong), number


OTHER_NUMBER = "110101198001010037"


CORRECTED: list[tuple[Mapping[str, str], Mapping[str, str], bool]] = [
    ({}, {"id_number": OTHER_NUMBER}, True),
    ({"name": "欧阳·明"}, {"name": "欧阳•明", "id_number": OTHER_NUMBER}, True),
    ({}, {"id_number": "330102 19720305 2350"}, False),
    ({}, {"id_number": "330102720305235"}, False),
    ({"id_number": "330102720305235"}, {"id_number": "330102197203052350"}, False),
    ({"id_number": "330102720305235"}, {"id_number": "330102720305236"}, True),
    ({}, {"id_number": OTHER_NUMBER, "name": "王五"}, False),
    ({"id_number": "330102197203052351"}, {"id_number": OTHER_NUMBER}, False),
    ({"id_number": ""}, {"id_number": OTHER_NUMBER}, False),
    ({}, {"id_number": ""}, False),
    ({}, {"id_number": "11010119800101003"}, False),
    ({}, {"id_number": "军字第一号", "id_type": "other"}, False),
]
"""What was registered, what it was corrected to, and whether that is told."""


def test_a_correction_to_another_persons_number_is_told_beside_it() -> None:
    for prefix in ("petitioner", "parties.1"):
        for registered, corrected, told in CORRECTED:
            _is_told_of_another_person(prefix, registered, corrected, told)


def _is_told_of_another_person(
    prefix: str, registered: Mapping[str, str], corrected: Mapping[str, str], told: bool
) -> None:
    before = {"name": "李明", "id_number": "330102197203052350", **registered}
    fields = {f"{prefix}.{name}": text for name, text in {**before, **corrected}.items()}
    on_record = {f"{prefix}.{name}": text for name, text in before.items()}
    found = [
        (problem.path, problem.severity, problem.message.values)
        for problem in checks.problems(fields, TODAY, on_record=on_record)
        if problem.message.msgid.startswith("Not the number that was registered")
    ]
    assert found == ([(f"{prefix}.id_number", "owed", {"number": before["id_number"]})] if told else [])


def test_another_papers_number_is_no_residents_number() -> None:
    assert said({"petitioner.id_type": "other", "petitioner.id_number": "军字第一二三号"}, "wrong") == {}


UNREADABLE = [
    ("petitioner.birth_date", "六十多岁", NOT_A_DAY),
    (
        "prior_procedures.1.received_on",
        "2026-2-30",
        "Not a day; kept as typed. Write it like 2026-3-5 or 20260305.",
    ),
    ("registration.visitor_count", "三四个", "Not a number; kept as typed."),
    ("registration.involved_count", "99999999", "Not a number; kept as typed."),
    ("materials.0.copies", "若干", "Not a number; kept as typed."),
    (
        "petitioner.division_id.typed",
        "老城厢",
        "Not in the list; kept as typed. Choose an entry when it can be found.",
    ),
    (
        "registration.category_id.typed",
        "x",
        "Not in the list; kept as typed. Choose an entry when it can be found.",
    ),
    ("petitioner.name", "李" * 201, "Longer than {length} characters; kept whole, papers show its beginning."),
    (
        "registration.facts",
        "\ud842电梯",
        "Holds characters that can't be kept; they are shown as a question mark.",
    ),
    (
        "prior_procedures.0.paper",
        "判决\0书",
        "Holds characters that can't be kept; they are shown as a question mark.",
    ),
    (
        "parties.0.relation",
        "侄\0" * 101,
        "Longer than {length} characters; kept whole, papers show its beginning.",
    ),
    ("petitioner.phone", "不知道", "A phone number has digits only; please read it back."),
    ("parties.0.phone", "1380013800", "A mobile number has 11 digits, this one has {count}; please read it back."),
]


def test_what_can_not_be_read_is_told_and_kept() -> None:
    for path, text, sentence in UNREADABLE:
        assert said({path: text}, "wrong") == {path.removesuffix(".typed"): sentence}


# People


def test_a_group_chooses_representatives() -> None:
    sentence = "A group with one matter chooses representatives, {most} at most (Art. 20)."
    untold = {"registration.visitor_count": "5", "petitioner.sex": "0", **REPRESENTATIVES}
    assert said(untold, "hint") == {"registration.visitor_count": sentence}
    assert said({"registration.visitor_count": "4"}, "hint") == {}
    assert said({"registration.visitor_count": "30", "petitioner.name": "李明"}, "hint") == {}


def test_more_than_five_representatives_are_told_and_counted() -> None:
    named = {f"parties.{place}.name": f"村民{place}" for place in range(5)}
    group = {**CLAIM, **REPRESENTATIVES, **named, "registration.visitor_count": "30"}
    [message] = [problem.message for problem in checks.problems(group, TODAY) if problem.severity == "hint"]
    assert message.msgid.startswith("{count} representatives are marked, Art. 20 allows {most};")
    assert message.values == {"count": 6, "most": 5}
    assert said({**group, "parties.4.name": ""}, "hint") == {}
    assert said({**group, "parties.4.role": "carer"}, "hint") == {}


@pytest.mark.parametrize(
    "who",
    [
        {"parties.1.role": "representative", "parties.1.name": "王小明", "parties.1.id_number": "33010220120305235X"},
        {"petitioner.name": "王小明", "petitioner.birth_date": "2012-03-05", "petitioner.id_number": ""},
        {"petitioner.name": "王小明", "registration.under_age_stated": "1"},
    ],
    ids=["by ID number", "by date of birth", "by statement"],
)
def test_a_minor_is_no_representative(who: Mapping[str, str]) -> None:
    group = {**CLAIM, "registration.visitor_count": "8", **who}
    [message] = [problem.message for problem in checks.problems(group, TODAY) if problem.severity == "hint"]
    assert message.msgid.startswith("{name} is under 18 and can't be a representative;")
    assert message.values == {"name": "王小明"}


def test_a_proxy_without_authority_is_told() -> None:
    proxy = {**CLAIM, "parties.2.role": "proxy", "parties.2.name": "周律师"}
    sentence = "A proxy shows a written authority; it can be handed in later."
    assert said(proxy, "owed")["parties.2.authority"] == sentence
    assert "parties.2.authority" not in said({**proxy, "parties.2.authority": "授权委托书"})


@pytest.mark.parametrize(
    ("fields", "minor"),
    [
        ({"petitioner.birth_date": "2008-11-24"}, True),
        ({"petitioner.birth_date": "2008-11-23"}, False),
        ({"petitioner.id_number": "33010220120305235X"}, True),
        ({"registration.under_age_stated": "1"}, True),
        ({"petitioner.birth_date": "不清楚"}, False),
        ({}, False),
    ],
)
def test_a_minor_is_told_over_the_form(fields: Mapping[str, str], minor: bool) -> None:
    message = checks.minor(fields, TODAY)
    assert (message is not None) == minor
    assert (checks.confidentiality(fields, TODAY) == Confidentiality.SENSITIVE) == minor


def test_a_report_of_wrongdoing_is_restricted_while_it_is_typed() -> None:
    fields = {"registration.purpose": Purpose.REPORT_OF_WRONGDOING, "case.confidentiality": "general"}
    assert checks.confidentiality(fields, TODAY) == Confidentiality.RESTRICTED


def test_an_id_number_says_sex_and_birth_once_it_is_whole() -> None:
    assert checks.from_identity_number({"petitioner.id_number": "330102197203052350"}, TODAY) == {
        "petitioner.sex": "1",
        "petitioner.birth_date": "1972-03-05",
    }
    for unsure in ("330102720305235", "330102197203052351", "3301021972030523", ""):
        assert checks.from_identity_number({"petitioner.id_number": unsure}, TODAY) == {}


# Other procedures


@pytest.mark.parametrize(
    ("kind", "received_on", "last_day"),
    [
        ("administrative_act", "2026-11-01", date(2026, 12, 31)),
        ("judgment", "2026-11-01", date(2026, 11, 16)),
        ("labour_award", "11-1", date(2026, 11, 16)),
        ("work_injury", "2026-02-28", date(2027, 2, 28)),
    ],
)
def test_a_term_that_runs_elsewhere_is_told(kind: str, received_on: str, last_day: date) -> None:
    row = {"prior_procedures.4.kind": kind, "prior_procedures.4.received_on": received_on}
    [hint] = [problem for problem in checks.problems(row, TODAY) if problem.severity == "hint"]
    assert hint.path == "prior_procedures.4.received_on"
    assert hint.message.values["day"] == last_day


def test_without_a_day_or_a_usual_term_nothing_is_hinted() -> None:
    for received_on in ("", "去年", "9999-12-31"):
        for kind in ("administrative_act", "final_judgment", "no such kind", ""):
            row = {"prior_procedures.0.kind": kind, "prior_procedures.0.received_on": received_on}
            assert said(row, "hint") == {}, row


# Nothing refuses


def test_any_text_in_every_field_is_looked_at() -> None:
    for name in NASTY:
        _is_looked_at(name)


def _is_looked_at(name: str) -> None:
    paths = ["petitioner.name", "petitioner.id_number", "registration.facts", "registration.visitor_count"]
    if "megabyte" not in name:
        paths += [*CLAIM, *FIVE_CONTENTS, *REPRESENTATIVES, "petitioner.phone", "petitioner.birth_date"]
        paths += ["prior_procedures.0.kind", "prior_procedures.0.received_on", "materials.0.copies", "needs.old_age"]
        paths += ["petitioner.division_id", "petitioner.division_id.typed", "petitioner.id_type"]
    fields = dict.fromkeys(paths, NASTY[name])
    assert {problem.severity for problem in checks.problems(fields, TODAY)} <= {"law", "owed", "wrong", "hint"}
    assert checks.minor(fields, TODAY) is None
    assert checks.confidentiality(fields, TODAY) == Confidentiality.GENERAL
    assert checks.from_identity_number(fields, TODAY) == {}


@pytest.mark.parametrize("path", ["requests.x.text", f"requests.{'9' * 5_000}.text", "", ".", "a.b.c", "\0", "\ud800"])
def test_a_field_that_no_form_has_is_passed_over(path: str) -> None:
    assert said({**CLAIM, path: "x"}, "wrong") == {}
