"""Files of a registration: on record with their history, never changed, never gone unnoticed."""

import os
from pathlib import Path

import pytest
from sqlalchemy import delete, select, update

from petitiondesk.office import attachments, cases, checking, finding
from petitiondesk.office.attachments import Attached, FileLost, NotAttached
from petitiondesk.office.desk import Desk
from petitiondesk.office.drafts import NotOnRecord
from petitiondesk.office.restricted import PurposeNeeded
from petitiondesk.rules.acts import Act
from petitiondesk.rules.attachments import MOST_BYTES, AttachmentKind, is_image, media_type, problem
from petitiondesk.rules.confidentiality import Purpose
from petitiondesk.rules.kinds import NewFacts
from petitiondesk.storage import files, history
from petitiondesk.storage.errors import DiskFull
from petitiondesk.storage.models import Attachment, Registration, StoredFile
from tests.conftest import NOW
from tests.office.conftest import CLAIM, register, told_in_history

PDF = b"%PDF-1.4 ..."
PICTURE = b"\x89PNG\r\n\x1a\n..."


def add(desk: Desk, number: str, *, name: str = "来信.pdf", content: bytes = PDF) -> int:
    return attachments.add(desk, number, name=name, content=content, kind=AttachmentKind.LETTER, pages=2, now=NOW)


def attached(desk: Desk, number: str) -> list[Attached]:
    with desk.database.read() as session:
        registration = session.scalars(select(Registration).where(Registration.number == number)).one()
        return attachments.attached(session, registration)


def lose(desk: Desk) -> None:
    with desk.database.write() as session:
        folder = files.folder_of(session)
        if folder is None:
            session.execute(delete(StoredFile))
        else:
            for path in [path for path in folder.rglob("*") if path.is_file()]:
                path.write_bytes(b"something else")


@pytest.mark.both_databases
def test_a_file_is_added_read_and_put_aside_and_all_of_it_stands_in_the_history(desk: Desk) -> None:
    number = register(desk, CLAIM).number
    letter, photo = add(desk, number), add(desk, number, name="照片.png", content=PICTURE)
    assert add(desk, number) == letter, "the same file twice is one"
    assert attachments.read(desk, letter, now=NOW) == ("来信.pdf", PDF)
    with pytest.raises(ValueError, match="reason"):
        attachments.put_aside(desk, photo, reason=" ", now=NOW)
    for reason in ("别人的照片", "再说一遍"):
        attachments.put_aside(desk, photo, reason=reason, now=NOW)
    assert [(each.name, each.media_type, each.pages, each.put_aside) for each in attached(desk, number)] == [
        ("来信.pdf", "application/pdf", 2, False),
        ("照片.png", "image/png", 2, True),
    ]
    assert [told["name"] for told in told_in_history(desk, Act.ADD_ATTACHMENT)] == ["来信.pdf", "照片.png"]
    assert told_in_history(desk, Act.SET_ATTACHMENT_ASIDE) == [{"registration": number, "reason": "别人的照片"}]
    assert told_in_history(desk, Act.OPEN) == []
    assert attachments.read(desk, photo, now=NOW)[1] == PICTURE, "what is put aside is kept"
    assert add(desk, number, content=PICTURE) != photo, "what was put aside can be attached again"
    with desk.database.read() as session:
        assert history.verify(session) == []
    assert checking.check(desk) == []


@pytest.mark.both_databases
def test_a_lost_file_is_named_by_number_and_name(desk: Desk) -> None:
    numbers = [register(desk, CLAIM).number for _ in range(2)]
    ids = [add(desk, number) for number in numbers]
    lose(desk)
    with pytest.raises(FileLost) as lost:
        attachments.read(desk, ids[1], now=NOW)
    assert lost.value.message.values == {"number": numbers[1], "name": "来信.pdf"}
    found = checking.check(desk)
    assert {finding.area for finding in found} == {checking.Area.FILES}
    assert [finding.message.values["number"] for finding in found] == numbers


def test_a_changed_row_of_an_attachment_is_found(desk: Desk) -> None:
    number = register(desk, CLAIM).number
    add(desk, number)
    with desk.database.write() as session:
        session.execute(update(Attachment).values(name="别的.pdf"))
    assert number in str([finding.message.values for finding in checking.check(desk)])


def test_where_the_disk_is_full_nothing_is_on_record(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    number = register(desk, CLAIM).number

    def full(_handle: int) -> None:
        raise OSError(28, "planted")

    with monkeypatch.context() as failing:
        failing.setattr(os, "fsync", full)
        with pytest.raises(DiskFull):
            add(desk, number)
    assert attached(desk, number) == told_in_history(desk, Act.ADD_ATTACHMENT) == []
    add(desk, number)
    assert checking.check(desk) == []


def test_what_can_not_be_attached_is_said(desk: Desk, tmp_path: Path) -> None:
    number = register(desk, CLAIM).number
    with pytest.raises(NotAttached) as empty:
        add(desk, number, content=b"")
    assert empty.value.message.values == {"name": "来信.pdf"}
    with pytest.raises(NotOnRecord):
        add(desk, "2026-访-999999")
    with pytest.raises(LookupError):
        attachments.put_aside(desk, 999, reason="没有", now=NOW)
    with pytest.raises(LookupError):
        attachments.read(desk, 999, now=NOW)
    assert not (tmp_path / "office.files").exists()


def test_a_file_of_a_report_is_read_by_who_said_what_for_and_stands_in_the_history(desk: Desk) -> None:
    number = register(desk, CLAIM | {"registration.purpose": Purpose.REPORT_OF_WRONGDOING}).number
    letter = add(desk, number)
    with pytest.raises(PurposeNeeded):
        attachments.read(desk, letter, now=NOW)
    finding.find(desk, number, purpose="核对", now=NOW)
    before = len(told_in_history(desk, Act.OPEN))
    attachments.read(desk, letter, now=NOW)
    assert told_in_history(desk, Act.OPEN)[before:] == [{"how": "attachment", "purpose": "核对"}]


def test_files_stay_with_their_registration_when_it_goes_into_another_case(desk: Desk) -> None:
    first, second = register(desk, CLAIM).number, register(desk, CLAIM).number
    add(desk, second)
    cases.link(desk, second, first, new_facts=NewFacts.NO, reason="同一件事", now=NOW)
    assert [each.number for each in attached(desk, second)] == [second]
    assert attached(desk, first) == []
    assert checking.check(desk) == []


@pytest.mark.parametrize(
    ("start", "media"),
    [
        (PDF, "application/pdf"),
        (PICTURE, "image/png"),
        (b"\xff\xd8\xff\xe1", "image/jpeg"),
        (b"RIFF\0\0\0\0WEBP", "image/webp"),
        (b"PK\x03\x04", "application/octet-stream"),
        (b"", "application/octet-stream"),
    ],
)
def test_what_a_file_is_says_its_beginning(start: bytes, media: str) -> None:
    assert media_type(start) == media
    assert is_image(media) == media.startswith("image")


def test_only_what_is_neither_empty_nor_too_large_is_taken() -> None:
    assert [bool(problem(size, "来信.pdf")) for size in (0, 1, MOST_BYTES, MOST_BYTES + 1)] == [
        True,
        False,
        False,
        True,
    ]
