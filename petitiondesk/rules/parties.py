"""Who comes with a petitioner, and how many may speak for a group."""

from collections.abc import Collection

from petitiondesk.rules.kinds import Kind, Need
from petitiondesk.rules.messages import _


class PartyRole(Kind):
    """Somebody's part in a registration. Helpers are named only when they are present to help."""

    PETITIONER = "petitioner", _("Petitioner")
    REPRESENTATIVE = "representative", _("Representative")
    PROXY = "proxy", _("Proxy")
    COMPANION = "companion", _("Companion")
    GUARDIAN = "guardian", _("Guardian")
    INTERPRETER = "interpreter", _("Interpreter")
    SIGN_LANGUAGE = "sign_language", _("Sign interpreter")
    CARER = "carer", _("Carer")


BESIDE_THE_PETITIONER = tuple(role for role in PartyRole if role is not PartyRole.PETITIONER)

HELPERS = (
    PartyRole.COMPANION,
    PartyRole.GUARDIAN,
    PartyRole.INTERPRETER,
    PartyRole.SIGN_LANGUAGE,
    PartyRole.CARER,
)


def likely_helper(needs: Collection[str]) -> PartyRole:
    """As what somebody came along, judging by the petitioner's needs: an interpreter, or simply a companion.

    A minor's aunt is a companion, too: taken down as a guardian without being one, she would have rights that nobody
    gave her.
    """
    if Need.INTERPRETER in needs:
        return PartyRole.INTERPRETER
    if Need.HEARING in needs:
        return PartyRole.SIGN_LANGUAGE
    return PartyRole.COMPANION
