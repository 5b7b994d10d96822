"""A line copied out of a paper leads to its registration, whichever program shows the paper."""

from petitiondesk.documents import answer, slip, visit_form
from petitiondesk.documents.specimens import ANSWER, SEAL, SLIP, SLIP_OF_REPORT, VISIT_FORM
from petitiondesk.rules.registration_numbers import CodeKind, read_code
from tests.documents.reading import READERS

PAPERS = {
    **{f"slip on {size}": slip.render(SLIP, seal=SEAL, size=size) for size in ("A5", "80mm", "A4")},
    "slip of a report": slip.render(SLIP_OF_REPORT, seal=SEAL, size="A5"),
    "visit form": visit_form.render(VISIT_FORM, seal=SEAL),
    "answer": answer.render(ANSWER, seal=SEAL),
}


def test_the_lines_of_a_paper_that_bear_its_codes_lead_to_its_registration() -> None:
    for paper, pdf in PAPERS.items():
        for reader, read in READERS.items():
            lines = [line for page in read(pdf) for line in page.splitlines()]
            for code in (SLIP.number, SLIP.query_code):
                bearing = [line for line in lines if code in line]
                assert bearing or (paper == "answer" and code == SLIP.query_code), (paper, reader)
                for line in bearing:
                    found = read_code(line)
                    expected = {SLIP.number, SLIP.query_code.replace("-", "")}
                    assert (found.number or found.query_code) in expected, (paper, reader, line)


def test_what_else_stands_on_a_slip_leads_to_no_registration() -> None:
    for paper, pdf in PAPERS.items():
        for read in READERS.values():
            for line in (line for page in read(pdf) for line in page.splitlines()):
                if SLIP.number not in line and SLIP.query_code not in line and "2026-电-000210" not in line:
                    assert read_code(line).kind not in (CodeKind.NUMBER, CodeKind.QUERY_CODE), (paper, line)
