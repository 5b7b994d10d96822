"""One window of an office on one computer, from the very first start on."""

from pathlib import Path

import pytest

from petitiondesk.windows.only_window import OnlyWindow, OpenAlready


def test_the_first_start_too_is_alone(tmp_path: Path) -> None:
    drafts = tmp_path / "not there yet" / "drafts.db"
    first = OnlyWindow()
    first.hold(drafts)
    first.hold(drafts)
    with pytest.raises(OpenAlready):
        OnlyWindow().hold(drafts)
    del first
    OnlyWindow().hold(drafts)


def test_where_no_file_can_be_written_opening_says_so(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.touch()
    OnlyWindow().hold(in_the_way / "drafts.db")
    assert list(tmp_path.iterdir()) == [in_the_way]
