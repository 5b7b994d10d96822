"""The closed lists of the procedure: steps, stages, ends, and what the fields of steps choose from."""

from petitiondesk.rules.kinds import Kind
from petitiondesk.rules.messages import _


class StepKind(Kind):
    """What can be done in a case; the code is kept, the label names it."""

    ROUTE = "route", _("Route chosen")
    REFER = "refer", _("Referred to the competent body")
    ASSIGN = "assign", _("Assigned, with a report back")
    PUT_TO_LEADERS = "put_to_leaders", _("Put to the leaders with a proposal")
    INSTRUCTION = "instruction", _("Instruction of the leaders")
    RECEIPT = "receipt", _("Their receipt came back")
    OBJECT = "object", _("Objection to the referral")
    AGREE_OBJECTION = "agree_objection", _("Objection agreed to: the materials go back")
    REJECT_OBJECTION = "reject_objection", _("Objection rejected")
    PUT_DISPUTE = "put_dispute", _("Dispute put to whoever decides it")
    DECIDE_DISPUTE = "decide_dispute", _("Dispute decided")
    ACCEPT = "accept", _("Told in writing: accepted")
    ANSWER = "answer", _("Answered in writing")
    LEAD_INTO = "lead_into", _("Told in writing: led into another procedure")
    TELL_WHOM = "tell_whom", _("Told in writing whom to ask")
    DECLINE = "decline", _("Told in writing: not accepted, another body deals with it in its term")
    NO_LONGER = "no_longer", _("Told in writing: no longer accepted after re-review")
    TELL_AGAIN = "tell_again", _("Told in writing how it stands: it came again")
    NO_NOTICE = "no_notice", _("No written notice is owed")
    COMPARE = "compare", _("Compared with the former matter")
    POINT_TO_FORMER = "point_to_former", _("Answered by pointing to the former opinion")
    TAKE_UP_AGAIN = "take_up_again", _("Taken up again")
    REPLY_SUGGESTION = "reply_suggestion", _("Suggestion answered")
    ANSWER_DUTY = "answer_duty", _("Answered on performing the duty")
    FILE = "file", _("Filed without action")
    ASK_PAPERS = "ask_papers", _("Asked for missing papers")
    APPOINT = "appoint", _("Lead unit and co-handlers appointed")
    CO_REPORT = "co_report", _("Co-handler's part came in")
    HEAR = "hear", _("Petitioner heard")
    INVESTIGATE = "investigate", _("Investigated")
    HEARING = "hearing", _("Hearing held")
    MEDIATE = "mediate", _("Mediation or settlement")
    EXTEND = "extend", _("Term extended, the petitioner told")
    OPINION = "opinion", _("Handling opinion issued")
    SERVE = "serve", _("Opinion served")
    ASK_REVIEW = "ask_review", _("Review asked for")
    REVIEW = "review", _("Review opinion issued")
    ASK_REREVIEW = "ask_rereview", _("Re-review asked for")
    REREVIEW = "rereview", _("Re-review opinion issued")
    REPORT_BACK = "report_back", _("Reported back to the sender")
    REPORT_IN = "report_in", _("Their report came in")
    ACCEPT_REPORT = "accept_report", _("Their report accepted")
    RETURN_REPORT = "return_report", _("Their report sent back")
    RECUSE = "recuse", _("Recusal decided")
    HAND_OVER = "hand_over", _("Handed over within the office")
    TAKE_OVER = "take_over", _("Taken over, signed for")
    NAME_ACCUSED = "name_accused", _("Said who is accused")
    HELP = "help", _("Help told of or asked for")
    WITHDRAW = "withdraw", _("Withdrawn in writing")
    ARCHIVE = "archive", _("Archived")
    TAKEN_BACK = "taken_back", _("A step was entered wrongly and is taken back")


class Stage(Kind):
    """Where a request stands in the procedure."""

    REGISTERED = "registered", _("Registered, with this office")
    WITH_LEADERS = "with_leaders", _("Put to the leaders")
    SENT = "sent", _("Sent, not signed for yet")
    SIGNED = "signed", _("With the unit, signed for")
    OBJECTED = "objected", _("Objection open")
    DISPUTED = "disputed", _("Dispute to be decided")
    ACCEPTED = "accepted", _("Accepted, being handled")
    PERFORMING = "performing", _("Duty being performed")
    DECIDED = "decided", _("Opinion issued, not served yet")
    SERVED = "served", _("Opinion served, review may be asked for")
    REVIEWING = "reviewing", _("Under review")
    REVIEWED = "reviewed", _("Review opinion issued, not served yet")
    REVIEW_SERVED = "review_served", _("Review opinion served, re-review may be asked for")
    REREVIEWING = "rereviewing", _("Under re-review")
    REREVIEWED = "rereviewed", _("Re-review opinion issued, not served yet")
    ENDED = "ended", _("Ended")


