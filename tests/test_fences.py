"""What neither the contracts nor ruff can see: the clock in SQL, ways around the units of work, troubles swallowed.

Each rule looks at the source, is held by the whole package, and is shown breaches here.
"""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy.exc import SQLAlchemyError

from petitiondesk.storage.errors import CannotOpen, StorageTrouble

ROOT = Path(__file__).parent.parent

CLOCKS = frozenset(
    {"now", "today", "utcnow", "sysdate", "localtime", "localtimestamp"}
    | {"current_date", "current_time", "current_timestamp", "clock_timestamp", "statement_timestamp"}
    | {"currentDate", "currentTime", "currentDateTime", "currentDateTimeUtc"}
    | {"currentMSecsSinceEpoch", "currentSecsSinceEpoch"}
    | {"uuid1", "fromtimestamp", "st_mtime", "st_ctime", "st_mtime_ns", "st_ctime_ns"}
)
"""Whatever is called so below the windows asks what time it is, by whatever way it was imported."""

CLOCK_OF_SQL = re.compile(
    r"\bcurrent_(date|time|timestamp)\b|\blocaltimestamp\b|\b(now|clock_timestamp|getdate)\(\)|'now'", re.IGNORECASE
)

AROUND_THE_UNIT_OF_WORK = frozenset(
    {"engine", "_engine", "get_bind", "raw_connection", "exec_driver_sql"}
    | {"begin", "begin_nested", "commit", "rollback", "prepare_transaction", "bind"}
)
"""What opens, ends or avoids a transaction; storage.database alone does."""

TRANSACTION_OF_SQL = re.compile(r"\s*(begin|start|commit|end|rollback|abort|savepoint|release)\b", re.IGNORECASE)

TABLES_OF_SQL = re.compile(r"\s*(pragma|drop|alter|create|vacuum|attach|detach|reindex|truncate)\b", re.IGNORECASE)

MAY_CHANGE_TABLES = (
    "petitiondesk/storage/database.py",
    "petitiondesk/storage/drafts.py",
    "petitiondesk/storage/protection.py",
    "petitiondesk/storage/upgrade.py",
    *("petitiondesk/storage/indexed_words.py", "petitiondesk/storage/integrity.py"),  # a table in memory; only asks
    "petitiondesk/storage/migrations/",
    "petitiondesk/storage/watching.py",  # only asks for data_version
)

MAY_WRITE = (
    "petitiondesk/office/desk.py",  # the door of acts
    "petitiondesk/office/opening.py",  # founding and opening
    "petitiondesk/storage/drafts.py",  # a file of its own
    "petitiondesk/storage/upgrade.py",  # migrations
    "petitiondesk/samples/offices.py",  # bulk rows of `generate`
)
"""Who opens a unit of work that writes; an act goes through ``with desk.act(Act.X, now)``."""

HISTORY = frozenset({"Event", "EventPayload"})

HEARD = frozenset({"warning", "error", "exception", "critical"})
"""The levels of a log entry that somebody reads."""


def _troubles(kind: type[BaseException]) -> Iterator[str]:
    yield kind.__name__
    for narrower in kind.__subclasses__():
        yield from _troubles(narrower)


ALL_TROUBLES = frozenset({"Exception", "BaseException", "StorageTrouble", "CannotOpen"})
"""Caught as a whole: whoever does must say so, log it or hand it on."""

SINGLE_TROUBLES = frozenset(_troubles(StorageTrouble)) - ALL_TROUBLES
"""These are never suppressed; those that stand against opening may be an answer (there is no office yet)."""

IN_THE_MIDDLE = (SINGLE_TROUBLES - frozenset(_troubles(CannotOpen))) | frozenset(_troubles(SQLAlchemyError))
"""Whoever catches one of these must do something about it."""

COLUMNS = frozenset({"InstrumentedAttribute"})

Rule = Callable[[ast.AST], bool]


def _room(place: str) -> str:
    return place.removeprefix("petitiondesk/").partition("/")[0].removesuffix(".py")


def _named(node: ast.AST) -> set[str]:
    """The last part of every name in an expression: of ``errors.DiskFull`` DiskFull."""
    return {each.id for each in ast.walk(node) if isinstance(each, ast.Name)} | {
        each.attr for each in ast.walk(node) if isinstance(each, ast.Attribute)
    }


