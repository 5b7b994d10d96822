"""Every kind of paper, by its id: a new one is a file of its own and a line here."""

from collections.abc import Mapping
from types import MappingProxyType

from petitiondesk.office.papers import answer, slip, visit_form
from petitiondesk.office.papers.kinds import PaperKind

SLIP = slip.PAPER.id
VISIT_FORM = visit_form.PAPER.id
ANSWER = answer.PAPER.id

PAPERS: Mapping[str, PaperKind] = MappingProxyType(
    {
        paper.id: paper
        for paper in (
            slip.PAPER,
            visit_form.PAPER,
            answer.PAPER,
        )
    }
)
"""In the order in which they are offered."""
