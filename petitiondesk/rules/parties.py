"""Who comes with a petitioner, and how many may speak for a group."""

from petitiondesk.rules.kinds import Kind
from petitiondesk.rules.messages import _


class PartyRole(Kind):
    """Somebody's part in a registration. Helpers are named only when they are present to help."""

    PETITIONER = "petitioner", _("Petitioner")
    REPRESENTATIVE = "representative", _("Representative")
    PROXY = "proxy", _("Proxy")
    GUARDIAN = "guardian", _("Guardian")
    INTERPRETER = "interpreter", _("Interpreter")
    SIGN_LANGUAGE = "sign_language", _("Sign language interpreter")
    CARER = "carer", _("Carer")


BESIDE_THE_PETITIONER = tuple(role for role in PartyRole if role is not PartyRole.PETITIONER)
