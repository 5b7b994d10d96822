"""What must never be built is not there: nothing that labels, scores, watches, traces or lists people.

Other programs of this kind hold such things (lists of "key persons", marks for those who come again or threaten to,
who travelled with whom, whether somebody promised to stop). Here a person is described by what the law asks of a
registration (Art. 19, 20) and by nothing else; personal data are kept to what is needed (个人信息保护法 Art. 6, 28).
"""

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pytest
from sqlalchemy import Column, ForeignKey, Integer, MetaData, String, Table, inspect, text

from petitiondesk.storage.database import Database, connect
from petitiondesk.storage.drafts import DraftsFile
from petitiondesk.storage.models import Base
from petitiondesk.windows.actions import ACTIONS

ROOT = Path(__file__).parent.parent

PEOPLE = {
    "petitioner": "id kind name name_folded id_type id_number sex birth_date nationality "
    "phone phone_digits division_id address postcode recorded_at",
    "party": "id registration_id petitioner_id role position authority relation",
    "name_key": "key petitioner_id",
    "registration_need": "registration_id need",
}
"""Everything that is kept of a person. Another column needs the article that asks for it, and a place here."""

NEVER_NAMED = re.compile(
    r"(?<![a-z])(?:beijing|biometric|(?:black|block|watch)_?list(?:ed)?|children|colou?r|companions?|controlled|"
    r"danger(?:ous)?|escort|extremist|face|facial|faith|family|fingerprint|flag(?:s|ged)?|gps|grade|health|income|"
    r"intercept(?:ed)?|key_persons?|labels?|location|medical|mental|monitor(?:ed)?|persons|profiles?|rank(?:ing)?|"
    r"religio(?:n|us)|risks?|scor(?:e|es|ing)|spouse|stability|suspici(?:on|ous)|tags?|threats?|track(?:ing)?|travel|"
    r"trip|troubles?|troublemakers?|unrest|vip|watch(?:ed)?|whereabouts)(?![a-z])",
    re.IGNORECASE,
)
"""Words that name no table, column, page, dialog or action."""

ALLOWED: Mapping[str, str] = {}
"""Names that hold such a word and are lawful all the same, each with the article that asks for it: the income of who
asks for relief, say. A table, column, page, dialog or action that is refused is named otherwise, or stands here.
"""

NEVER_SAID = re.compile(
    r"重点人|老户|缠访|闹访|非访|稳控|维稳|管控对象|扬言|越级|进京|赴京|截访|劝返|接返|黑名单|灰名单|特殊人员|特殊群体|高危|"
    r"风险|评分|打分|积分|人脸|轨迹|行踪|同行人|宗教信仰|配偶|社会关系|息诉|停访|罢访|"
    r"\b(?:black|watch|block)[ -]?list|\brisks?\b|\bscor(?:e|es|ing)\b|\btrouble-?makers?\b|\bkey persons?\b|"
    r"\bhabitual\b|\bvexatious\b|\bthreaten|\bintercept|\bwhereabouts\b|\bsurveillance\b|\breligio|\bspouse\b|"
    r"\bfac(?:e|ial) recognition\b|\btravel(?:s|led|ling)?\b|\bstability\b",
    re.IGNORECASE,
)
"""What no screen, paper, message or catalogue says."""

ARTICLE = re.compile(r"\bArt\. \d+|第.+条")

Schema = Mapping[str, tuple[frozenset[str], frozenset[str]]]
"""Table to its columns and the tables that it points to."""


def _of_metadata(metadata: MetaData) -> Schema:
    return {
        table.name: (
            frozenset(column.name for column in table.columns),
            frozenset(key.column.table.name for key in table.foreign_keys),
        )
        for table in metadata.tables.values()
    }


def _of_database(database: Database) -> Schema:
    with database.read() as session:
        found = inspect(session.connection())
        return {
            name: (
                frozenset(column["name"] for column in found.get_columns(name)),
                frozenset(key["referred_table"] for key in found.get_foreign_keys(name)),
            )
            for name in (*found.get_table_names(), *found.get_view_names())
        }


def _kept_of_people(schema: Schema) -> Iterator[str]:
    """Whatever is kept of people beyond what is listed above."""
    for table, (columns, pointed_to) in schema.items():
        if table in PEOPLE:
            yield from (f"{table}.{column}" for column in columns.difference(PEOPLE[table].split()))
        elif "petitioner" in pointed_to:
            yield table


def _badly_named(names: Iterable[str], allowed: Iterable[str] = ALLOWED) -> list[str]:
    return [name for name in names if NEVER_NAMED.search(name) and name not in allowed]


def _names(schema: Schema) -> Iterator[str]:
    for table, (columns, _pointed_to) in schema.items():
        yield table
        yield from columns


