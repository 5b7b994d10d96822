"""The index of words finds what a plain scan of the same texts finds, no more and no less, on both databases."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update

from petitiondesk.rules.channels import Channel
from petitiondesk.rules.registration_numbers import registration_number
from petitiondesk.rules.searched_text import folded
from petitiondesk.storage import search
from petitiondesk.storage.database import Database, Session
from petitiondesk.storage.models import Case, Duty, Registration, SearchText, Staff
from tests.conftest import NOW

pytestmark = pytest.mark.both_databases

TEXTS = (
    "小区三号楼地下室长期漏水，多次报修没有人来",
    "A3区2栋1201室：电梯停运40天\n物业说等通知",
    "A3 区二栋，ＡＢＣ公司欠薪（２０２６年）",
    "要求退还押金 3,000.50 元；房东电话 0571-8800",
    "ﬁre in Straße 5, İstanbul; наш дом",
    "《物业服务合同》写明：屋面由物业维修……",
    "𬱖䶮㛃 的名字 👨‍👩‍👧 打不出来",
    "-- ' \" % _ ; AND OR NOT NEAR( * ^ : { }",
    "漏水漏水漏水",
    "水",
)
TERMS = (
    "水",
    "漏水",
    "水漏",
    "漏 水",
    "A3区",
    "a3",
    "2栋1201",
    "1201室",
    "３",
    "3,000.50",
    "ABC公司",
    "fire",
    "strasse",
)
PARTS = st.sampled_from(TEXTS).flatmap(
    lambda words: st.tuples(st.integers(0, len(words) - 1), st.integers(1, 10)).map(
        lambda cut: words[cut[0] : cut[0] + cut[1]]
    )
)


def add(session: Session, sequence: int, words: str) -> None:
    day, number = NOW.date(), registration_number(2026, Channel.VISIT, sequence)
    case = Case(number=number, opened_on=day, confidentiality="general", rule_set="national-2022")
    registration = Registration(
        number=number,
        channel=Channel.VISIT,
        year=2026,
        sequence=sequence,
        query_code=number,
        draft_id=number,
        receptionist_id=1,
        received_on=day,
        started_at=NOW,
        registered_at=NOW,
        facts=words,
        parties=[],
        requests=[],
        arrival=None,
        enclosures=[],
        case=case,
        duty=Duty(case=case, clock="C1", article="", starts_on=day, last_day=day, provisional=False),
    )
    session.add(registration)
    session.flush()
    search.add(session, registration)


def somebody_works_here(session: Session) -> None:
    session.add(Staff(id=1, name="周敏", joined_at=NOW))
    session.flush()


@pytest.fixture
def register(database: Database) -> Database:
    with database.write() as session:
        somebody_works_here(session)
        for sequence, words in enumerate(TEXTS * 3, 1):
            add(session, sequence, words)
    return database


def scanned(session: Session, term: str) -> list[int]:
    """What a plain scan finds, the newest first."""
    kept = session.execute(select(SearchText.id, SearchText.text).order_by(SearchText.id.desc()))
    return [each for each, words in kept if folded(term) and folded(term) in words]


def test_what_is_found_is_what_a_scan_finds(register: Database) -> None:
    with register.read() as session:

        @settings(max_examples=300)
        @given(st.one_of(PARTS, st.sampled_from(TERMS), st.text(min_size=1, max_size=4)))
        def agree(term: str) -> None:
            expected = scanned(session, term)
            assert list(search.found(session, term, limit=1000)) == expected
            assert search.counted(session, term) == len(expected)
            assert search.counted(session, term, most=2) == min(2, len(expected))
            assert list(search.found(session, term, limit=2)) == expected[:2]

        agree()
        assert len(scanned(session, "漏水")) == 6
        assert len(scanned(session, "strasse")) == 3


def test_a_rebuilt_index_is_the_same_and_what_was_changed_is_named(register: Database) -> None:
    with register.read() as session:
        assert not search.is_built(session)
        before = scanned(session, "漏水")
    steps: list[tuple[int, int]] = []
    with register.write() as session:
        search.rebuild(session, progress=lambda *step: steps.append(step))
    assert steps[-1] == (30, 30)
    with register.read() as session:
        assert search.is_built(session)
        assert list(search.found(session, "漏水", limit=100)) == before
        assert search.verify(session) == []
    with register.write() as session:
        session.execute(update(SearchText).where(SearchText.id == 2).values(text="别的"))
        session.execute(update(Registration).where(Registration.id == 3).values(facts="改了"))
    with register.read() as session:
        named = [message.values["number"] for message in search.verify(session)]
    # The second is named twice: its text is not that on record, and the index not that of its text.
    assert named == [registration_number(2026, Channel.VISIT, sequence) for sequence in (2, 3, 2)]


def test_a_long_text_is_found_by_any_of_its_words(database: Database) -> None:
    words = "".join(chr(0x4E00 + place % 5000) for place in range(20_000))
    with database.write() as session:
        somebody_works_here(session)
        add(session, 1, words)
    with database.read() as session:
        assert list(search.found(session, words[9000:9010], limit=5)) == [1]
        assert search.verify(session) == []
