"""Where the files that the program ships with are: fonts, catalogues, letters, translations."""

from functools import cache
from pathlib import Path


@cache
def folder() -> Path:
    """The resources folder: inside the package when installed from a wheel, beside it in a working copy."""
    installed = Path(__file__).parent / "_resources"
    return installed if installed.is_dir() else Path(__file__).parent.parent / "resources"


def path(*parts: str) -> Path:
    """One resource's path, e.g. ``path("fonts", "PetitionDeskHei-Regular.ttf")``."""
    return folder().joinpath(*parts)
