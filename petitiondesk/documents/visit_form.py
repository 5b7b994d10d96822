"""The visit form (来访登记单, F01): everything that was registered, read back and signed. A4, or in large print.

Oral matters must be recorded truthfully (Art. 19), so nothing is shortened: long texts go on over numbered pages.
"""

from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby, pairwise

from petitiondesk.documents import letters, rows, seals, sheets
from petitiondesk.documents.letters import Level, Template
from petitiondesk.documents.materials import Material, described
from petitiondesk.documents.paper import MM, Paper
from petitiondesk.documents.printable import printable
from petitiondesk.documents.rows import Look
from petitiondesk.documents.seals import Seal
from petitiondesk.documents.sheets import Cell, Sheet
from petitiondesk.documents.written_days import day, moment

FIELDS = frozenset({"签名人", "形式"})

_PAPER = Paper(210 * MM, 297 * MM, left=22 * MM, right=18 * MM, top=14 * MM, bottom=12 * MM)
_FOOTER_HEIGHT = 26.0
"""Number, page and check code, with room above them to sign a page that others follow."""
_ORDINARY = tuple(Look("hei", "song", 10.5, leading) for leading in (17.0, 16.0, 15.0, 14.0))
"""From the roomiest to the tightest; what fits on one page in none of them is set in the roomiest on several."""
_LARGE = (Look("hei", "song", 17.0, 26.0),)
_FINGERPRINT = (25 * MM, 20 * MM)
"""Width and height of the place for a fingerprint beside a signature."""
_ROW_GAP = 6.0
_REPRESENTATIVE_COLUMNS = (("姓名", 0.0), ("证件号码", 0.15), ("电话", 0.495), ("住址", 0.735))
"""Headings and left edges, as parts of the width."""


@dataclass(frozen=True)
class Representative:
    """One of at most five who speak for a group (Art. 20)."""

    name: str
    id_number: str = ""
    phone: str = ""
    address: str = ""


@dataclass(frozen=True)
class PriorProcedure:
    """A procedure that the matter went through: its kind, the organ, its paper, the ISO day that was received."""

    kind: str
    organ: str = ""
    paper: str = ""
    received: str = ""


@dataclass(frozen=True)
class VisitFormData:
    """What was registered, in plain values. Choices stand in the words of the form; days are ISO dates.

    ``received`` is an ISO time of the office's day. ``further`` holds label and value of what an office asks beyond
    the ordinary (ethnic group, employer ...). An empty value leaves room beside its label. The head counts hold a
    number, or what was said instead of one. ``channel`` and ``petitioner`` are the words for how it came and for who
    brought it; ``arrival`` holds label and value of what is known of that, ``enclosures`` what lay in an envelope.
    ``corrected`` is the day on which the record was last put right.
    """

    office: str
    number: str
    query_code: str
    received: str
    channel: str = ""
    petitioner: str = "来访人"
    source: str = ""
    arrival: tuple[tuple[str, str], ...] = ()
    enclosures: tuple[str, ...] = ()
    window: str = ""
    receptionist: str = ""
    confidentiality: str = ""
    anonymous: bool = False
    keep_confidential: bool = False
    flags: tuple[str, ...] = ()
    name: str = ""
    petitioner_kind: str = ""
    sex: str = ""
    birth: str = ""
    nationality: str = ""
    id_type: str = ""
    id_number: str = ""
    address: str = ""
    postcode: str = ""
    phone: str = ""
    further: tuple[tuple[str, str], ...] = ()
    needs: tuple[str, ...] = ()
    visitors: str = "1"
    involved: str = ""
    households: str = ""
    representatives: tuple[Representative, ...] = ()
    proxies: tuple[str, ...] = ()
    helpers: tuple[str, ...] = ()
    place: str = ""
    complained_of: str = ""
    purpose: str = ""
    content: str = ""
    cause: str = ""
    matter: str = ""
    requests: tuple[str, ...] = ()
    facts: str = ""
    grounds: str = ""
    history: str = ""
    prior_procedures: tuple[PriorProcedure, ...] = ()
    materials: tuple[Material, ...] = ()
    publish: str = ""
    service_address: str = ""
    service_by: str = ""
    talk: str = ""
    on_the_spot: str = ""
    corrected: str = ""


def render(data: VisitFormData, *, seal: Seal, large_print: bool = False, copy: int = 0) -> bytes:
    """The form as PDF. ``copy`` counts reprints, 0 for the first print."""
    data, lacking = printable(data)
    looks = _LARGE if large_print else _ORDINARY
    sheet = sheets.first_on_one_page(partial(_composed, look, data, lacking, seal, copy) for look in looks)
    title = f"{data.channel or '来访'}登记单"
    return sheet.pdf(title=f"{title} {data.number}", subject=title, author=data.office)


