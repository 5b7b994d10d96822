"""The command line: the administrator's door, and how the program is tried without a screen.

Options stand before or after the command. Exit 0 done, 1 the request can't be met (one sentence says why and what to
do), 2 wrong usage. No traceback reaches the terminal. Rooms are imported inside their commands.
"""

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from petitiondesk.rules.messages import Message, _
from petitiondesk.words import Language, sentence

if TYPE_CHECKING:
    from petitiondesk.office.case_page import CaseShown
    from petitiondesk.office.case_requests import RequestShown

_UNSAID: Mapping[str, Any] = {"office": None, "language": None, "json": False}
"""What an option is where nobody gave it. Not argparse's defaults: a command's would hide what stood before it."""

MOST_GENERATED = 1_000_000


class Unmet(Exception):
    """A request that can't be met; ``message`` says why and what to do."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.msgid)
        self.message = message


def run(arguments: Sequence[str]) -> int:
    """Do what the arguments ask; returns the exit code."""
    os.umask(0o077)  # what citizens told is nobody else's on this machine
    options = argparse.Namespace(**{**_UNSAID, **vars(_parser().parse_args(arguments))})
    command: Callable[[argparse.Namespace], Mapping[str, Any]] = _COMMANDS[options.command or "window"]
    try:
        result = command(options)
    except KeyboardInterrupt:
        return 1
    except Exception as error:  # noqa: BLE001 - the one place where no traceback may reach a person
        return _say_failure(error, options.language)
    if options.json and result:
        print(json.dumps(result, ensure_ascii=False, default=str))
    return 1 if result.get("findings") else 0


def _parser() -> argparse.ArgumentParser:
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument(
        "--office",
        metavar="PATH",
        type=_place,
        default=argparse.SUPPRESS,
        help="the office's database file or PostgreSQL URL",
    )
    shared.add_argument("--language", choices=("zh", "en"), default=argparse.SUPPRESS, help="language of the words")
    shared.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="one document instead of words")
    parser = argparse.ArgumentParser(
        prog="petitiondesk", description="A letters-and-visits reception office.", parents=[shared]
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    demo = commands.add_parser("demo", parents=[shared], help="a temporary office full of sample data")
    demo.add_argument(
        "--offscreen",
        metavar="DIR",
        type=Path,
        help="drive it by keys without a screen, leaving pictures and papers there",
    )
    generate = commands.add_parser("generate", parents=[shared], help="an office of COUNT believable registrations")
    generate.add_argument("count", metavar="COUNT", type=_count)
    generate.add_argument("--seed", metavar="N", type=int, default=1)
    due = commands.add_parser(
        "due", parents=[shared], help="a clock's last day from a start date, and how it is counted"
    )
    due.add_argument("clock", metavar="CLOCK", help="its id, e.g. C2")
    due.add_argument("start", metavar="DATE", type=_day, help="the day of the event that starts it, e.g. 2026-11-30")
    due.add_argument("--days", metavar="N", type=_whole_number, help="the term that is set in the letter (C10)")
    due.add_argument("--working", action="store_true", help="count the days of the letter as working days")
    due.add_argument("--extended", metavar="N", type=_whole_number, default=0, help="days of extension (C5)")
    due.add_argument("--paused", metavar="N", type=_whole_number, default=0, help="days of a hearing (C9)")
    due.add_argument("--rules", metavar="NAME", help="the rule set; the one in force on DATE where none is named")
    commands.add_parser("check", parents=[shared], help="examine the office; exit 1 when anything is wrong")
    case = commands.add_parser("case", parents=[shared], help="what stands on record of a case")
    case.add_argument("number", metavar="NUMBER", help="the number of the case or of any of its registrations")
    search = commands.add_parser("search", parents=[shared], help="registrations whose words hold TEXT, newest first")
    search.add_argument("text", metavar="TEXT")
    search.add_argument("--limit", metavar="N", type=_count, default=50, help="show the newest N (50)")
    return parser


def _place(text: str) -> str:
    if not text.strip():
        raise argparse.ArgumentTypeError("it names no place; leave it out for your own office")
    return text


def _count(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= MOST_GENERATED:
        raise argparse.ArgumentTypeError(f"{text!r} is no count from 1 to {MOST_GENERATED}")
    return int(text)


def _whole_number(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number")
    return int(text)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no day; write it like 2026-11-30") from error


def _window(options: argparse.Namespace) -> Mapping[str, Any]:
    from petitiondesk import app

    if not has_display():
        raise Unmet(
            Message(_("There is no display here. Try: petitiondesk demo, which needs none, or start it on a desktop."))
        )
    app.open_window(options.office, now=_now, language=options.language, somebody_reads=not options.json)
    return {}


def _demo(options: argparse.Namespace) -> Mapping[str, Any]:
    from petitiondesk import app

    if options.offscreen is None and has_display():
        app.demo_window(now=_now, language=options.language)
        return {}
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    if options.offscreen is None:
        _tell(options, Message(_("There is no display: the windows are driven by keys without one.")))
    else:
        _make_ready(options.offscreen)
    folder, left = app.demo_offscreen(options.offscreen, now=_now, language=options.language)
    _tell(options, Message(_("Papers and pictures of every page are in {folder}:"), {"folder": folder}))
    for path in left:
        _tell(options, Message("  {name}", {"name": path.name}))
    return {"folder": str(folder), "files": [path.name for path in left]}


def _make_ready(folder: Path) -> None:
    """Make the folder, and see that files can be written into it before anything is driven."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=folder).close()
    except OSError as error:
        words = _("Nothing can be written into {folder} ({reason}). Name another folder.")
        raise Unmet(Message(words, {"folder": folder, "reason": error.strerror})) from error


