"""What the law says about each thing that the reception form asks: the article beside the form (信访工作条例, 2022).

Paraphrased for somebody who is listening to a visitor; the articles themselves are read in the manual. What comes of
local rules or of the office's own care is said so.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from petitiondesk.rules.messages import Message, _
from petitiondesk.rules.parties import PartyRole

LAST_ARTICLE = 50
"""The Regulation has so many articles."""


@dataclass(frozen=True)
class Rule:
    """What holds at one step: the articles of the Regulation that it rests on, and a sentence or two."""

    articles: tuple[int, ...]
    says: Message


def rule_at(path: str) -> Rule | None:
    """The rule for the field at a draft path, whatever its line; None where the form asks nothing at that path."""
    words = [word for word in path.split(".") if not word.isdecimal()]
    return RULES.get(".".join(words)) or RULES.get(".".join(words[:1]))


_WHO = Rule(
    (17, 48),
    Message(
        _(
            "Citizens, legal persons and other organisations may petition (Art. 17), foreigners and stateless people "
            "likewise (Art. 48)."
        )
    ),
)
_NAME = Rule(
    (19, 44),
    Message(
        _(
            "A petition gives the name as a rule; it is no condition (Art. 19). Not to register a matter is a breach "
            "by the office (Art. 44)."
        )
    ),
)
_PAPERS = Rule(
    (19,),
    Message(
        _(
            "Name, address, request, facts and grounds are asked for (Art. 19), a paper is not: who came without one "
            "is registered alike."
        )
    ),
)
_ADDRESS = Rule(
    (19, 23),
    Message(
        _(
            "The address is given as a rule (Art. 19). Where name or address is unclear only the written notice falls "
            "away; the term runs (Art. 23)."
        )
    ),
)
_ANONYMOUS = Rule(
    (19, 23),
    Message(
        _(
            "Names are given as a rule, not always (Art. 19). Who stays anonymous is registered; only the written "
            "notice falls away (Art. 23)."
        )
    ),
)
_MINOR = Rule(
    (17, 44),
    Message(
        _(
            "Who is under 18 may petition like any citizen (Art. 17). Registering waits for no guardian: not to "
            "register is a breach (Art. 44)."
        )
    ),
)
_CONFIDENTIAL = Rule(
    (30, 46),
    Message(
        _(
            "A report of wrongdoing is neither shown nor passed on to the person or unit it names (Art. 30 ¶3); to "
            "leak it is a breach (Art. 46)."
        )
    ),
)
_GROUP = Rule(
    (20,),
    Message(
        _(
            "Several people with one matter choose representatives, five at most (Art. 20). Nobody is sent away: all "
            "are counted and served."
        )
    ),
)
_PEOPLE = Rule(
    (20,),
    Message(
        _(
            "Five representatives at most speak for a group (Art. 20). On proxies only local rules speak: they ask "
            "for a written authority."
        )
    ),
)
_GUARDIAN = Rule(
    (44,),
    Message(
        _(
            "A guardian acts by law (Civil Code), no written authority is asked for. Registering waits for no "
            "guardian: not to register is a breach (Art. 44)."
        )
    ),
)
_HELPERS = Rule(
    (19,),
    Message(
        _(
            "Who came along to help is no party and needs no authority. What the petitioner tells through a helper is "
            "written down truthfully, too (Art. 19)."
        )
    ),
)
_PLACE = Rule(
    (20, 22),
    Message(
        _(
            "Visits go to the competent organ of this level or the next above (Art. 20); elsewhere they are "
            "registered and referred (Art. 22)."
        )
    ),
)
_TERMS = Rule(
    (22, 23),
    Message(
        _(
            "A letters office refers or assigns within 15 days of receipt (Art. 22); a competent organ tells in "
            "writing within 15 days which way the matter takes (Art. 23)."
        )
    ),
)
_PURPOSE = Rule(
    (29, 30, 31),
    Message(
        _(
            "Suggestions are studied and answered (Art. 29), reports of wrongdoing go to the body competent for them "
            "(Art. 30), claims take one of six ways (Art. 31)."
        )
    ),
)
_AGAIN = Rule(
    (36,),
    Message(
        _(
            "Only after re-review are the same facts and reasons not accepted again; new ones make a new matter "
            "(Art. 36). Either is registered."
        )
    ),
)
_TOLD = Rule(
    (19,),
    Message(
        _(
            "What is told by word of mouth is written down truthfully; for its truth the petitioner answers, the "
            "counter doesn't judge it (Art. 19)."
        )
    ),
)
_REQUESTS = Rule(
    (19, 32),
    Message(
        _(
            "The requests belong to every petition (Art. 19). The handling opinion answers them with facts and legal "
            "basis (Art. 32): one line for each."
        )
    ),
)
_MATERIALS = Rule(
    (19, 30),
    Message(
        _(
            "The petitioner answers for the truth of what is handed in (Art. 19). Of a report of wrongdoing nothing "
            "goes to whom it names (Art. 30 ¶3)."
        )
    ),
)
_PROCEDURES = Rule(
    (31,),
    Message(
        _(
            "What has a procedure of its own, in court or elsewhere, is led there (Art. 31). A petition stops no other "
            "term: those on papers received run on."
        )
    ),
)
_NEEDS = Rule(
    (37,),
    Message(
        _(
            "Who has difficulty in living is told of social relief or helped to apply for it (Art. 37). Needs are the "
            "only reason here for going first."
        )
    ),
)
_LETTERS = Rule(
    (23, 35),
    Message(
        _(
            "Notices are given in writing (Art. 23), and the 30 days for asking review begin when the opinion is "
            "received (Art. 35)."
        )
    ),
)

_ARRIVAL = Rule(
    (22, 23),
    Message(
        _(
            "The 15 days run from the day on which the matter reached the office (Art. 22, Art. 23), shown by its "
            "stamp, a signature or the fax: not from the postmark, not from registering."
        )
    ),
)
_FROM_ABOVE = Rule(
    (22, 23),
    Message(
        _(
            "What was referred or assigned is told in writing within 15 days of its receipt; who is not competent "
            "objects within five working days (Art. 23 ¶3). A set term is reported back by (Art. 22)."
        )
    ),
)
_THINGS = Rule(
    (30,),
    Message(
        _(
            "Letters are opened by two. Money, originals and sticks are counted and go back, or are handed on with a "
            "receipt; of a report of wrongdoing nothing goes to whom it names (Art. 30 ¶3)."
        )
    ),
)

RULES: Mapping[str, Rule] = MappingProxyType(
    {
        "petitioner": _WHO,
        "petitioner.id_type": _PAPERS,
        "petitioner.id_number": _PAPERS,
        "petitioner.name": _NAME,
        "petitioner.phone": _PAPERS,
        "petitioner.division_id": _ADDRESS,
        "petitioner.address": _ADDRESS,
        "petitioner.postcode": _LETTERS,
        "registration": _TERMS,
        "registration.anonymous": _ANONYMOUS,
        "registration.keep_confidential": _CONFIDENTIAL,
        "registration.under_age_stated": _MINOR,
        "registration.visitor_count": _GROUP,
        "registration.household_count": _GROUP,
        "registration.involved_count": _GROUP,
        "registration.problem_division_id": _PLACE,
        "registration.problem_place": _PLACE,
        "registration.accused_body": _CONFIDENTIAL,
        "registration.accused_person": _CONFIDENTIAL,
        "registration.purpose": _PURPOSE,
        "registration.new_facts": _AGAIN,
        "registration.facts": _TOLD,
        "registration.grounds": _TOLD,
        "registration.language": _TOLD,
        "registration.service_address": _LETTERS,
        "case.confidentiality": _CONFIDENTIAL,
        "arrival": _ARRIVAL,
        "arrival.source": _FROM_ABOVE,
        "arrival.sender": _FROM_ABOVE,
        "arrival.sender_number": _FROM_ABOVE,
        "arrival.sender_day": _FROM_ABOVE,
        "arrival.reached_on": _FROM_ABOVE,
        "arrival.term_set": _FROM_ABOVE,
        "arrival.instruction": _FROM_ABOVE,
        "arrival.opened": _THINGS,
        "arrival.opened_with": _THINGS,
        "enclosures": _THINGS,
        "parties": _PEOPLE,
        f"parties.{PartyRole.GUARDIAN}": _GUARDIAN,
        f"parties.{PartyRole.COMPANION}": _HELPERS,
        f"parties.{PartyRole.INTERPRETER}": _HELPERS,
        f"parties.{PartyRole.SIGN_LANGUAGE}": _HELPERS,
        f"parties.{PartyRole.CARER}": _HELPERS,
        "requests": _REQUESTS,
        "materials": _MATERIALS,
        "prior_procedures": _PROCEDURES,
        "needs": _NEEDS,
    }
)
"""By the draft path without its line, or by somebody's part; a path that isn't here follows its first word."""