class End(Kind):
    """How a request ended; only a served re-review opinion is final (Art. 36 ¶3)."""

    FINAL = "final", _("Final: the re-review opinion is served")
    WINDOW = "window", _("The petitioner's term ran out after service")
    WITHDRAWN = "withdrawn", _("Withdrawn in writing")
    LED_INTO = "led_into", _("Led into another procedure")
    TOLD = "told", _("Told whom to ask")
    DECLINED = "declined", _("Not accepted: another body deals with it")
    NO_LONGER = "no_longer", _("No longer accepted")
    ANSWERED = "answered", _("Answered")
    FILED = "filed", _("Filed without action")
    RETURNED = "returned", _("Given back to the sender")


class Way(Kind):
    """How a paper reached whom it is for."""

    HANDED = "handed", _("Handed over, signed for")
    REGISTERED_POST = "registered_post", _("By registered post")
    POST = "post", _("By post")
    ELECTRONIC = "electronic", _("By the system or electronically")
    FAX = "fax", _("By fax")


class Service(Kind):
    """How an opinion was served; the day of service is proved by the receipt."""

    HANDED = "handed", _("Handed over, signed for")
    PROXY = "proxy", _("Handed to a proxy or a grown-up of the household")
    REGISTERED_POST = "registered_post", _("By registered post, return receipt")
    ELECTRONIC = "electronic", _("Electronically, with consent and proof of arrival")
    LEFT = "left", _("Refused; left there before witnesses")
    NOTICE = "notice", _("By public notice")


class WhyNoNotice(Kind):
    """Why no notice in writing is owed (Art. 23 ¶2); only the notice falls away."""

    NAME_UNCLEAR = "name_unclear", _("The name is unclear")
    ADDRESS_UNCLEAR = "address_unclear", _("The address is unclear")
    ANONYMOUS = "anonymous", _("Whoever brought it stays anonymous")


class Result(Kind):
    """What a handling opinion says of a request (Art. 32)."""

    SUPPORTED = "supported", _("Supported")
    EXPLAINED = "explained", _("Reasonable, but without a basis: explained")
    NOT_SUPPORTED = "not_supported", _("Not supported")


class Conclusion(Kind):
    """What a review or re-review opinion concludes."""

    UPHELD = "upheld", _("Upheld")
    CHANGED = "changed", _("Changed")
    REVOKED = "revoked", _("Revoked, to be decided anew in a term")


class Ground(Kind):
    """What a review finds wrong with an opinion; none where it is upheld."""

    NONE = "none", _("Nothing wrong was found")
    FACTS = "facts", _("The main facts are unclear, the evidence is not enough")
    BASIS = "basis", _("A wrong basis was applied")
    PROCEDURE = "procedure", _("The procedure was broken")
    POWERS = "powers", _("Powers were overstepped or abused")
    UNREASONABLE = "unreasonable", _("Clearly unreasonable")


class Sameness(Kind):
    """What two people find who compare a matter with a former one (Art. 36 ¶3)."""

    SAME = "same", _("The same facts and reasons")
    NEW = "new", _("New facts or reasons")


class Adoption(Kind):
    """What becomes of a suggestion (Art. 29)."""

    WHOLLY = "wholly", _("Adopted wholly")
    PARTLY = "partly", _("Adopted in part")
    NOT = "not", _("Not adopted")


class Decider(Kind):
    """Who decides a dispute about who is competent (Art. 24), in this order."""

    SUPERIOR = "superior", _("The common superior organ")
    CONFERENCE = "conference", _("The joint conference, where there is no common superior")
    ENTRUSTED = "entrusted", _("The joint conference, entrusted by the common superior")
    COMMITTEE = "committee", _("The Party committee and government, or the organ they name")


class Talk(Kind):
    """How a petitioner was heard (F41)."""

    FACE_TO_FACE = "face_to_face", _("Face to face")
    PHONE = "phone", _("By phone")
    VIDEO = "video", _("By video")


class Settled(Kind):
    """How a mediation or a settlement ended (Art. 33)."""

    MEDIATED = "mediated", _("Agreement by mediation")
    SETTLED = "settled", _("Settlement between the parties")
    FAILED = "failed", _("No agreement")


class Outcome(Kind):
    """Whether what was asked for was granted."""

    YES = "yes", _("Yes")
    NO = "no", _("No")


class Accused(Kind):
    """Who is accused in a report of wrongdoing, by the catalogue of units (Art. 30 ¶3)."""

    AMONG = "among", _("The unit named below, or somebody of it")
    NOT_AMONG = "not_among", _("Nobody and nothing among the units")
