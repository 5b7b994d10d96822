"""Chinese surnames that the handling of names must know: those of two characters, and those read otherwise.

Dictionaries give the everyday reading first (单 dān, 查 chá); as a surname the reading below holds, as in
《现代汉语词典》 where an entry is marked as a surname (姓).
"""

from collections.abc import Mapping
from types import MappingProxyType

SINGLE: Mapping[str, str] = MappingProxyType(
    {
        "单": "shan",
        "單": "shan",
        "曾": "zeng",
        "查": "zha",
        "解": "xie",
        "仇": "qiu",
        "区": "ou",
        "區": "ou",
        "盖": "ge",
        "蓋": "ge",
        "缪": "miao",
        "繆": "miao",
        "繁": "po",
        "朴": "piao",
        "覃": "qin",
        "员": "yun",
        "洗": "xian",
        "冼": "xian",
        "乐": "yue",
        "樂": "yue",
        "召": "shao",
        "折": "she",
        "秘": "bi",
        "翟": "zhai",
        "种": "chong",
        "阚": "kan",
        "闞": "kan",
        "郇": "xun",
        "祭": "zhai",
        "句": "gou",
        "黑": "he",
        "隗": "wei",
        "都": "du",
        "卜": "bu",
        "佴": "nai",
        "么": "yao",
        "粘": "nian",
        "藏": "zang",
        "角": "jue",
        "颉": "xie",
        "适": "kuo",
        "钭": "tou",
        "乜": "nie",
        "薄": "bo",
        "番": "pan",
        "亓": "qi",
        "莘": "shen",
        "沈": "shen",
        "盛": "sheng",
    }
)
"""A surname of one character and its reading as a surname, without tone; only where the everyday reading differs."""

DOUBLE: Mapping[str, str] = MappingProxyType(
    {
        "欧阳": "ou yang",
        "歐陽": "ou yang",
        "司马": "si ma",
        "上官": "shang guan",
        "诸葛": "zhu ge",
        "东方": "dong fang",
        "皇甫": "huang fu",
        "尉迟": "yu chi",
        "公孙": "gong sun",
        "慕容": "mu rong",
        "令狐": "ling hu",
        "宇文": "yu wen",
        "长孙": "zhang sun",
        "司徒": "si tu",
        "司空": "si kong",
        "夏侯": "xia hou",
        "万俟": "mo qi",
        "单于": "chan yu",
        "澹台": "tan tai",
        "淳于": "chun yu",
        "鲜于": "xian yu",
        "闻人": "wen ren",
        "赫连": "he lian",
        "端木": "duan mu",
        "南宫": "nan gong",
        "西门": "xi men",
        "东郭": "dong guo",
        "独孤": "du gu",
        "拓跋": "tuo ba",
        "钟离": "zhong li",
        "轩辕": "xuan yuan",
        "申屠": "shen tu",
        "濮阳": "pu yang",
        "呼延": "hu yan",
        "完颜": "wan yan",
    }
)
"""A surname of two characters and its reading, syllable by syllable."""
