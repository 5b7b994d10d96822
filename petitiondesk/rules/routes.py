"""The six routes of a claim (Art. 31), and the questions in everyday words that lead to one of them.

A route is chosen for each request, by a person; the questions help to find it and give the reasons in plain words.
They are for claims alone: suggestions (Art. 29) and reports of wrongdoing (Art. 30) take none of these routes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from petitiondesk.rules.kinds import Kind
from petitiondesk.rules.messages import Message, _

_ARTICLE = "《信访工作条例》第三十一条"


class Route(Kind):
    """Which way a request takes (Art. 31); the code is kept, the label names it."""

    LEGAL_PROCEDURE = "r1", _("Led into litigation or another legal procedure")
    ARBITRATION = "r2", _("Led into arbitration")
    PARTY_APPEAL = "r3", _("Led into a Party member's appeal or a re-examination")
    ADMINISTRATIVE_PROCEDURE = "r4", _("Led into an administrative procedure")
    DUTY = "r5", _("A body performs its duty or answers on it")
    PETITION = "r6", _("Handled as a petition")


@dataclass(frozen=True)
class _Line:
    """What goes with a route: the numeral of its item, the item in short, who receives it, what follows (msgids)."""

    item: str
    short: str
    body: str
    follows: str


_LINES: Mapping[Route, _Line] = MappingProxyType(
    {
        Route.LEGAL_PROCEDURE: _Line(
            "一",
            _("Art. 31(1)"),
            _("the court, procuratorate or police that has it, through the political-legal committee"),
            _(
                "The petitioner is told in writing within 15 days of receipt which procedure it is (Art. 23); on "
                "litigation rights the political-legal bodies tell by their own rules (Art. 23 ¶4). Neither a handling "
                "opinion nor a review follows."
            ),
        ),
        Route.ARBITRATION: _Line(
            "二",
            _("Art. 31(2)"),
            _("the arbitration commission"),
            _(
                "The petitioner is told in writing within 15 days of receipt that it is led into arbitration, and "
                "where to apply (Art. 23). Neither a handling opinion nor a review follows; the term for arbitration "
                "goes on."
            ),
        ),
        Route.PARTY_APPEAL: _Line(
            "三",
            _("Art. 31(3)"),
            _("the Party organisation that decides on the appeal"),
            _(
                "The petitioner is told in writing within 15 days of receipt which body takes the appeal or "
                "re-examines (Art. 23). Neither a handling opinion nor a review follows."
            ),
        ),
        Route.ADMINISTRATIVE_PROCEDURE: _Line(
            "四",
            _("Art. 31(4)"),
            _("the administrative body whose procedure it is"),
            _(
                "The petitioner is told in writing within 15 days of receipt which procedure it is and which body has "
                "it (Art. 23). Neither a handling opinion nor a review follows; the term of that procedure goes on."
            ),
        ),
        Route.DUTY: _Line(
            "五",
            _("Art. 31(5)"),
            _("the body whose duty it is"),
            _(
                "The petitioner is told in writing within 15 days of receipt (Art. 23); it ends when the duty is "
                "performed, or with an answer on it, within two months unless a law says otherwise (Administrative "
                "Litigation Law Art. 47). That answer is no handling opinion: its remedy is reconsideration, not "
                "review."
            ),
        ),
        Route.PETITION: _Line(
            "六",
            _("Art. 31(6)"),
            _("the body competent for the matter"),
            _(
                "The petitioner is told in writing within 15 days of receipt that it is accepted (Art. 23), is heard, "
                "and has a handling opinion within 60 days of acceptance (Art. 34). This route alone ends so, with "
                "review and re-review against it (Art. 35, 36)."
            ),
        ),
    }
)


def article(route: Route) -> str:
    """The item of Art. 31 by which a request takes a route, as the papers cite it."""
    return f"{_ARTICLE}第{_LINES[route].item}项"


def named(route: Route) -> Message:
    """A route with its item, as it is shown: 导入行政程序（第三十一条第四项）."""
    return Message(_("{route} ({article})"), {"route": Message(route.label), "article": Message(_LINES[route].short)})


def follows(route: Route) -> str:
    """The msgid of what follows: the notice that is owed (Art. 23), how it ends, the remedy (Art. 35, 36)."""
    return _LINES[route].follows


@dataclass(frozen=True)
class Answer:
    """One answer to a question: its code, its label, what it states on record (msgids), and what it leads to.

    ``leads_to`` is the id of the next question, or a route. ``body`` (msgid) names who receives the request more
    closely than its route does; empty where it doesn't.
    """

    code: str
    label: str
    states: str
    leads_to: str | Route
    body: str = ""


@dataclass(frozen=True)
class Question:
    """A question in everyday words (msgids), with what to look for and by which item of Art. 31 it is asked."""

    id: str
    text: str
    help: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True)
class Outcome:
    """What the answers come to: a route, what each answer states, who receives the request, what follows (msgids)."""

    route: Route
    reasons: tuple[Message, ...]
    body: str
    follows: str


_COURT = Question(
    "court",
    _("Is there a judgment, or a court, procuratorate or police procedure about this matter?"),
    _(
        "Look for a judgment or ruling, a notice that a case was opened or not opened, a receipt from the police. Yes "
        "also where only a suit, a criminal case or legal supervision can settle it (Art. 31(1))."
    ),
    (
        Answer(
            "court",
            _("Yes, a court has decided, has it or must decide it"),
            _("A court has decided the matter, has it or must decide it (Art. 31(1))."),
            Route.LEGAL_PROCEDURE,
            _("the court that has it, through the political-legal committee"),
        ),
        Answer(
            "procuratorate",
            _("Yes, the procuratorate: a criminal case or legal supervision"),
            _("The matter belongs to the procuratorate: a criminal case or legal supervision (Art. 31(1))."),
            Route.LEGAL_PROCEDURE,
            _("the procuratorate that has it, through the political-legal committee"),
        ),
        Answer(
            "police",
            _("Yes, the police: a criminal case or another legal procedure of theirs"),
            _("The matter belongs to the police: a criminal case or another legal procedure of theirs (Art. 31(1))."),
            Route.LEGAL_PROCEDURE,
            _("the police that have it, through the political-legal committee"),
        ),
        Answer(
            "no",
            _("No, none of these"),
            _("There is no judgment about it, and no procedure of a court, the procuratorate or the police."),
            "arbitration",
        ),
    ),
)

_ARBITRATION = Question(
    "arbitration",
    _("Is it a labour, land or commercial dispute for which arbitration is laid down?"),
    _(
        "Look for a work contract, a contract on farm land of the collective, an arbitration clause. Where labour "
        "inspection is asked to act against an employer, answer no: that is asked further on (Art. 31(2))."
    ),
    (
        Answer(
            "labour",
            _("Yes, a dispute between employer and employee"),
            _("It is a labour or personnel dispute, which is arbitrated (Art. 31(2))."),
            Route.ARBITRATION,
            _("the arbitration commission for labour and personnel disputes"),
        ),
        Answer(
            "land",
            _("Yes, a dispute about contracted farm land"),
            _("It is a dispute about contracted farm land, which is arbitrated (Art. 31(2))."),
            Route.ARBITRATION,
            _("the arbitration commission for contracted farm land"),
        ),
        Answer(
            "commercial",
            _("Yes, a commercial dispute with an arbitration agreement"),
            _("It is a commercial dispute with an arbitration agreement (Art. 31(2))."),
            Route.ARBITRATION,
            _("the arbitration commission named in the agreement"),
        ),
        Answer("no", _("No, none of these"), _("Arbitration is not laid down for it."), "party"),
    ),
)

_PARTY = Question(
    "party",
    _("Is it a Party member's appeal against a Party decision, or does an official ask for re-examination?"),
    _(
        "Look at whom the decision is about: the petitioner himself or herself. A report on somebody "
        "else is a report of wrongdoing and takes none of these routes (Art. 31(3))."
    ),
    (
        Answer(
            "member",
            _("Yes, a Party member appeals against a Party decision"),
            _("A Party member appeals against a decision of a Party organisation (Art. 31(3))."),
            Route.PARTY_APPEAL,
        ),
        Answer(
            "official",
            _("Yes, somebody asks the supervisory commission to re-examine its decision"),
            _("The supervisory commission is asked to re-examine a decision of its own (Art. 31(3))."),
            Route.PARTY_APPEAL,
            _("the supervisory commission that decided"),
        ),
        Answer(
            "no", _("No, neither"), _("It is neither a Party member's appeal nor a request to re-examine."), "procedure"
        ),
    ),
)

_PROCEDURE = Question(
    "procedure",
    _(
        "Does a law lay down an administrative procedure for it: reconsideration, adjudication, confirmation, a "
        "licence, a penalty?"
    ),
    _(
        "Look for a decision with a line on reconsideration, and at its term. Where a body is asked to act against "
        "somebody else, answer no: that is the next question (Art. 31(4))."
    ),
    (
        Answer(
            "reconsideration",
            _("Yes, a decision of an administrative body is contested"),
            _("A decision of an administrative body is contested, which reconsideration can settle (Art. 31(4))."),
            Route.ADMINISTRATIVE_PROCEDURE,
            _("the reconsideration organ for the body that decided"),
        ),
        Answer(
            "adjudication",
            _("Yes, an administrative body is to adjudicate or confirm something"),
            _("An administrative body adjudicates or confirms it by law (Art. 31(4))."),
            Route.ADMINISTRATIVE_PROCEDURE,
            _("the administrative body that adjudicates or confirms it"),
        ),
        Answer(
            "licence",
            _("Yes, a licence or another permission is asked for"),
            _("It is a licence or another permission, for which there is a procedure (Art. 31(4))."),
            Route.ADMINISTRATIVE_PROCEDURE,
            _("the administrative body that grants it"),
        ),
        Answer(
            "penalty",
            _("Yes, a penalty procedure is running about it"),
            _("A penalty procedure is running about it (Art. 31(4))."),
            Route.ADMINISTRATIVE_PROCEDURE,
            _("the administrative body that decides on the penalty"),
        ),
        Answer("no", _("No, none of these"), _("No law lays down an administrative procedure for it."), "duty"),
    ),
)

_DUTY = Question(
    "duty",
    _("Is a body asked to stop or punish somebody's unlawful act, or to protect the petitioner's person or property?"),
    _(
        "Look for what exactly is asked for and whose duty by law that is, e.g. of labour inspection, market "
        "supervision, building inspection or the environment (Art. 31(5))."
    ),
    (
        Answer(
            "unlawful",
            _("Yes, to stop or punish an unlawful act"),
            _("A body is asked to investigate an unlawful act (Art. 31(5))."),
            Route.DUTY,
            _("the body whose duty it is to act against the unlawful act"),
        ),
        Answer(
            "protection",
            _("Yes, to protect the petitioner's person, property or other rights"),
            _("A body is asked to protect the petitioner's person, property or other rights (Art. 31(5))."),
            Route.DUTY,
            _("the body whose duty this protection is"),
        ),
        Answer(
            "no",
            _("No, neither"),
            _("No body is asked to act against an unlawful act or to protect rights: it is handled as a petition."),
            Route.PETITION,
        ),
    ),
)

QUESTIONS: Mapping[str, Question] = MappingProxyType(
    {each.id: each for each in (_COURT, _ARBITRATION, _PARTY, _PROCEDURE, _DUTY)}
)
"""Every question by its id, in the order of the items of Art. 31."""


def first_question() -> Question:
    """The question with which the way to a route begins."""
    return _COURT


def question(question_id: str) -> Question:
    """The question of that id. Raises KeyError."""
    return QUESTIONS[question_id]


def next_after(answers: Sequence[str]) -> Question | Route:
    """The question that follows the answers given so far, by their codes, or the route that they end in.

    Raises ValueError for an answer that its question doesn't have, and for one after the end.
    """
    given = _given(answers)
    leads_to = given[-1].leads_to if given else first_question().id
    return leads_to if isinstance(leads_to, Route) else question(leads_to)


def stated(answers: Sequence[str]) -> tuple[Message, ...]:
    """What each of the answers given so far states, in plain words. Raises ValueError as :func:`next_after` does."""
    return tuple(Message(each.states) for each in _given(answers))


def path(answers: Sequence[str]) -> Outcome:
    """What the answers, by their codes, come to. Raises ValueError where they end in no route (Art. 31)."""
    given = _given(answers)
    route = Route.of(given[-1].leads_to) if given else None
    if route is None:
        raise ValueError("the answers end in no route")
    return Outcome(route, stated(answers), given[-1].body or _LINES[route].body, follows(route))


def _given(answers: Sequence[str]) -> tuple[Answer, ...]:
    given: list[Answer] = []
    asked: Question | None = first_question()
    for code in answers:
        found = next((each for each in (asked.answers if asked else ()) if each.code == code), None)
        if found is None:
            raise ValueError(f"{code} is no answer to {asked.id if asked else 'anything: the route is found'}")
        given.append(found)
        asked = None if isinstance(found.leads_to, Route) else question(found.leads_to)
    return tuple(given)
