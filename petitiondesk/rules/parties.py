"""Who comes with a petitioner, and how many may speak for a group."""

from collections.abc import Collection

from petitiondesk.rules.kinds import Kind, Need
from petitiondesk.rules.messages import _


class PartyRole(Kind):
    """Somebody's part in a registration. Helpers are named only when they are present to help."""

    PETITIONER = "petitioner", _("Petitioner")
    REPRESENTATIVE = "representative", _("Representative")
    PROXY = "proxy", _("Proxy")
    GUARDIAN = "guardian", _("Guardian")
    INTERPRETER = "interpreter", _("Interpreter")
    SIGN_LANGUAGE = "sign_language", _("Sign interpreter")
    CARER = "carer", _("Carer")


BESIDE_THE_PETITIONER = tuple(role for role in PartyRole if role is not PartyRole.PETITIONER)

HELPERS = (PartyRole.GUARDIAN, PartyRole.INTERPRETER, PartyRole.SIGN_LANGUAGE, PartyRole.CARER)


def likely_helper(*, minor: bool, needs: Collection[str]) -> PartyRole:
    """As what somebody came along, judging by what was told of the petitioner: his or her guardian or interpreter.

    Where nothing speaks for one of these, somebody who takes care: to be taken down as a guardian without being one
    would give rights that nobody has.
    """
    if minor:
        return PartyRole.GUARDIAN
    if Need.INTERPRETER in needs:
        return PartyRole.INTERPRETER
    if Need.HEARING in needs:
        return PartyRole.SIGN_LANGUAGE
    return PartyRole.CARER
