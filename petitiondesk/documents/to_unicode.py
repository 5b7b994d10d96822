"""Text that can be copied out of a paper: the ToUnicode map of each embedded font, written as the standard asks.

ReportLab 5.1.0 writes a character beyond U+FFFF as five hexadecimal digits, so that every reader takes out a
different character. ISO 32000-1, 9.10.3 asks for UTF-16BE (a pair of surrogates for such a character) and, by the
CMap format, at most a hundred lines in one block. Drop this module once ReportLab does so itself; the test in
tests/documents/test_to_unicode.py fails without it.
"""

from collections.abc import Iterator, Sequence

BLOCK = 100


def cmap(font_name: str, subset: Sequence[int]) -> str:
    """The ToUnicode CMap of a one-byte font subset; ``subset`` holds the code point of each byte value."""
    return "\n".join(
        (
            "/CIDInit /ProcSet findresource begin",
            "12 dict begin",
            "begincmap",
            f"/CIDSystemInfo << /Registry ({font_name}) /Ordering ({font_name}) /Supplement 0 >> def",
            f"/CMapName /{font_name} def",
            "/CMapType 2 def",
            "1 begincodespacerange",
            f"<00> <{len(subset) - 1:02X}>",
            "endcodespacerange",
            *_blocks(subset),
            "endcmap",
            "CMapName currentdict /CMap defineresource pop",
            "end",
            "end",
        )
    )


def _blocks(subset: Sequence[int]) -> Iterator[str]:
    lines = [f"<{byte:02X}> <{chr(code).encode('utf-16-be').hex().upper()}>" for byte, code in enumerate(subset)]
    for start in range(0, len(lines), BLOCK):
        block = lines[start : start + BLOCK]
        yield f"{len(block)} beginbfchar"
        yield from block
        yield "endbfchar"


def install() -> None:
    """Have ReportLab write this module's map from now on."""
    from reportlab.pdfbase import ttfonts

    ttfonts.makeToUnicodeCMap = cmap
