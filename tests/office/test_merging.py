"""Two counters correct one registration: whole people and whole rows, nothing mixed, nothing lost without a word."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from petitiondesk.office.merging import Conflict, on_top

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


def test_a_person_whom_both_corrected_is_the_records_and_the_other_is_handed_back() -> None:
    by_now = RECORD | {"petitioner.name": "王五", "petitioner.id_number": "110101198001010037"}
    typed = RECORD | {"petitioner.name": "李鸣", "petitioner.sex": "1", "petitioner.phone": "13900000001"}
    merged = on_top(by_now, RECORD, typed)
    assert merged.fields == by_now | {"petitioner.phone": "13900000001"}
    assert merged.conflicts == (Conflict("petitioner.name", "王五", "李鸣"), Conflict("petitioner.sex", "", "1"))


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


NAMES = ("name", "id_number", "phone", "address")


def side(counter: str) -> st.SearchStrategy[dict[str, str]]:
    """A registration as one counter might have it: each text says whose piece of whose it is."""
    pieces = st.lists(
        st.tuples(st.sampled_from(["petitioner", "parties.0", "parties.1", "parties.2"]), st.sampled_from(NAMES)),
        unique=True,
    )
    return pieces.map(lambda told: {f"{where}.{name}": f"{counter} {where}" for where, name in told})


def people(fields: Mapping[str, str]) -> dict[str, dict[str, str]]:
    rows: dict[str, dict[str, str]] = {}
    for path, text in fields.items():
        where, _, name = path.rpartition(".")
        if where != "petitioner" or name in {"name", "id_number"}:
            rows.setdefault(where, {})[name] = text
    return rows


@given(then=side("then"), colleague=side("colleague"), own=side("own"), touched=st.sets(st.integers(0, 3)))
def test_nobody_gets_what_is_somebody_elses(
    then: dict[str, str], colleague: dict[str, str], own: dict[str, str], touched: set[int]
) -> None:
    places = ["petitioner", "parties.0", "parties.1", "parties.2"]
    untouched = tuple(f"{place}." for number, place in enumerate(places) if number not in touched)
    record = {path: text for path, text in then.items() if path.startswith(untouched)} | {
        path: text for path, text in colleague.items() if not path.startswith(untouched)
    }
    merged = on_top(record, then, own)
    whole = [person for told in (record, own) for person in people(told).values()]
    assert all(person in whole for person in people(merged.fields).values())
    found = {*merged.fields.values(), *(conflict.typed for conflict in merged.conflicts)}
    assert set(own.values()) <= found, "nothing typed is lost without a word"
    for where, person in people(record).items():
        if person != people(then).get(where):
            assert people(merged.fields)[where] == person, "what the colleague wrote stands"
