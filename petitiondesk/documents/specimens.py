"""Believable data for every paper: what previews, the ``forms`` command and the tests print. Nobody in it exists."""

from petitiondesk.documents.seals import Seal
from petitiondesk.documents.slip import SlipData, SlipMaterial

SEAL = Seal(check_code="0471-8830-1265", qr_digits="20261000147047188301265")

OFFICE = "临江市信访局"
BUREAU = "临江市住房和城乡建设局"

MATTER = (
    "反映上城街道锦绣家园小区电梯维修资金自2019年以来未公示使用情况，3号楼电梯停运四个月，"
    "物业公司与业主委员会互相推诿，请求公布账目并尽快恢复运行。"
)

MATERIALS = (
    SlipMaterial("不动产权证书", "原件", 1, returned=True),
    SlipMaterial("不动产权证书", "复印件", 1),
    SlipMaterial("电梯停运现场照片", "打印件", 6),
    SlipMaterial("业主联名信", "复印件", 1),
)

SLIP = SlipData(
    office=BUREAU,
    office_role="competent_organ",
    number="2026-访-000147",
    query_code="4821-0937",
    received="2026-11-23T09:14",
    issued="2026-11-23",
    last_day="2026-12-08",
    term_days=15,
    phone="0571-5550 1234",
    name="李𬭚",
    matter=MATTER,
    materials=MATERIALS,
    contact="信访接待室 王敏",
    handler="张玲",
    legal_aid="临江市法律援助中心（电话 0571-5550 2348）",
)
