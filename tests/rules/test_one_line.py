"""One line is what is seen of it: breaks are blanks, and nothing unseen is kept."""

import pytest

from petitiondesk.rules.one_line import in_one_line


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        *((f"张三{unseen}李四", "张三 李四") for unseen in "\n\r\t\v\f\x1c\x1d\x1e\x85\u2028\u2029"),
        ("张三\r\n \n李四\r\n", "张三 李四"),
        ("\n张三\u3000\n", "张三"),
        *((f"张{unseen}三", "张三") for unseen in "\u200b\u2060\ufeff\u00ad"),
        ("张三  李四 ", "张三  李四 "),
        ("👨\u200d👩\u202a甲\u202c\u00a0乙", "👨\u200d👩\u202a甲\u202c\u00a0乙"),
    ],
)
def test_what_is_kept_is_what_is_seen(typed: str, seen: str) -> None:
    assert in_one_line(typed) == seen
    assert in_one_line(seen) == seen
