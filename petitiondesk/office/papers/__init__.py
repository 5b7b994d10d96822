"""The papers that the office hands out: what each says (one file a kind), how they are kept, proved and printed."""

from petitiondesk.documents.slip import Size
from petitiondesk.office.papers.handing_out import Offered, Ready, offered, prepare, printed, render, stand_in
from petitiondesk.office.papers.keeping import Judged, Verdict, issue, issue_first, judged, keep
from petitiondesk.office.papers.table import ANSWER, PAPERS, SLIP, VISIT_FORM

__all__ = [
    "ANSWER",
    "PAPERS",
    "SLIP",
    "VISIT_FORM",
    "Judged",
    "Offered",
    "Ready",
    "Size",
    "Verdict",
    "issue",
    "issue_first",
    "judged",
    "keep",
    "offered",
    "prepare",
    "printed",
    "render",
    "stand_in",
]
