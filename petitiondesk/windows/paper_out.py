"""A paper handed out: made on the paper lane after its act, printed, and put into the history."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject

from petitiondesk.office import papers
from petitiondesk.office.papers import Ready, Size
from petitiondesk.rules.messages import Message
from petitiondesk.windows.station import Station


@dataclass(frozen=True)
class Made:
    """A paper with its pages as PDF; ``note`` is what there is to say of its typeface."""

    ready: Ready
    pdf: bytes
    size: Size
    note: Message | None


def make(
    station: Station,
    number: str,
    kind: str,
    *,
    done: Callable[[Made], object],
    failed: Callable[[Exception], object],
    owner: QObject,
    large_print: bool = False,
) -> None:
    """Make a registration's paper as the record stands and hand it to ``done``."""
    size: Size = "80mm" if kind == papers.SLIP and station.settings.slip_size == "80mm" else _SIZES[kind]

    def work() -> Made:
        ready = papers.prepare(station.desk, number, kind, now=station.clock())
        return Made(ready, papers.render(ready, size, large_print=large_print), size, papers.stand_in(kind))

    station.background.submit("paper", work, done=done, failed=failed, owner=owner)


def send(
    station: Station,
    made: Made,
    printer: str,
    *,
    done: Callable[[Made], object],
    failed: Callable[[Exception], object],
    owner: QObject,
) -> None:
    """Print a paper that was made, on ``printer`` ("" is the system's own); a printed paper stands in the history."""

    def work() -> Made:
        station.print_pdf(made.pdf, printer, made.size)
        return _recorded(station, made, printer or "default printer")

    station.background.submit("paper", work, done=done, failed=failed, owner=owner)


def record_saved(
    station: Station,
    made: Made,
    path: str,
    *,
    done: Callable[[Made], object],
    failed: Callable[[Exception], object],
    owner: QObject,
) -> None:
    """A paper was saved as a file: the history holds that as it holds a print."""
    work = partial(_recorded, station, made, path)
    station.background.submit("paper", work, done=done, failed=failed, owner=owner)


def _recorded(station: Station, made: Made, how: str) -> Made:
    papers.printed(station.desk, made.ready, how=how, now=station.clock())
    return made


def make_and_send(
    station: Station,
    number: str,
    kind: str,
    *,
    done: Callable[[Made], object],
    failed: Callable[[Exception], object],
    missing: Callable[[Made], object],
    owner: QObject,
) -> None:
    """Make a paper and print it. One with a character that no font has goes to ``missing`` instead, unprinted."""

    def made(paper: Made) -> None:
        if paper.ready.missing:
            missing(paper)
        else:
            send(station, paper, station.settings.slip_printer, done=done, failed=failed, owner=owner)

    make(station, number, kind, done=made, failed=failed, owner=owner)


_SIZES: dict[str, Size] = {papers.SLIP: "A5", papers.VISIT_FORM: "A4", papers.ANSWER: "A4"}
