"""Things handed over at the counter, as papers list them."""

from dataclasses import dataclass

_ORIGINAL = "原件"


@dataclass(frozen=True)
class Material:
    """One thing handed over: its name, its form (原件, 复印件, 照片 …), how many, and whether it stays at the office.

    ``copies`` is None where ``copies_told`` holds what was said instead of a number.
    """

    name: str
    form: str
    copies: int | None
    kept: bool = False
    copies_told: str = ""


def described(material: Material) -> str:
    """The material in words, e.g. ``不动产权证书（原件1份，原件由本人带回）``.

    Only what the record says: what stays is said to stay. Of an original that does not stay the visitor is told to
    take it along; whether anybody compared it, nobody has written down. A copy without a word is simply received.
    """
    copies = material.copies_told if material.copies is None else f"{material.copies}份"
    about = [f"{material.form}{copies}"]
    if material.kept:
        about.append("留存本处")
    elif _ORIGINAL in material.form:
        about.append("原件由本人带回")
    return f"{material.name}（{'，'.join(about)}）"


def number_of(materials: tuple[Material, ...]) -> str:
    """How many there are, where they may not be named: copies when all were counted, else things."""
    copies = [material.copies for material in materials if material.copies is not None]
    return f"共{sum(copies)}份" if len(copies) == len(materials) else f"共{len(materials)}项"
