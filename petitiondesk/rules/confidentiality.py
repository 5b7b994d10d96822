"""Who may see a case: its class of confidentiality, and what others may see of it."""

from typing import NamedTuple

from petitiondesk.rules.kinds import Confidentiality, Purpose


def confidentiality_of(
    *, purpose: str | None, minor: bool, asked: str | None, keep_confidential: bool = False, danger: bool = False
) -> Confidentiality:
    """The class of a registration.

    A report of wrongdoing is restricted: nothing of it may reach the accused person or unit (Art. 30 ¶3). A minor's
    matter, one that the petitioner wants kept confidential, and one in which somebody's life is in danger is at least
    sensitive. Otherwise the class that was chosen; general where nothing was chosen.
    """
    if purpose == Purpose.REPORT_OF_WRONGDOING or asked == Confidentiality.RESTRICTED:
        return Confidentiality.RESTRICTED
    if minor or keep_confidential or danger or asked == Confidentiality.SENSITIVE:
        return Confidentiality.SENSITIVE
    return Confidentiality.GENERAL


class InSight(NamedTuple):
    """What of a registration may stand where others see it: in a list at the counter, on a paper taken home."""

    name: bool
    matter: bool


def in_sight(confidentiality: str | None, *, anonymous: bool = False) -> InSight:
    """What may be shown of a case of this class. What is no class is shown least.

    A report of wrongdoing shows neither who told it nor what (Art. 30 ¶3), a sensitive one not what. Who stays
    anonymous (Art. 19) is not named, nor found by what was told of him or her (storage.petitioners).
    """
    named = confidentiality in (Confidentiality.GENERAL, Confidentiality.SENSITIVE)
    return InSight(name=named and not anonymous, matter=confidentiality == Confidentiality.GENERAL)
