"""Builds the fonts of this folder from the packages they come from. Run by a developer, never by the program.

In an empty folder::

    npm install @expo-google-fonts/noto-sans-sc@0.4.3 @expo-google-fonts/noto-serif-sc@0.4.3 \
        @fontsource/lxgw-wenkai@5.3.0
    apt-get install fonts-hanazono unicode-data
    pip install fonttools brotli
    python .../resources/fonts/build.py node_modules

Every family gets a name of our own, so that an installed font of the old name is never mixed in; the licences
ask for that as well (reserved font names). Outlines stay as they are: TrueType (``glyf``), one weight a file,
because ReportLab refuses CFF and prints a variable font in its lightest weight. The same packages give the same
bytes.

The characters of the 通用规范汉字表 (2013) are read from the ``kTGH`` field of Unicode's Unihan data.
"""

import argparse
import bz2
import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

HERE = Path(__file__).parent
VERSION = "1.000"

SANS = "@expo-google-fonts/noto-sans-sc"
SERIF = "@expo-google-fonts/noto-serif-sc"
WENKAI = "@fontsource/lxgw-wenkai"
PACKAGE_VERSIONS = {SANS: "0.4.3", SERIF: "0.4.3", WENKAI: "5.3.0"}

HANAZONO = Path("/usr/share/fonts/truetype/hanazono/HanaMinB.ttf")
HANAZONO_COPYRIGHT = Path("/usr/share/doc/fonts-hanazono/copyright")
UNIHAN = Path("/usr/share/unicode/Unihan_OtherMappings.txt.bz2")

HAN_OR_HANGUL = ((0x3400, 0x9FFF), (0xA960, 0xD7FF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF))
"""Left out of a subset unless listed. The rest (letters, marks, numbers in circles, full-width forms) is small."""


@dataclass(frozen=True)
class Face:
    """One font file: where its outlines come from, what it is called and whether it is cut down."""

    file: str
    family: str
    style: str
    source: Path
    everyday_only: bool


def faces(packages: Path) -> tuple[Face, ...]:
    """The six files, from a ``node_modules`` folder and the Debian font."""
    sans, serif, wenkai = packages / SANS, packages / SERIF, packages / WENKAI / "files"
    hei, title, song, kai, rare = (f"PetitionDesk {name}" for name in ("Hei", "Title", "Song", "Kai", "Rare"))
    return (
        Face("PetitionDeskHei-Regular.ttf", hei, "Regular", sans / "400Regular/NotoSansSC_400Regular.ttf", True),
        Face("PetitionDeskHei-Bold.ttf", hei, "Bold", sans / "700Bold/NotoSansSC_700Bold.ttf", True),
        Face("PetitionDeskTitle.ttf", title, "Regular", serif / "700Bold/NotoSerifSC_700Bold.ttf", True),
        Face("PetitionDeskSong.ttf", song, "Regular", serif / "400Regular/NotoSerifSC_400Regular.ttf", False),
        # The file named "latin" holds the whole font, Han included, and its 500 is the Regular weight.
        Face("PetitionDeskKai.ttf", kai, "Regular", wenkai / "lxgw-wenkai-latin-500-normal.woff2", True),
        Face("PetitionDeskRare.ttf", rare, "Regular", HANAZONO, False),
    )


def everyday_han(unihan: Path) -> frozenset[int]:
    """Code points of GB 2312 (6,763 Han) and of the 通用规范汉字表 (8,105)."""
    gb2312 = {
        ord(bytes((row, cell)).decode("gb2312"))
        for row in range(0xB0, 0xF8)
        for cell in range(0xA1, 0xFF)
        if not (row == 0xD7 and cell > 0xF9)  # the five places that GB 2312 leaves empty
    }
    lines = bz2.decompress(unihan.read_bytes()).decode("utf-8")
    listed = {int(match[1], 16) for match in re.finditer(r"^U\+(\w+)\tkTGH\t", lines, re.MULTILINE)}
    if (len(gb2312), len(listed)) != (6763, 8105):
        raise SystemExit(f"expected 6763 and 8105 characters, found {len(gb2312)} and {len(listed)}")
    return frozenset(gb2312 | listed)


def wanted(font: TTFont, han: frozenset[int] | None) -> Iterator[int]:
    """Code points of the font to keep; ``han`` None keeps all."""
    for code in font.getBestCmap():
        if han is None or code in han or not any(first <= code <= last for first, last in HAN_OR_HANGUL):
            yield code


def rename(font: TTFont, family: str, style: str) -> None:
    """Replace the names that programs choose a font by; copyright and licence lines stay."""
    names = font["name"]
    names.names = [record for record in names.names if record.nameID in (0, 7, 8, 9, 11, 13, 14)]
    postscript = f"{family.replace(' ', '')}-{style}"
    for name_id, text in {
        1: family,
        2: style,
        3: f"{VERSION};{postscript}",
        4: f"{family} {style}",
        5: f"Version {VERSION}",
        6: postscript,
    }.items():
        names.setName(text, name_id, 3, 1, 0x409)
        names.setName(text, name_id, 1, 0, 0)
    # A heavy weight that is the only one of its family is that family's Regular; else Windows emboldens it again.
    bold = style == "Bold"
    font["OS/2"].usWeightClass = 700 if bold else 400
    font["OS/2"].fsSelection = font["OS/2"].fsSelection & ~0x61 | (0x20 if bold else 0x40)
    font["head"].macStyle = 1 if bold else 0


def build(face: Face, han: frozenset[int]) -> Path:
    """Write one font file into this folder."""
    font = TTFont(face.source, recalcTimestamp=False)
    options = Options(
        hinting=False,
        layout_features=["ccmp", "kern", "mark", "mkmk"],
        notdef_outline=True,
        name_IDs="*",
        name_languages="*",
        drop_tables=["DSIG", "VORG", "vhea", "vmtx", "BASE", "gasp", "meta", "FFTM", "PfEd", "feat", "morx"],
        recalc_timestamp=False,
    )
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=list(wanted(font, han if face.everyday_only else None)))
    subsetter.subset(font)
    rename(font, face.family, face.style)
    font.flavor = None
    target = HERE / face.file
    font.save(target)
    return target


def copy_licences(packages: Path) -> None:
    """Each source's licence text beside the fonts made from it."""
    licences = HERE / "licences"
    licences.mkdir(exist_ok=True)
    for source, name in (
        (packages / SANS / "LICENSE_FONT", "PetitionDesk-Hei.txt"),
        (packages / SERIF / "LICENSE_FONT", "PetitionDesk-Song-and-Title.txt"),
        (packages / WENKAI / "LICENSE", "PetitionDesk-Kai.txt"),
        (HANAZONO_COPYRIGHT, "PetitionDesk-Rare.txt"),
    ):
        shutil.copyfile(source, licences / name)


def main() -> None:
    """Check the packages' versions, then build every file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("packages", type=Path, help="the node_modules folder that npm filled")
    packages = parser.parse_args().packages
    for package, version in PACKAGE_VERSIONS.items():
        found = json.loads((packages / package / "package.json").read_text("utf-8"))["version"]
        if found != version:
            raise SystemExit(f"{package}: expected {version}, found {found}")
    han = everyday_han(UNIHAN)
    for face in faces(packages):
        target = build(face, han)
        print(f"{target.name}: {target.stat().st_size / 1e6:.1f} MB, {len(TTFont(target).getBestCmap())} characters")
    copy_licences(packages)


if __name__ == "__main__":
    main()