def _said_in_code(source: str) -> Iterator[str]:
    """The strings of a module; docstrings may say what is not built."""
    documentation = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            documentation.add(node.value)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in documentation:
            yield node.value


def _said_by_the_program() -> Iterator[tuple[str, str]]:
    for path in sorted((ROOT / "petitiondesk").rglob("*.py")):
        for said in _said_in_code(path.read_text("utf-8")):
            yield path.name, said
    for kind in ("*.txt", "*.csv", "*.toml", "*.po", "*.md", "*.qss"):
        for path in sorted((ROOT / "resources").rglob(kind)):
            if "licences" not in path.parts:
                yield path.name, path.read_text("utf-8")


def test_a_person_is_described_by_what_the_law_asks_for() -> None:
    further = list(_kept_of_people(_of_metadata(Base.metadata)))
    assert not further, "name the article that asks for it and put it into PEOPLE, or leave it out"


@pytest.mark.both_databases
def test_a_person_is_described_by_nothing_else_in_the_database(database: Database) -> None:
    schema = _of_database(database)
    assert PEOPLE.keys() <= schema.keys()
    assert not list(_kept_of_people(schema))
    assert not _badly_named(_names(schema))


def test_drafts_are_kept_by_no_such_name(tmp_path: Path) -> None:
    DraftsFile(tmp_path / "drafts.db").close()
    kept = connect(tmp_path / "drafts.db")
    schema = _of_database(kept)
    kept.close()
    assert schema
    assert not _badly_named(_names(schema))


def test_no_table_or_column_has_such_a_name() -> None:
    assert not _badly_named(_names(_of_metadata(Base.metadata))), "rename it, or put it into ALLOWED with its article"


def _shown() -> list[str]:
    """Pages, dialogs and actions."""
    windows = ROOT / "petitiondesk" / "windows"
    files = [path for folder in ("pages", "dialogs") for path in (windows / folder).rglob("*.py")]
    return [*(path.stem for path in files), *(action.id for action in ACTIONS)]


def test_no_page_dialog_or_action_has_such_a_name() -> None:
    assert not _badly_named(_shown()), "rename it, or put it into ALLOWED with its article"


def test_what_is_allowed_is_there_and_has_its_article() -> None:
    there = {*_names(_of_metadata(Base.metadata)), *_shown()}
    assert ALLOWED.keys() <= there, "it is there no more: take it off the list"
    assert [name for name, article in ALLOWED.items() if not ARTICLE.search(article)] == []


def test_a_name_is_allowed_alone() -> None:
    relief = {"household_income": "国家司法救助 …第五条"}
    assert _badly_named(["household_income", "income", "visitor_risk"], relief) == ["income", "visitor_risk"]
    assert _badly_named(relief) == ["household_income"], "nothing is allowed that is not on the list"


def test_nothing_says_such_a_thing() -> None:
    found = [(where, match.group()) for where, said in _said_by_the_program() for match in NEVER_SAID.finditer(said)]
    assert not found


def test_a_further_column_of_a_person_is_found() -> None:
    for column in ("risk_level", "notes_on_conduct", "religion", "coming_again"):
        metadata = MetaData()
        Table("petitioner", metadata, Column("id", Integer, primary_key=True), Column(column, String))
        assert list(_kept_of_people(_of_metadata(metadata))) == [f"petitioner.{column}"]


def test_a_further_table_about_people_is_found() -> None:
    metadata = MetaData()
    Table("petitioner", metadata, Column("id", Integer, primary_key=True))
    Table("remark", metadata, Column("about", ForeignKey("petitioner.id")), Column("words", String))
    assert list(_kept_of_people(_of_metadata(metadata))) == ["remark"]


@pytest.mark.both_databases
def test_a_column_added_behind_the_program_is_found(database: Database) -> None:
    with database.write() as session:
        session.execute(text("ALTER TABLE petitioner ADD COLUMN threat_score INTEGER"))
    schema = _of_database(database)
    assert list(_kept_of_people(schema)) == ["petitioner.threat_score"]
    assert _badly_named(_names(schema)) == ["threat_score"]


def test_a_bad_name_is_found() -> None:
    bad = ["watch_list", "key_person", "visitor_risk", "face_template", "blacklist", "Profile"]
    assert _badly_named(["name", *bad, "last_day"]) == bad


def test_a_bad_word_is_found() -> None:
    bad = ["重点人员", "列为老户", "是否扬言", "越级上访", "已进京", "加入黑名单", "同行人姓名"]
    for said in (*bad, "Risk score", "Watch list", "travels with"):
        assert NEVER_SAID.search(said), said
        source = f'"""{said}"""\nx = _("{said}")\n'
        assert [text for text in _said_in_code(source) if NEVER_SAID.search(text)] == [said]