def _composed(look: Look, data: VisitFormData, lacking: list[str], seal: Seal, copy: int) -> Sheet:
    sheet = Sheet(
        _PAPER,
        footer=partial(_footer, data.channel in ("", "来访"), data.number, seal.check_code),
        footer_height=_FOOTER_HEIGHT,
    )
    _head(sheet, look, data, seal, copy)
    _registration(sheet, look, data)
    _visitor(sheet, look, data)
    _matter(sheet, look, data)
    _afterwards(sheet, look, data)
    if data.channel in ("", "来访"):
        sheet.kept(lambda sheet: _read_back(sheet, look, _signers(data), lacking), along=3)
    else:
        sheet.kept(lambda sheet: _signed_by_whoever_entered_it(sheet, look, lacking), along=3)
    return sheet


def _signed_by_whoever_entered_it(sheet: Sheet, look: Look, lacking: list[str]) -> None:
    """Nobody is there to whom a letter, a fax or a message could be read back."""
    rows.ruled(sheet, look, 1.0)
    blank = "＿"
    rows.to_fill_in(sheet, look, f"登记人签名：{blank * 20}　{blank * 3}年{blank * 2}月{blank * 2}日")
    for note in letters.texts_of(template().paragraphs, Level.NOTE) + lacking:
        sheet.row(Cell(note, look.text, look.label_size), leading=look.leading)


def _footer(signed: bool, number: str, check_code: str, page: int, pages: int) -> tuple[Cell, ...]:
    """The foot of every A4 page, with a place to sign on each but the last, which is signed anyway."""
    registration, numbered, code = rows.footer(number, check_code, page, pages)
    if page == pages or not signed:
        return registration, numbered, code
    signature = replace(numbered, text=f"来访人签名：{'＿' * 12}", x=0.39 * _PAPER.column, align="left")
    return registration, replace(numbered, x=0.2 * _PAPER.column, align="left"), signature, code


def _signers(data: VisitFormData) -> list[str]:
    """Who signs: every representative of a group, else the visitor, who need not give a name."""
    return [each.name or "代表" for each in data.representatives] or ["来访人"]


def template() -> Template:
    """The wording of title and read-back foot; its version is kept with the data."""
    return letters.load("visit_form", FIELDS)


def _head(sheet: Sheet, look: Look, data: VisitFormData, seal: Seal, copy: int) -> None:
    symbol = seals.symbol(seal.qr_digits)
    top = sheet.y
    sheet.code(symbol, x=sheet.paper.column - symbol.side, y=top)
    beside = symbol.side + symbol.quiet
    width = sheet.paper.column - 2 * beside
    sheet.row(
        Cell(data.office, look.label, look.size + 1.5, x=beside, width=width, align="centre"), leading=look.leading + 3
    )
    paragraphs = letters.fill(template(), {"形式": data.channel or "来访"})
    for line in letters.texts_of(paragraphs, Level.TITLE):
        sheet.row(Cell(line, "title", 22.0, x=beside, width=width, align="centre"), leading=33.0)
    for mark in rows.marks("登记单", data.corrected, copy):
        cell = Cell(mark, look.label, look.label_size, x=beside, width=width, align="centre")
        sheet.row(cell, leading=look.leading)
    sheet.y = max(sheet.y, top + symbol.side) + symbol.quiet - 4.0
    rows.ruled(sheet, look, 1.0)


def _registration(sheet: Sheet, look: Look, data: VisitFormData) -> None:
    pairs = [
        ("登记编号", data.number),
        ("查询码", data.query_code),
        (_when(data), moment(data.received)),
        ("信访形式", "　".join(filter(None, (data.channel, data.source)))),
        ("接待窗口", data.window),
        ("接待人", data.receptionist),
        ("保密范围", data.confidentiality),
    ]
    marks = [*data.flags, *["匿名"] * data.anonymous, *["要求保密"] * data.keep_confidential]
    if marks:
        pairs.append(("标注", "　".join(marks)))
    rows.fields(sheet, look, [*pairs, *data.arrival], columns=2)
    if data.enclosures:
        rows.listed(sheet, look, "信内物品", data.enclosures)


def _when(data: VisitFormData) -> str:
    return f"{data.channel or '来访'}时间" if len(data.received) > len("2026-11-03") else "收到日期"


def _visitor(sheet: Sheet, look: Look, data: VisitFormData) -> None:
    _section(sheet, look, data.petitioner)
    pairs = [
        ("姓名", data.name),
        ("性别", data.sex),
        ("出生日期", day(data.birth)),
        ("国籍", data.nationality),
        ("证件类型", data.id_type),
        ("证件号码", data.id_number),
        ("类别", data.petitioner_kind),
        ("电话", data.phone),
        *data.further,
    ]
    rows.fields(sheet, look, pairs, columns=2)
    rows.field(sheet, look, "住址", data.address)
    if data.postcode:
        rows.field(sheet, look, "邮编", data.postcode)
    came = data.visitors if data.channel in ("", "来访") else ""
    counted = (("来访", came, "人"), ("涉及", data.involved, "人"), ("共", data.households, "户"))
    needs = [("特殊需要", "　".join(data.needs))] * bool(data.needs)
    rows.fields(sheet, look, [("人数", "，".join(_counted(*each) for each in counted if each[1])), *needs], columns=2)
    if data.representatives:
        _representatives(sheet, look, data.representatives)
    for label, texts in (("代理人", data.proxies), ("协助人", data.helpers)):
        if texts:
            rows.listed(sheet, look, label, texts)


