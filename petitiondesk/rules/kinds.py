"""The closed lists that a registration chooses from. Lists that change with an edition are catalogues, not here.

Each member's value is the code that is stored and exchanged; its ``label`` is a msgid for the person who chooses.
"""

from enum import StrEnum
from typing import Self

from petitiondesk.rules.messages import _


class Kind(StrEnum):
    """A closed list: ``value`` is the stored code, ``label`` an English msgid."""

    label: str

    def __new__(cls, code: str, label: str) -> Self:
        """A member from its stored code and its label."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        return member

    @classmethod
    def of(cls, code: object) -> Self | None:
        """The member with this code, or None: what was kept or typed need not be one."""
        return next((member for member in cls if member.value == code), None)


class OfficeRole(Kind):
    """The legal roles of an office: Art. 22 (registers, refers, assigns), Art. 23 (handles, answers), both at once,
    Art. 35, 36 (reviews).
    """

    LETTERS_OFFICE = "letters_office", _("Letters-and-visits office (registers, refers, assigns)")
    COMPETENT_ORGAN = "competent_organ", _("Competent organ (handles and answers)")
    TOWNSHIP = "township", _("Township or subdistrict (handles, answers, may also refer)")
    REVIEW_ORGAN = "review_organ", _("Review and re-review organ (reviews, handles, answers)")


class PetitionerKind(Kind):
    """Who may petition (Art. 17); foreigners and stateless people likewise (Art. 48)."""

    CITIZEN = "citizen", _("Citizen")
    LEGAL_PERSON = "legal_person", _("Legal person")
    ORGANISATION = "organisation", _("Other organisation")


class Sex(Kind):
    """Codes of GB/T 2261.1."""

    UNKNOWN = "0", _("Unknown")
    MALE = "1", _("Male")
    FEMALE = "2", _("Female")
    NOT_STATED = "9", _("Not stated")


class IdType(Kind):
    """What somebody shows to say who he or she is. None of them is a condition of registration.

    ``NO_PAPERS`` is no paper of the exchange's list but our own: nothing was shown, so no number is asked for.
    """

    RESIDENT_CARD = "resident_card", _("Resident identity card")
    NO_PAPERS = "no_papers", _("Came without papers")
    RESIDENCE_PERMIT = "residence_permit", _("Residence permit for Hong Kong, Macao and Taiwan residents")
    FOREIGN_RESIDENT = "foreign_resident", _("Foreign permanent resident identity card")
    PASSPORT = "passport", _("Passport")
    OFFICER_CARD = "officer_card", _("Military officer's card")
    SOLDIER_CARD = "soldier_card", _("Soldier's card")
    POLICE_CARD = "police_card", _("Police officer's card")
    HOUSEHOLD_REGISTER = "household_register", _("Household register")
    CREDIT_CODE = "credit_code", _("Unified social credit code")
    OTHER = "other", _("Other paper")


FOREIGN = frozenset({IdType.FOREIGN_RESIDENT, IdType.PASSPORT})
"""What foreigners show: nationality and day of birth are asked of who shows them (Art. 48 lets them petition alike)."""


class Purpose(Kind):
    """The legal trio of purposes: Art. 29, Art. 30, Art. 31."""

    SUGGESTION = "suggestion", _("Suggestion")
    REPORT_OF_WRONGDOING = "report_of_wrongdoing", _("Report of wrongdoing")
    CLAIM = "claim", _("Claim")


class Confidentiality(Kind):
    """Who may see a case. Reports of wrongdoing are restricted (Art. 30 ¶3); sealed counselling notes stand apart."""

    GENERAL = "general", _("General")
    SENSITIVE = "sensitive", _("Sensitive (privacy, trade secrets, minors)")
    RESTRICTED = "restricted", _("Restricted (report of wrongdoing)")


class Need(Kind):
    """What a visitor needs in order to be served well; the only reason for going first in the hall."""

    OLD_AGE = "old_age", _("Old age")
    ILLNESS = "illness", _("Illness")
    PREGNANCY = "pregnancy", _("Pregnancy")
    HEARING = "hearing", _("Hearing disability")
    SIGHT = "sight", _("Sight disability")
    MOBILITY = "mobility", _("Mobility disability")
    SMALL_CHILDREN = "small_children", _("With small children")
    CANNOT_READ = "cannot_read", _("Cannot read")
    INTERPRETER = "interpreter", _("Needs an interpreter")
    URGENT_DANGER = "urgent_danger", _("Own or family's life in urgent danger")


class NewFacts(Kind):
    """Said when a matter comes again: new facts, reasons or requests this time? With yes a new request opens."""

    YES = "yes", _("Yes, something new")
    NO = "no", _("No, the same as before")
    UNCLEAR = "unclear", _("Not clear yet")
