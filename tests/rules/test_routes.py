"""The questions that lead to a route: every path ends in exactly one, and each answer is named among the reasons."""

from collections.abc import Iterator

import pytest

from petitiondesk.rules import routes
from petitiondesk.rules.messages import Message
from petitiondesk.rules.routes import Question, Route

PATHS = """
court                            r1  the court that has it, through the political-legal committee
procuratorate                    r1  the procuratorate that has it, through the political-legal committee
police                           r1  the police that have it, through the political-legal committee
no labour                        r2  the arbitration commission for labour and personnel disputes
no land                          r2  the arbitration commission for contracted farm land
no commercial                    r2  the arbitration commission named in the agreement
no no member                     r3  the Party organisation that decides on the appeal
no no official                   r3  the supervisory commission that decided
no no no reconsideration         r4  the reconsideration organ for the body that decided
no no no adjudication            r4  the administrative body that adjudicates or confirms it
no no no licence                 r4  the administrative body that grants it
no no no penalty                 r4  the administrative body that decides on the penalty
no no no no unlawful             r5  the body whose duty it is to act against the unlawful act
no no no no protection           r5  the body whose duty this protection is
no no no no no                   r6  the body competent for the matter
"""
"""The answers by their codes, the route that they end in, who receives the request."""

ARTICLES = {
    "r1": "《信访工作条例》第三十一条第一项",
    "r2": "《信访工作条例》第三十一条第二项",
    "r3": "《信访工作条例》第三十一条第三项",
    "r4": "《信访工作条例》第三十一条第四项",
    "r5": "《信访工作条例》第三十一条第五项",
    "r6": "《信访工作条例》第三十一条第六项",
}


def every_path(answers: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """All ways through the questions, found by walking them."""
    following = routes.next_after(answers)
    if isinstance(following, Route):
        yield answers
        return
    for answer in following.answers:
        yield from every_path((*answers, answer.code))


def rows() -> dict[tuple[str, ...], tuple[str, str]]:
    split = [line.split("  ", 1) for line in PATHS.strip().splitlines()]
    return {tuple(codes.split()): (rest.split()[0], rest.strip()[2:].strip()) for codes, rest in split}


def test_every_path_of_answers_ends_in_one_route_and_one_body() -> None:
    walked = {answers: routes.path(answers) for answers in every_path()}
    assert {answers: (str(each.route), each.body) for answers, each in walked.items()} == rows()
    assert {each.route for each in walked.values()} == set(Route)


def test_every_question_is_reached_and_once_on_a_path() -> None:
    reached = set()
    for answers in every_path():
        asked = [routes.next_after(answers[:place]) for place in range(len(answers))]
        ids = [each.id for each in asked if isinstance(each, Question)]
        assert len(ids) == len(set(ids)) == len(answers), answers
        reached |= set(ids)
    assert reached == set(routes.QUESTIONS)


def test_the_reasons_name_each_answer_in_its_turn() -> None:
    for answers in every_path():
        reasons = routes.path(answers).reasons
        assert reasons == routes.stated(answers)
        for place, code in enumerate(answers):
            asked = routes.next_after(answers[:place])
            assert isinstance(asked, Question)
            [answer] = [each for each in asked.answers if each.code == code]
            assert reasons[place] == Message(answer.states)
    said = [answer.states for each in routes.QUESTIONS.values() for answer in each.answers]
    assert len(said) == len(set(said)), "two answers can't be told apart on record"


def test_a_yes_names_the_item_of_the_route_that_it_leads_to() -> None:
    for asked in routes.QUESTIONS.values():
        items = {answer.leads_to for answer in asked.answers if isinstance(answer.leads_to, Route)} - {Route.PETITION}
        [route] = items
        item = f"Art. 31({str(route)[1:]})"
        assert item in asked.help, asked.id
        for answer in asked.answers:
            assert (item in answer.states) == (answer.leads_to == route), answer.states


def test_a_route_is_cited_by_its_item() -> None:
    assert {str(route): routes.article(route) for route in Route} == ARTICLES
    assert [routes.named(route).values["article"] for route in Route] == [
        Message(f"Art. 31({number})") for number in range(1, 7)
    ]
    assert routes.named(Route.ARBITRATION).values["route"] == Message("Led into arbitration")


def test_only_a_petition_ends_with_an_opinion_and_review() -> None:
    for route in Route:
        said = routes.follows(route)
        assert "15 days" in said
        assert "Art. 23" in said
        assert ("This route alone" in said) == (route is Route.PETITION)
        refuses = "Neither a handling opinion nor a review" in said or "no handling opinion" in said
        assert refuses == (route is not Route.PETITION)
    assert "reconsideration, not review" in routes.follows(Route.DUTY)


def test_what_does_not_answer_a_question_is_refused() -> None:
    for answers in (["maybe"], ["court", "no"], ["no", "court"], ["no"] * 6, [""]):
        with pytest.raises(ValueError, match="is no answer to"):
            routes.path(answers)
        with pytest.raises(ValueError, match="is no answer to"):
            routes.next_after(answers)
    for answers in ([], ["no"], ["no"] * 4):
        with pytest.raises(ValueError, match="no route"):
            routes.path(answers)
    with pytest.raises(KeyError):
        routes.question("weather")


def test_the_first_question_comes_first() -> None:
    assert routes.next_after([]) is routes.first_question() is routes.question("court")
    assert max(len(each.answers) for each in routes.QUESTIONS.values()) <= 9, "each answer has a figure"
