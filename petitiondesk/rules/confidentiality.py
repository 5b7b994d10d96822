"""Who may see a case: its class of confidentiality."""

from petitiondesk.rules.kinds import Confidentiality, Purpose


def confidentiality_of(
    *, purpose: str | None, minor: bool, asked: str | None, keep_confidential: bool = False
) -> Confidentiality:
    """The class of a registration.

    A report of wrongdoing is restricted: nothing of it may reach the accused person or unit (Art. 30 ¶3). A minor's
    matter, and one that the petitioner wants kept confidential, is at least sensitive. Otherwise the class the
    receptionist chose; general where nothing was chosen.
    """
    if purpose == Purpose.REPORT_OF_WRONGDOING:
        return Confidentiality.RESTRICTED
    if minor or keep_confidential or asked == Confidentiality.SENSITIVE:
        return Confidentiality.SENSITIVE
    return Confidentiality.GENERAL