def _generate(options: argparse.Namespace) -> Mapping[str, Any]:
    from petitiondesk import app

    place = app.generate(options.office, options.count, seed=options.seed, now=_now())
    _tell(options, Message(_("{count} registrations are in {office}."), {"count": options.count, "office": place}))
    return {"office": place, "count": options.count}


def _due(options: argparse.Namespace) -> Mapping[str, Any]:
    from petitiondesk import resources
    from petitiondesk.rules.clocks import RULE_SETS, rule_set_in_force
    from petitiondesk.rules.holiday_notices import calendar_of, read_notice
    from petitiondesk.rules.terms import count_term, why

    if options.rules is not None and options.rules not in RULE_SETS:
        names = {"name": options.rules, "names": ", ".join(RULE_SETS)}
        raise Unmet(Message(_("There is no rule set {name}. The sets are {names}."), names))
    tables = sorted(resources.path("catalogues", "calendar").glob("*.csv"))
    term = count_term(
        options.clock,
        options.start,
        calendar_of(read_notice(table.read_text(encoding="utf-8")) for table in tables),
        rules=RULE_SETS[options.rules] if options.rules else rule_set_in_force(options.start),
        days=options.days,
        working=options.working,
        extended=options.extended,
        paused=options.paused,
    )
    for line in why(term):
        _tell(options, line)
    return {
        "clock": term.clock.id,
        "start": term.start,
        "nominal_last_day": term.nominal_last_day,
        "last_day": term.last_day,
        "days_off_skipped": list(term.days_off_skipped),
        "provisional": term.provisional,
        "article": term.clock.article,
    }


def _search(options: argparse.Namespace) -> Mapping[str, Any]:
    from petitiondesk import app

    found = app.search(options.office, options.text, limit=options.limit, now=_now())
    _tell(options, Message(_("{count} registrations hold it."), {"count": found.count}))
    for hit in found.results:
        _tell(options, Message("{number}  {matter}", {"number": hit.number, "matter": hit.matter}))
    results = [{"number": hit.number, "source_number": None, "matter": hit.matter} for hit in found.results]
    return {"count": found.count, "results": results}


