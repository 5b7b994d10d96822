"""Two counters correct one registration: whole people and whole rows, nothing mixed, nothing lost without a word."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from petitiondesk.office.drafts.merging import Conflict, on_top
from petitiondesk.storage.models import Petitioner

RECORD = {
    "petitioner.name": "李明",
    "petitioner.id_number": "330102197203052350",
    "petitioner.phone": "13800138000",
    "registration.facts": "电梯停运四十天。",
    "registration.category_id": "2",
    "registration.category_id.typed": "城乡建设 / 物业管理",
    "parties.0.role": "representative",
    "parties.0.name": "王芳",
    "requests.0.text": "修好电梯",
}
PROXY = {"role": "proxy", "name": "王五", "id_number": "110101198001010037", "authority": "委托书"}
CARER = {"role": "carer", "name": "赵六", "phone": "13900000001"}


def row(prefix: str, place: int, texts: Mapping[str, str]) -> dict[str, str]:
    return {f"{prefix}.{place}.{name}": text for name, text in texts.items()}


def test_people_added_at_both_counters_stand_behind_each_other() -> None:
    by_now = RECORD | row("parties", 1, PROXY) | {"requests.1.text": "赔偿三万元"}
    typed = RECORD | row("parties", 1, CARER) | row("parties", 2, {"name": "孙七"}) | {"requests.1.text": "道歉"}
    merged = on_top(by_now, RECORD, typed)
    assert merged.fields == (
        by_now | row("parties", 2, CARER) | row("parties", 3, {"name": "孙七"}) | {"requests.2.text": "道歉"}
    )
    assert merged.conflicts == ()


def test_the_same_person_added_at_both_counters_stands_there_once() -> None:
    typed = RECORD | row("parties", 1, PROXY)
    assert on_top(typed, RECORD, typed).fields == typed


def test_people_added_behind_nine_others_stand_in_the_order_in_which_they_were_added() -> None:
    by_now = RECORD | {"requests.1.text": "赔偿三万元"}
    typed = dict(RECORD)
    for place in (10, 9, 1):
        typed |= row("parties", place, {"name": f"第{place}人"}) | {f"requests.{place}.text": f"第{place}项"}
    merged = on_top(by_now, RECORD, typed).fields
    assert [merged[f"parties.{place}.name"] for place in (1, 9, 10)] == ["第1人", "第9人", "第10人"]
    assert [merged[f"requests.{place}.text"] for place in (2, 3, 4)] == ["第1项", "第9项", "第10项"]


def test_a_person_whom_both_corrected_is_the_records_and_the_other_is_handed_back() -> None:
    by_now = RECORD | {"petitioner.name": "王五", "petitioner.id_number": "110101198001010037"}
    typed = RECORD | {"petitioner.name": "李鸣", "petitioner.sex": "1"}
    merged = on_top(by_now, RECORD, typed)
    assert merged.fields == by_now
    assert merged.conflicts == (Conflict("petitioner.name", "王五", "李鸣"), Conflict("petitioner.sex", "", "1"))


def test_a_phone_typed_for_whom_the_colleague_made_another_is_handed_back() -> None:
    another = RECORD | {"petitioner.name": "王五", "petitioner.id_number": "110101198001010037"}
    called = RECORD | {
        "petitioner.phone": "13900000001",
        "petitioner.division_id": "7",
        "petitioner.division_id.typed": "西城区",
        "registration.facts": "电梯停运四十一天。",
    }
    merged = on_top(another, RECORD, called)
    assert merged.fields == another | {"registration.facts": "电梯停运四十一天。"}
    assert merged.conflicts == (
        Conflict("petitioner.division_id", "", "西城区"),
        Conflict("petitioner.phone", "13800138000", "13900000001"),
    )


def test_another_person_typed_where_the_colleague_changed_the_phone_is_handed_back() -> None:
    called = RECORD | {"petitioner.phone": "13900000001"}
    merged = on_top(called, RECORD, RECORD | {"petitioner.name": "王五"})
    assert merged.fields == called
    assert merged.conflicts == (Conflict("petitioner.name", "李明", "王五"),)


def test_what_was_told_for_the_first_time_is_joined_and_two_tellings_are_not() -> None:
    by_now = RECORD | {"petitioner.phone": "13900000001", "registration.brief": "电梯停运"}
    typed = RECORD | {"registration.grounds": "合同写明由物业维修。", "registration.brief": "修电梯"}
    merged = on_top(by_now, RECORD, typed)
    assert merged.fields == by_now | {"registration.grounds": "合同写明由物业维修。"}
    assert merged.conflicts == (Conflict("registration.brief", "电梯停运", "修电梯"),)


def test_phone_and_address_of_the_same_person_are_joined() -> None:
    renamed = RECORD | {"petitioner.name": "李鸣"}
    for then in (RECORD, renamed):
        called, moved = renamed | {"petitioner.phone": "139"}, renamed | {"petitioner.address": "幸福路2号"}
        assert on_top(called, then, moved) == on_top(moved, then, called)
        assert on_top(called, then, moved).fields == called | {"petitioner.address": "幸福路2号"}
        assert on_top(called, then, moved).conflicts == ()


def test_a_row_that_both_changed_stays_whole_even_where_it_was_taken_away() -> None:
    without = {path: text for path, text in RECORD.items() if not path.startswith("parties.")}
    renamed, called = RECORD | {"parties.0.name": "王方"}, RECORD | {"parties.0.phone": "139"}
    assert on_top(renamed, RECORD, called).fields == renamed
    assert on_top(renamed, RECORD, called).conflicts == (Conflict("parties.0.phone", "", "139"),)
    assert on_top(without, RECORD, renamed).fields == without
    assert on_top(without, RECORD, renamed).conflicts == (Conflict("parties.0.name", "", "王方"),)
    taken_away = on_top(renamed, RECORD, without)
    assert taken_away.fields == renamed
    assert Conflict("parties.0.name", "王方", "") in taken_away.conflicts


def test_catalogue_entries_are_handed_back_in_words() -> None:
    other = {"registration.category_id": "9", "registration.category_id.typed": "交通"}
    third = {"registration.category_id": "7", "registration.category_id.typed": "教育"}
    merged = on_top(RECORD | other, RECORD, RECORD | third)
    assert merged.fields == RECORD | other
    assert merged.conflicts == (Conflict("registration.category_id", "交通", "教育"),)


@pytest.mark.parametrize("facts", ["", "电梯停运十四天。"])
def test_a_text_that_one_side_changed_is_taken(facts: str) -> None:
    typed = {**RECORD, "registration.facts": facts}
    for merged in (on_top(RECORD | {"petitioner.phone": "139"}, RECORD, typed), on_top(typed, RECORD, RECORD)):
        assert merged.fields.get("registration.facts", "") == facts
        assert merged.conflicts == ()


CONTACT = {"phone", "division_id", "address", "postcode"}
"""How somebody is reached; all else that is told of a petitioner says who it is."""

TOLD = sorted(column.key for column in Petitioner.__table__.columns if "asked" in column.info)
PLACES = ("petitioner", "parties.0", "parties.1", "parties.2")


def side(*counters: str) -> st.SearchStrategy[dict[str, str]]:
    """A registration as one counter might have it: each text says at which it was typed, and of whom."""
    paths = st.tuples(st.sampled_from(PLACES), st.sampled_from(TOLD))
    pieces = st.dictionaries(paths, st.sampled_from(counters), max_size=12)
    return pieces.map(lambda told: {f"{where}.{name}": f"{by} {where}" for (where, name), by in told.items()})


def people(fields: Mapping[str, str]) -> dict[str, dict[str, str]]:
    rows: dict[str, dict[str, str]] = {}
    for path, text in fields.items():
        where, _, name = path.rpartition(".")
        rows.setdefault(where, {})[name] = text
    return rows


def who(fields: Mapping[str, str]) -> dict[str, str]:
    return {name: text for name, text in people(fields).get("petitioner", {}).items() if name not in CONTACT}


@given(then=side("then"), colleague=side("colleague"), own=side("then", "own"), touched=st.sets(st.integers(0, 3)))
def test_nobody_gets_what_is_somebody_elses(
    then: dict[str, str], colleague: dict[str, str], own: dict[str, str], touched: set[int]
) -> None:
    untouched = tuple(f"{place}." for number, place in enumerate(PLACES) if number not in touched)
    record = {path: text for path, text in then.items() if path.startswith(untouched)} | {
        path: text for path, text in colleague.items() if not path.startswith(untouched)
    }
    merged = on_top(record, then, own)
    whole = [person for told in (record, own) for person in people(told).values()]
    for where, person in people(merged.fields).items():
        if where != "petitioner" or who(record) != who(own):
            assert person in whole
    assert who(merged.fields) in (who(record), who(own))
    found = {*merged.fields.values(), *(conflict.typed for conflict in merged.conflicts)}
    assert {text for path, text in own.items() if then.get(path) != text} <= found, "nothing typed is lost in silence"
    wrote = {path: text for path, text in record.items() if then.get(path) != text}
    assert merged.fields.items() >= wrote.items(), "what the colleague wrote stands"


@pytest.mark.parametrize("name", [name for name in TOLD if name not in CONTACT])
def test_whatever_says_who_it_is_keeps_phone_and_number_of_two_people_apart(name: str) -> None:
    path = f"petitioner.{name}"
    for typed in ("petitioner.phone", *(f"petitioner.{other}" for other in TOLD if other != name)):
        merged = on_top(RECORD | {path: "王五的"}, RECORD, RECORD | {typed: "李明的"})
        assert merged.fields == RECORD | {path: "王五的"}
        assert merged.conflicts == (Conflict(typed, RECORD.get(typed, ""), "李明的"),)
