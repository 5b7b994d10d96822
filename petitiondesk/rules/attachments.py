"""What may be attached to a registration, and what kinds of attachments there are."""

from petitiondesk.rules.kinds import Kind
from petitiondesk.rules.messages import Message, _

MOST_BYTES = 50_000_000
"""A scan of a hundred pages has some 20 MB; what is larger is a film, which no office keeps with a case."""


class AttachmentKind(Kind):
    """What an attachment is."""

    LETTER = "letter", _("The letter itself, with its envelope")
    SIGNED_FORM = "signed_form", _("Form signed by the petitioner")
    EVIDENCE = "evidence", _("Paper or photo that was handed in")
    AUTHORITY = "authority", _("Written authority of a proxy")
    FROM_OTHERS = "from_others", _("Letter or receipt of another body")
    OWN_PAPER = "own_paper", _("Signed paper of this office")
    OTHER = "other", _("Something else")


PDF = "application/pdf"

MEDIA_TYPES = {
    b"%PDF-": PDF,
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"II*\x00": "image/tiff",
    b"MM\x00*": "image/tiff",
    b"GIF8": "image/gif",
    b"BM": "image/bmp",
}
"""What a file begins with, and what it is then; everything else is kept and not shown."""

UNKNOWN = "application/octet-stream"


def media_type(content: bytes) -> str:
    """What kind of file it is, by its first bytes and not by its name."""
    if content[8:12] == b"WEBP" and content.startswith(b"RIFF"):
        return "image/webp"
    return next((kind for start, kind in MEDIA_TYPES.items() if content.startswith(start)), UNKNOWN)


def is_image(media: str) -> bool:
    """Whether it is a picture of one page."""
    return media.startswith("image/")


def problem(size: int, name: str) -> Message | None:
    """Why a file of so many bytes can't be attached; None where it can."""
    if not size:
        return Message(_("{name} is empty."), {"name": name})
    if size > MOST_BYTES:
        most = MOST_BYTES // 1_000_000
        return Message(_("{name} is larger than {most} MB: scan it with fewer dots."), {"name": name, "most": most})
    return None