def _counted(what: str, told: str, unit: str) -> str:
    """``来访7人``; what is no number stands as it was told."""
    return f"{what}{told}{unit}" if told.isdecimal() else f"{what}“{told}”"


def _representatives(sheet: Sheet, look: Look, representatives: tuple[Representative, ...]) -> None:
    rows.field(sheet, look, "代表", f"{len(representatives)}人")
    edges = [part * sheet.paper.column for _, part in (*_REPRESENTATIVE_COLUMNS, ("", 1.0))]
    table = [tuple(heading for heading, _ in _REPRESENTATIVE_COLUMNS)]
    table += [(each.name, each.id_number, each.phone, each.address) for each in representatives]
    for number, texts in enumerate(table):
        sheet.row(
            *(
                Cell(
                    text,
                    look.text if number else look.label,
                    look.label_size,
                    x=x,
                    width=end - x - _ROW_GAP,
                    align="left",
                )
                for text, (x, end) in zip(texts, pairwise(edges), strict=True)
            ),
            leading=look.leading,
            heads=number == 0,
        )
        sheet.rule(0.25)


def _matter(sheet: Sheet, look: Look, data: VisitFormData) -> None:
    _section(sheet, look, "反映的情况")
    rows.fields(
        sheet,
        look,
        [
            ("问题属地", data.place),
            ("被反映方", data.complained_of),
            ("信访目的", data.purpose),
            ("内容分类", data.content),
        ],
        columns=2,
    )
    for label, text in (("信访原因", data.cause), ("事项摘要", data.matter)):
        if text:
            rows.field(sheet, look, label, text)
    rows.listed(sheet, look, "请求事项", data.requests)
    for label, text in (("事实", data.facts), ("理由", data.grounds), ("以往办理", data.history)):
        if text:
            rows.field(sheet, look, label, text)
    rows.listed(sheet, look, "其他程序", [_procedure(each) for each in data.prior_procedures])
    rows.listed(sheet, look, "提交材料", [described(each) for each in data.materials])


def _procedure(prior: PriorProcedure) -> str:
    received = f"{day(prior.received)}收到" if prior.received else ""
    return "，".join(filter(None, (prior.kind, prior.organ, prior.paper, received)))


def _afterwards(sheet: Sheet, look: Look, data: VisitFormData) -> None:
    _section(sheet, look, "送达与接谈")
    pairs = [("送达方式", data.service_by), ("是否公开", data.publish), ("送达地址", data.service_address)]
    rows.fields(sheet, look, pairs, columns=2 if any(value for _, value in pairs) else 3)
    for label, text in (("接谈要点", data.talk), ("当场处理", data.on_the_spot)):
        if text:
            rows.field(sheet, look, label, text)


def _read_back(sheet: Sheet, look: Look, signers: list[str], lacking: list[str]) -> None:
    rows.ruled(sheet, look, 1.0)
    for level, paragraphs in groupby(template().paragraphs, key=lambda paragraph: paragraph.level):
        texts = [paragraph.text for paragraph in paragraphs]
        match level:
            case Level.HEADING:
                for text in texts:
                    sheet.row(Cell(text, "hei_bold", look.size), leading=look.leading + 2, heads=True)
            case Level.BODY:
                for text in texts:
                    rows.to_fill_in(sheet, look, text)
            case Level.SIGNATURE:
                sheet.skip(_ROW_GAP / 2)
                for signer in signers:
                    sheet.kept(partial(_signature, look=look, signer=signer))
    for note in letters.texts_of(template().paragraphs, Level.NOTE) + lacking:
        sheet.row(Cell(note, look.text, look.label_size), leading=look.leading)


def _signature(sheet: Sheet, *, look: Look, signer: str) -> None:
    """A ruled row for one signature, with the place for a fingerprint at its right."""
    width, height = _FINGERPRINT
    if sheet.room < height + _ROW_GAP:
        sheet.new_page()
    top, left = sheet.y, sheet.paper.column - width
    sheet.row(Cell("捺印", look.label, look.label_size, x=left, width=width, align="centre"), leading=look.leading)
    sheet.y = top
    for text in letters.texts_of(letters.fill(template(), {"签名人": signer}), Level.SIGNATURE):
        rows.to_fill_in(sheet, look, text, width=left - _ROW_GAP)
    sheet.box(x=left, y=top, width=width, height=height, weight=0.5)
    sheet.y = max(sheet.y, top + height) + _ROW_GAP / 2
    sheet.rule(0.25)
    sheet.skip(_ROW_GAP / 2)


def _section(sheet: Sheet, look: Look, title: str) -> None:
    if sheet.room < 5 * look.leading:
        sheet.new_page()
    else:
        rows.ruled(sheet, look, 0.5)
    sheet.row(Cell(title, "hei_bold", look.size), leading=look.leading + 2, heads=True)
