"""What is told of the highlighted line of a case, whole; its words can be copied."""

from collections.abc import Iterator
from html import escape

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QTextEdit

from petitiondesk.office.case_page import PersonShown, RegistrationShown, StepShown, TermShown
from petitiondesk.office.case_requests import RequestShown
from petitiondesk.office.standings import Stood
from petitiondesk.rules.channels import Source
from petitiondesk.rules.citations import cited
from petitiondesk.rules.office_day import CHINA_STANDARD_TIME
from petitiondesk.rules.procedure.table import STEPS
from petitiondesk.windows import theme
from petitiondesk.windows.messages import say, tr
from petitiondesk.windows.pages.case.lines import Told
from petitiondesk.windows.pages.case.requests import route_of, stands

Part = tuple[str, str]
"""A label and the words under it."""


class Paper(QTextEdit):
    """Words to be read and copied, by mouse and keys; Tab goes on."""

    def __init__(self, name: str, accessible_name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(accessible_name)
        self.setReadOnly(True)
        self.setMinimumHeight(2 * self.fontMetrics().height())
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )


class Details(Paper):
    """Follows the highlighted line."""

    def __init__(self) -> None:
        super().__init__("case_details", tr("The highlighted line"))
        self._told: Told | None = None

    def follow(self, told: Told | None) -> None:
        """Show this; what was read so far stays in sight where it is the same."""
        place = self.verticalScrollBar().value() if told == self._told else 0
        self._told = told
        self._write()
        self.verticalScrollBar().setValue(place)

    def changeEvent(self, event: QEvent) -> None:
        """In light and dark the labels have other colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and getattr(self, "_told", None) is not None:
            self._write()

    def _write(self) -> None:
        self.setHtml("".join(_html(self._told)) if self._told is not None else "")


def _html(told: Told) -> Iterator[str]:
    match told:
        case RegistrationShown():
            yield f"<h3>{escape(told.number)}</h3>"
            yield _table(_facts(told))
            for label, words in _words(told):
                yield paragraph(label, words)
        case RequestShown():
            yield paragraph(tr("Request"), told.text)
            yield _table([*_standing(told), (tr("Told in"), told.of)])
            if told.stood is not None:
                yield paragraph(tr("Through whose hands it went"), "\n".join(_hands(told.stood)))
        case PersonShown():
            yield _table(
                [
                    (tr("Name"), told.name),
                    (tr("Part"), tr(told.role.label) if told.role else ""),
                    (tr("ID number"), told.id_number),
                    (tr("Phone"), told.phone),
                    (tr("Address"), told.address),
                    (tr("Told in"), told.of),
                ]
            )
        case TermShown():
            yield paragraph(say(told.name), "\n".join(map(say, told.why)))
            owes = told.of or (tr("The petitioner") if told.petitioners else tr("This office"))
            yield _table(
                [
                    (tr("Whose term it is"), owes),
                    (tr("Article"), say(cited(told.article))),
                    (tr("Told in"), told.number),
                ]
            )
        case StepShown():
            yield paragraph("", tr(told.kind.label) if told.kind else "")
            yield _table(_told_of(told))


def _standing(each: RequestShown) -> list[Part]:
    if each.stood is None:
        return [(tr("Where it stands"), say(each.stands))]
    return [(tr("Where it stands"), stands(each)), (tr("Route"), route_of(each))]


def _hands(stood: Stood) -> Iterator[str]:
    """Who had it from which day on, and by which step."""
    kinds = {each.id: tr(each.kind.label) for each in stood.steps}
    for hand in stood.standing.hands:
        unit = hand.of.name if hand.of else tr("This office")
        who = " · ".join(filter(None, (unit, hand.officer)))
        yield f"{hand.on}  {who}  {kinds.get(hand.step_id, tr('Registered'))}"


def _facts(each: RegistrationShown) -> list[Part]:
    at = each.registered_at.astimezone(CHINA_STANDARD_TIME).strftime("%Y-%m-%d %H:%M")
    source = tr(each.source.label) if each.source is not Source.PETITIONER else ""
    return [
        (tr("Channel"), tr(each.channel.label) if each.channel else ""),
        (tr("Comes from"), " · ".join(filter(None, (source, each.sender)))),
        (tr("Day of receipt"), each.received_on.isoformat()),
        (tr("Registered"), f"{at}  {each.receptionist}"),
        (tr("Name"), each.name or tr("No name given")),
        (tr("Category"), each.category),
        (tr("Raised again"), tr("yes") if each.repeat else ""),
    ]


def _words(each: RegistrationShown) -> list[Part]:
    return [
        (tr("Matter in brief"), each.matter),
        (tr("Facts"), each.facts),
        (tr("Grounds"), each.grounds),
        (tr("Materials"), "\n".join(each.things)),
    ]


def _told_of(each: StepShown) -> list[Part]:
    """What a step tells, in the words of its line in the table of steps."""
    fields = STEPS[each.kind].fields if each.kind and each.kind in STEPS else ()
    told = []
    for field in fields:
        text = each.told.get(field.name, "")
        choice = field.choices.of(text) if field.choices else None
        told.append((tr(field.label), tr(choice.label) if choice else text))
    if each.taken_back:
        told.append((tr("Taken back"), tr("yes")))
    return told


def paragraph(label: str, words: str) -> str:
    """Words under their label; nothing where there are none."""
    if not words:
        return ""
    quiet = theme.colour("quiet").name()
    head = f'<span style="color:{quiet}">{escape(label)}</span><br>' if label else ""
    return f'<p style="margin:0 0 6px 0">{head}{"<br>".join(map(escape, words.splitlines()))}</p>'


def _table(lines: list[Part]) -> str:
    """Short words beside their labels; a line where there is nothing to say is left out."""
    quiet = theme.colour("quiet").name()
    rows = [
        f'<tr><td style="color:{quiet};padding-right:12px">{escape(label)}</td><td>{escape(words)}</td></tr>'
        for label, words in lines
        if words
    ]
    return f'<table style="margin-bottom:6px">{"".join(rows)}</table>'