def asks_the_clock(node: ast.AST) -> bool:
    if isinstance(node, ast.Attribute) and node.attr in CLOCKS:
        return not (isinstance(node.value, ast.Name) and node.value.id in {"self", "act"})  # the moment of an act
    if isinstance(node, ast.ImportFrom):
        return any(name.name in CLOCKS for name in node.names)
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and bool(CLOCK_OF_SQL.search(node.value))


def goes_around_the_unit_of_work(node: ast.AST) -> bool:
    if isinstance(node, ast.Call) and _last_name(node.func) in {"text", "execute"} and node.args:
        words = [each.value for each in ast.walk(node.args[0]) if isinstance(each, ast.Constant)][:1]
        return any(isinstance(word, str) and bool(TRANSACTION_OF_SQL.match(word)) for word in words)
    if isinstance(node, ast.Attribute) and node.attr == "close":
        return _last_name(node.value) in {"session", "connection"}
    return isinstance(node, ast.Attribute) and node.attr in AROUND_THE_UNIT_OF_WORK


def changes_tables(node: ast.AST) -> bool:
    """What a table, a trigger or the file itself is, only an upgrade changes, and whoever puts a guard back."""
    if isinstance(node, ast.Attribute) and node.attr == "cursor":
        return True
    if not isinstance(node, ast.Call) or _last_name(node.func) not in {"text", "execute"}:
        return False
    words = [each.value for argument in node.args[:1] for each in ast.walk(argument) if isinstance(each, ast.Constant)]
    return any(isinstance(word, str) and bool(TABLES_OF_SQL.match(word)) for word in words[:1])


def writes_past_the_door(node: ast.AST) -> bool:
    called = ast.unparse(node.func) if isinstance(node, ast.Call) else ""
    opens = called.endswith((".write", ".rebuild")) and not (isinstance(node, ast.Call) and node.args)
    return opens or called == "history.record"


def changes_the_history(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and _last_name(node.func) in {"update", "delete"}
        and any(_named(argument) & HISTORY for argument in node.args)
    )


def _last_name(node: ast.AST) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def opens_the_office(node: ast.AST) -> bool:
    if isinstance(node, ast.withitem):
        opened = node.context_expr
        return isinstance(opened, ast.Call) and bool(_named(opened.func) & {"read", "write", "rebuild"})
    return isinstance(node, ast.Attribute) and node.attr in {"database", "engine", "_engine"}


def speaks_sql(node: ast.AST) -> bool:
    """For windows: the columns that fields are bound to may be named, nothing else of SQLAlchemy."""
    if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] == "sqlalchemy":
        return any(name.name not in COLUMNS for name in node.names)
    return isinstance(node, ast.Import) and any(name.name.partition(".")[0] == "sqlalchemy" for name in node.names)


def swallows_a_trouble(node: ast.AST) -> bool:
    if isinstance(node, ast.Call) and "suppress" in _named(node.func):
        return any(_named(argument) & (ALL_TROUBLES | SINGLE_TROUBLES) for argument in node.args)
    if isinstance(node, ast.keyword) and node.arg == "failed" and isinstance(node.value, ast.Lambda):
        return isinstance(node.value.body, ast.Constant)
    if not isinstance(node, ast.ExceptHandler):
        return False
    caught = _named(node.type) if node.type else ALL_TROUBLES
    if caught & ALL_TROUBLES:
        return not _passed_on(node)
    if caught & IN_THE_MIDDLE:
        return not (_passed_on(node) or _does_something(node))
    return bool(caught & SINGLE_TROUBLES) and all(isinstance(step, ast.Pass | ast.Continue) for step in node.body)


def _passed_on(handler: ast.ExceptHandler) -> bool:
    """Whether the handler raises, logs for somebody to read, or does something with the exception."""
    steps = [each for step in handler.body for each in ast.walk(step)]
    idle = {name for step in steps if _leads_nowhere(step) for name in ast.walk(step)}
    return any(
        isinstance(node, ast.Raise)
        or (isinstance(node, ast.Name) and node.id == handler.name and node not in idle)
        or (isinstance(node, ast.Call) and _is_log(node) and _last_name(node.func) in HEARD)
        for node in steps
    )


def _does_something(handler: ast.ExceptHandler) -> bool:
    calls = (each for step in handler.body for each in ast.walk(step) if isinstance(each, ast.Call))
    return any(not _is_log(call) for call in calls)


def _leads_nowhere(step: ast.AST) -> bool:
    """Another name for the exception, its words for nobody, or a log entry that nobody reads."""
    if isinstance(step, ast.Expr) and isinstance(step.value, ast.Call):
        return _last_name(step.value.func) in {"str", "repr", "type", "bool"}
    if isinstance(step, ast.Assign | ast.AnnAssign):
        return isinstance(step.value, ast.Name)
    return isinstance(step, ast.Call) and _is_log(step) and _last_name(step.func) not in HEARD