def _check(options: argparse.Namespace) -> Mapping[str, Any]:
    from petitiondesk import app

    findings = app.check(options.office, now=_now())
    if not findings:
        _tell(options, Message(_("Everything is sound.")))
    for finding in findings:
        _tell(
            options, Message(_("{area}: {finding}"), {"area": Message(finding.area.label), "finding": finding.message})
        )
    language: Language = options.language or "zh"
    return {
        "findings": [
            {"area": finding.area.value, "message": sentence(finding.message, language)} for finding in findings
        ]
    }


def _case(options: argparse.Namespace) -> Mapping[str, Any]:
    from petitiondesk import app

    shown = app.case(options.office, options.number, now=_now())
    told = case_in_words(shown, options.language or "zh")
    _tell(options, Message("{number}  {class_}", {"number": shown.number, "class_": told["confidentiality"]}))
    for each in told["registrations"]:
        _tell(options, Message("{number}  {received_on}  {matter}", each))
    for each in told["requests"]:
        _tell(options, Message("{text}: {state}", each))
        if each["date"]:
            _tell(options, Message(_("  {unit}, {officer}, by {date}"), each))
        if each["next"]:
            _tell(options, Message(_("  next: {next}"), each))
    for each in told["terms"]:
        _tell(
            options, Message("{clock}  {starts_on} - {last_day}  {done_on}", {**each, "done_on": each["done_on"] or ""})
        )
    for each in told["papers"]:
        _tell(options, Message("{title}  {number}  {made_at}", each))
    return told


def case_in_words(shown: "CaseShown", language: Language) -> dict[str, Any]:
    """A case as one document. A request has a unit, an officer and a date while it is open, and what may come next."""
    return {
        "number": shown.number,
        "confidentiality": sentence(Message(shown.confidentiality.label), language) if shown.confidentiality else "",
        "registrations": [
            {"number": each.number, "received_on": each.received_on, "matter": each.matter}
            for each in shown.registrations
        ],
        "requests": [_request_in_words(each, shown.office, language) for each in shown.requests],
        "terms": [
            {
                "clock": each.clock,
                "article": each.article,
                "starts_on": each.starts_on,
                "last_day": each.last_day,
                "done_on": each.done_on,
            }
            for each in shown.terms
        ],
        "papers": [
            {
                "title": sentence(each.title, language),
                "number": each.number,
                "version": each.version,
                "made_at": each.made_at,
            }
            for each in shown.papers
        ],
    }


def _request_in_words(each: "RequestShown", office: str, language: Language) -> dict[str, Any]:
    from petitiondesk.rules.procedure.lawful import lawful

    stood = each.stood
    holder = stood.standing.holder if stood else None
    lawful_next = lawful(stood.standing, stood.matter) if stood else ()
    return {
        "text": each.text,
        "state": sentence(each.stands, language),
        "unit": (holder.name if holder else office) if stood and each.due else None,
        "officer": stood.standing.responsible_officer if stood and each.due else None,
        "date": each.due.last_day if each.due else None,
        "next": sentence(Message(each.comes.kind.label), language) if each.comes else None,
        "lawful": [str(kind) for kind in lawful_next],
    }


_COMMANDS: Mapping[str, Callable[[argparse.Namespace], Mapping[str, Any]]] = {
    "window": _window,
    "demo": _demo,
    "generate": _generate,
    "search": _search,
    "case": _case,
    "check": _check,
    "due": _due,
}


def has_display() -> bool:
    """Whether windows can be shown here."""
    if sys.platform.startswith("linux"):
        return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))
    return True


def _now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 - the one place that asks the clock


def _tell(options: argparse.Namespace, message: Message) -> None:
    if not options.json:
        print(sentence(message, options.language or "zh"), flush=True)


def _say_failure(error: Exception, language: Language | None) -> int:
    message = getattr(error, "message", None)
    if not isinstance(message, Message):
        from petitiondesk import app

        log = app.log_unforeseen(error)
        message = Message(
            _("Something went wrong that the program did not foresee ({kind}). The log file has the details: {log}"),
            {"kind": type(error).__name__, "log": log},
        )
    print(sentence(message, language or "zh"), file=sys.stderr)
    return 1
