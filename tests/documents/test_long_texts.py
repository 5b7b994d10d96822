"""No text that somebody told is too long for a paper, however it is written."""

from collections.abc import Callable
from dataclasses import replace
from time import process_time

from petitiondesk.documents import answer, slip, visit_form
from petitiondesk.documents.specimens import ANSWER, SEAL, SLIP, VISIT_FORM
from tests.documents.reading import by_pdfium, squeezed

LENGTH = 100_000
TEXTS = {
    "letters": "a" * LENGTH,
    "opening brackets": "（" * LENGTH,
    "Han": "反映物业公司与委员会互相推诿，" * (LENGTH // 15),
    "marks on one letter": "a" + "\u0316\u0301" * (LENGTH // 2),
}
PAPERS: dict[str, Callable[[str], bytes]] = {
    "visit form": lambda text: visit_form.render(replace(VISIT_FORM, facts=text), seal=SEAL),
    "in large print": lambda text: visit_form.render(replace(VISIT_FORM, facts=text), seal=SEAL, large_print=True),
    "answer": lambda text: answer.render(replace(ANSWER, answer=text), seal=SEAL),
    "slip": lambda text: slip.render(replace(SLIP, matter=text), seal=SEAL, size="A5"),
}


def test_every_paper_takes_the_longest_text_in_moments() -> None:
    """0.2 to 1.4 s each on the machine of 2026; the slip of another visitor waits no longer than that."""
    for paper, make in PAPERS.items():
        for what, text in TEXTS.items():
            started = process_time()
            assert make(text).startswith(b"%PDF"), (paper, what)
            assert process_time() - started < 6.0, (paper, what)


def test_brackets_without_end_are_printed_to_the_last() -> None:
    read = squeezed("".join(by_pdfium(PAPERS["visit form"]("（" * 1_500))))
    assert read.count("（") >= 1_500
