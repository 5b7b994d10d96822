"""An article of law in the reader's language. Tables and papers cite it as the law itself writes it, in Chinese."""

from collections.abc import Mapping
from types import MappingProxyType

from petitiondesk.rules.messages import Message, _

_CITED: Mapping[str, str] = MappingProxyType(
    {
        "《信访工作条例》第二十二条": _("Regulation Art. 22"),
        "《信访工作条例》第二十三条第二款": _("Regulation Art. 23 ¶2"),
        "《信访工作条例》第二十三条第三款": _("Regulation Art. 23 ¶3"),
        "《信访工作条例》第二十三条、第三十一条": _("Regulation Art. 23 and 31"),
        "《信访工作条例》第二十九条": _("Regulation Art. 29"),
        "《信访工作条例》第三十四条": _("Regulation Art. 34"),
        "《信访工作条例》第三十五条": _("Regulation Art. 35"),
        "《信访工作条例》第三十六条第一款": _("Regulation Art. 36 ¶1"),
        "《信访工作条例》第四十条": _("Regulation Art. 40"),
        "《信访工作条例》第十九条第三款": _("Regulation Art. 19 ¶3"),
        "《信访工作条例》第二十三条": _("Regulation Art. 23"),
        "《信访工作条例》第二十三条第一款": _("Regulation Art. 23 ¶1"),
        "《信访工作条例》第二十四条": _("Regulation Art. 24"),
        "《信访工作条例》第二十八条": _("Regulation Art. 28"),
        "《信访工作条例》第三十条": _("Regulation Art. 30"),
        "《信访工作条例》第三十一条": _("Regulation Art. 31"),
        "《信访工作条例》第三十一条第五项": _("Regulation Art. 31(5)"),
        "《信访工作条例》第三十一条、第三十六条第二款": _("Regulation Art. 31 and 36 ¶2"),
        "《信访工作条例》第三十二条": _("Regulation Art. 32"),
        "《信访工作条例》第三十三条": _("Regulation Art. 33"),
        "《信访工作条例》第三十五条、第三十六条第一款": _("Regulation Art. 35 and 36 ¶1"),
        "《信访工作条例》第三十六条第三款": _("Regulation Art. 36 ¶3"),
        "《信访工作条例》第三十七条": _("Regulation Art. 37"),
        "内部工作目标": _("internal target"),
        "《信访事项简易办理办法（试行）》": _("Trial Measures on the Simple Procedure"),
        "《纪检监察机关处理检举控告工作规则》": _("Rules of discipline bodies on reports of wrongdoing"),
        "《行政复议法》第二十条": _("Administrative Reconsideration Law Art. 20"),
        "《行政诉讼法》第四十五条": _("Administrative Litigation Law Art. 45"),
        "《行政诉讼法》第四十六条": _("Administrative Litigation Law Art. 46"),
        "《行政诉讼法》第四十七条": _("Administrative Litigation Law Art. 47"),
        "《民事诉讼法》第一百七十一条、《行政诉讼法》第八十五条": _(
            "Civil Procedure Law Art. 171, Administrative Litigation Law Art. 85"
        ),
        "《劳动争议调解仲裁法》第二十七条": _("Labour Dispute Mediation and Arbitration Law Art. 27"),
        "《劳动争议调解仲裁法》第五十条": _("Labour Dispute Mediation and Arbitration Law Art. 50"),
        "《工伤保险条例》第十七条": _("Work Injury Insurance Regulation Art. 17"),
    }
)


def cited(article: str) -> Message:
    """The words for an article as clocks and remedies name it; one that isn't known here stays as it is."""
    return Message(_CITED.get(article, article))