def _is_log(call: ast.Call) -> bool:
    return "log" in _named(call.func)


def _rules(place: str) -> Iterator[Rule]:
    room = _room(place)
    yield swallows_a_trouble
    yield changes_the_history
    if room != "windows" and not place.startswith(MAY_CHANGE_TABLES):
        yield changes_tables
    if not place.startswith(MAY_WRITE):
        yield writes_past_the_door
    if room == "windows":
        yield opens_the_office
        yield speaks_sql
        return
    if place != "petitiondesk/storage/database.py":
        yield goes_around_the_unit_of_work
    if room not in {"cli", "app"}:
        yield asks_the_clock


def _harmless(tree: ast.AST) -> Iterator[ast.AST]:
    """Docstrings do nothing; ``session.get_bind().dialect`` only asks which database it is."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node.value
        if isinstance(node, ast.Attribute) and node.attr == "dialect" and isinstance(node.value, ast.Call):
            yield node.value.func


def breaches(place: str, source: str) -> list[str]:
    """Each breach as its line and the rule; ``place`` is the path from the root."""
    tree, rules = ast.parse(source), list(_rules(place))
    harmless = set(_harmless(tree))
    return [
        f"{place}:{getattr(node, 'lineno', '')} {rule.__name__}"
        for node in ast.walk(tree)
        if node not in harmless
        for rule in rules
        if rule(node)
    ]


def test_the_package_keeps_its_fences() -> None:
    files = sorted((ROOT / "petitiondesk").rglob("*.py"))
    assert files
    assert not [
        breach for path in files for breach in breaches(path.relative_to(ROOT).as_posix(), path.read_text("utf-8"))
    ]


ASKING_THE_CLOCK = [
    ("office", "import datetime as d\nd.datetime.now(d.UTC)"),
    ("office", "from petitiondesk.rules.office_day import datetime\ndatetime.now()"),
    ("rules", "from datetime import date as day\nask = day.today"),
    ("storage", "func.now()"),
    ("storage", "sqlalchemy.func.current_timestamp()"),
    ("storage", "from sqlalchemy.sql.functions import current_timestamp"),
    ("storage/migrations", 'text("UPDATE event SET at = CURRENT_TIMESTAMP")'),
    ("storage", """text("SELECT datetime('now')")"""),
    ("office", 'text("SELECT now()")'),
    ("documents", "QtCore.QTime.currentTime()"),
    ("documents", "QDateTime.currentDateTimeUtc()"),
    ("words", "QDateTime.currentMSecsSinceEpoch()"),
    ("office", "uuid.uuid1()"),
    ("storage", "datetime.fromtimestamp(os.stat(place)[8])"),
    ("storage", "path.stat().st_mtime"),
]


def found(room: str, source: str) -> list[str]:
    """The rules that a line breaks."""
    return [breach.rpartition(" ")[2] for breach in breaches(f"petitiondesk/{room}/breach.py", source)]


def test_asking_the_clock_is_found() -> None:
    assert [row for row in ASKING_THE_CLOCK if found(*row)[:1] != ["asks_the_clock"]] == []


ROOMS_BELOW_THE_WINDOWS = ("office", "storage", "app", "cli")

AROUND = [
    "with desk.database.engine.begin() as connection: pass",
    "desk.database._engine.connect()",
    "session.commit()",
    "session.rollback()",
    "with session.begin_nested(): pass",
    "session.get_bind()",
    "session.connection().engine",
    'session.execute(text("COMMIT"))',
    "session.execute(text(' rollback'))",
    "connection.execute(text(f'SAVEPOINT {name}'))",
    'session.connection().exec_driver_sql("ROLLBACK")',
    "session.bind.connect()",
    "session.close()",
]


def test_a_way_around_the_unit_of_work_is_found() -> None:
    tried = [(room, source) for room in ROOMS_BELOW_THE_WINDOWS for source in AROUND]
    assert [row for row in tried if found(*row)[:1] != ["goes_around_the_unit_of_work"]] == []


CHANGES: list[tuple[str, Rule]] = [
    ("session.execute(text('PRAGMA foreign_keys = OFF'))", changes_tables),
    ("text('DROP TRIGGER event_is_kept')", changes_tables),
    ("session.connection().connection.cursor()", changes_tables),
    ("connection.execute(text(f' vacuum INTO {place}'))", changes_tables),
    ("session.execute(update(Event).values(act='x'))", changes_the_history),
    ("session.execute(sqlalchemy.delete(models.EventPayload))", changes_the_history),
]


def test_a_change_of_tables_or_of_the_history_is_found() -> None:
    tried = [(room, source, rule.__name__) for room in ROOMS_BELOW_THE_WINDOWS for source, rule in CHANGES]
    assert [row for row in tried if row[2] not in found(*row[:2])] == []


def test_writing_past_the_door_is_found() -> None:
    for source in ("with desk.database.write() as session: pass", "database.rebuild()", "history.record(session)"):
        assert [each.split()[1] for each in breaches("petitiondesk/office/x.py", source)] == ["writes_past_the_door"]
        assert breaches("petitiondesk/office/desk.py", source) == []


@pytest.mark.parametrize(
    "source",
    [
        "with self._station.desk.database.write() as session: pass",
        "office = station.desk.database",
        "with opening.prepare(location).read() as session: pass",
        "with database.write() as session: pass",
    ],
)
def test_a_window_that_opens_the_office_is_found(source: str) -> None:
    assert any(
        breach.endswith("opens_the_office") for breach in breaches("petitiondesk/windows/pages/breach.py", source)
    )


@pytest.mark.parametrize(
    "source",
    [
        "from sqlalchemy import select",
        "import sqlalchemy.orm",
        "def late():\n    from sqlalchemy.orm import InstrumentedAttribute, Query",
    ],
)
def test_a_window_that_speaks_sql_is_found(source: str) -> None:
    [breach] = breaches("petitiondesk/windows/pages/breach.py", source)
    assert breach.endswith("speaks_sql")


SWALLOWED = [
    "with suppress(StorageTrouble): act()",
    "with contextlib.suppress(Exception): act()",
    "with suppress(errors.DiskFull, KeyError): act()",
    "try: act()\nexcept StorageTrouble: pass",
    "try: act()\nexcept opening.StorageTrouble as error: found = None",
    "try: act()\nexcept (StorageTrouble, ValueError): found = None",
    "try: act()\nexcept Exception: found = None",
    "try: act()\nexcept: pass",
    "try: act()\nexcept DiskFull: pass",
    "try: act()\nexcept Exception: log.debug('x')",
    "try: act()\nexcept StorageTrouble as error: log.info('x', error)",
    "try: act()\nexcept StorageTrouble as error: kept = error",
    "try: act()\nexcept StorageTrouble as error: str(error)",
    "try: act()\nexcept IntegrityError: found = None",
    "try: act()\nexcept sqlalchemy.exc.SQLAlchemyError: return_value = []",
    "try: act()\nexcept DiskFull: found = None",
    "try: act()\nexcept Locked: log.debug('x')",
    "background.submit('counter', act, failed=lambda error: None)",
]


def test_a_trouble_swallowed_is_found() -> None:
    tried = [(room, source) for room in ("windows", *ROOMS_BELOW_THE_WINDOWS) for source in SWALLOWED]
    assert [row for row in tried if found(*row) != ["swallows_a_trouble"]] == []


MEANT = [
    ("windows/breach.py", "QGuiApplication.inputMethod().commit(); self._station.today()"),
    ("windows/breach.py", "from sqlalchemy.orm import InstrumentedAttribute"),
    ("office/breach.py", "def act(now): self.today = now"),
    ("office/breach.py", '"""Nothing here asks now()."""'),
    ("office/breach.py", "try: act()\nexcept MissingOffice: found = False"),
    ("office/breach.py", "try: act()\nexcept IntegrityError: done = act()"),
    ("storage/upgrade.py", "connection.execute(text('PRAGMA user_version = 3'))"),
    ("office/breach.py", "try: act()\nexcept StorageTrouble: log.warning('kept', exc_info=True)"),
    ("office/breach.py", "try: act()\nexcept StorageTrouble as error: say(error.message)"),
    (
        "office/breach.py",
        "try: act()\nexcept StorageTrouble as error:\n    kept = error\n    raise kept from error",
    ),
    ("office/breach.py", "session.execute(text('SELECT 1'))"),
    ("office/breach.py", "file.write(content)"),
    ("storage/database.py", "connection.commit()"),
    ("storage/breach.py", "session.get_bind().dialect.name"),
    ("cli.py", "datetime.now(UTC)"),
]


def test_what_is_meant_passes() -> None:
    assert [breach for place, source in MEANT for breach in breaches(f"petitiondesk/{place}", source)] == []
