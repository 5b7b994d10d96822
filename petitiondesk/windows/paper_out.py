"""A paper handed out: made, printed, and put into the history. All of it runs on the paper lane."""

import logging
from dataclasses import dataclass

from petitiondesk.office import papers
from petitiondesk.office.opening import StorageTrouble
from petitiondesk.office.papers import Ready, Size
from petitiondesk.rules.messages import Message, _
from petitiondesk.windows.station import Station

log = logging.getLogger("petitiondesk")


@dataclass(frozen=True)
class Made:
    """A paper with its pages as PDF; ``note`` is what there is to say of its typeface."""

    ready: Ready
    pdf: bytes
    size: Size
    note: Message | None


class NotInHistory(Exception):
    """The paper is out, but the history could not be told; ``message`` says so, that nobody prints it twice."""

    def __init__(self, number: str) -> None:
        self.message = Message(_NOT_IN_HISTORY, {"number": number})
        super().__init__(self.message)


def size_of(station: Station, kind: str, *, large_print: bool = False) -> Size:
    """The sheet that a kind of paper is printed on at this counter."""
    return papers.PAPERS[kind].size(station.settings.slip_size, large_print=large_print)


def make(
    station: Station, number: str, kind: str, size: Size, *, occasion: str = "", large_print: bool = False
) -> Made:
    """A registration's paper as the record stands. Raises StorageTrouble, LookupError as office.papers.prepare does."""
    ready = papers.prepare(station.desk, number, kind, now=station.now(), occasion=occasion)
    return Made(ready, papers.render(ready, size, large_print=large_print), size, papers.stand_in(kind))


def send(station: Station, made: Made, printer: str) -> Made:
    """Print a paper on ``printer``, "" is the system's own. Raises PrintTrouble, or NotInHistory once it is out."""
    station.print_pdf(made.pdf, printer, made.size)
    return record(station, made, printer or "default printer")


def record(station: Station, made: Made, how: str) -> Made:
    """Put into the history that a paper is out, ``how`` (the printer's or the file's name). Raises NotInHistory."""
    try:
        papers.printed(station.desk, made.ready, how=how, now=station.now())
    except StorageTrouble as error:
        log.exception("not in the history: %s of %s (%s)", made.ready.kind, made.ready.number, how)
        raise NotInHistory(made.ready.number) from error
    return made


def make_and_send(station: Station, number: str, kind: str, size: Size, printer: str) -> Made:
    """Make a paper and print it. One with a character that no font has (``ready.missing``) is left unprinted.

    Raises what :func:`make` and :func:`send` do.
    """
    made = make(station, number, kind, size)
    return made if made.ready.missing else send(station, made, printer)


_NOT_IN_HISTORY = _(
    "{number}: the paper is out and valid; it need not be printed again. But the history could not be written, so the "
    "print does not stand there: tell the administrator, the log file has it."
)
