"""The mapped classes, by noun. Windows may import these and nothing else of the storage room."""

from petitiondesk.storage.models.arrivals import Arrival, Enclosure
from petitiondesk.storage.models.attachments import Attachment, StoredFile
from petitiondesk.storage.models.base import Base, Instant
from petitiondesk.storage.models.cases import Case, Duty, FurtherDuty, Request
from petitiondesk.storage.models.catalogues import CalendarDay, CalendarYear, CategoryWord, ContentCategory, Division
from petitiondesk.storage.models.counters import Counter
from petitiondesk.storage.models.draft import Draft
from petitiondesk.storage.models.history import Event, EventPayload
from petitiondesk.storage.models.office import OfficeDetails, Staff
from petitiondesk.storage.models.papers import Paper
from petitiondesk.storage.models.people import NameKey, Petitioner
from petitiondesk.storage.models.registrations import (
    Material,
    Party,
    PriorProcedure,
    Registration,
    RegistrationNeed,
)
from petitiondesk.storage.models.search import SearchKey, SearchText
from petitiondesk.storage.models.steps import Step, StepDuty, StepRequest
from petitiondesk.storage.models.units import Unit

__all__ = [
    "Arrival",
    "Attachment",
    "Base",
    "CalendarDay",
    "CalendarYear",
    "Case",
    "CategoryWord",
    "ContentCategory",
    "Counter",
    "Division",
    "Draft",
    "Duty",
    "Enclosure",
    "Event",
    "EventPayload",
    "FurtherDuty",
    "Instant",
    "Material",
    "NameKey",
    "OfficeDetails",
    "Paper",
    "Party",
    "Petitioner",
    "PriorProcedure",
    "Registration",
    "RegistrationNeed",
    "Request",
    "SearchKey",
    "SearchText",
    "Staff",
    "Step",
    "StepDuty",
    "StepRequest",
    "StoredFile",
    "Unit",
]
