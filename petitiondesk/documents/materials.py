"""Things handed over at the counter, as papers list them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Material:
    """One thing handed over: its name, its form (原件, 复印件, 照片 …), how many, and whether it was given back."""

    name: str
    form: str
    copies: int
    returned: bool = False


def described(material: Material) -> str:
    """The material in words, e.g. ``不动产权证书（原件1份，已核对并当场退还）``."""
    returned = "，已核对并当场退还" if material.returned else ""
    return f"{material.name}（{material.form}{material.copies}份{returned}）"
