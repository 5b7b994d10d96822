"""Believable data for every paper: what previews, the ``forms`` command and the tests print. Nobody in it exists."""

from dataclasses import replace

from petitiondesk.documents.answer import AnswerData
from petitiondesk.documents.materials import Material
from petitiondesk.documents.seals import Seal
from petitiondesk.documents.slip import SlipData
from petitiondesk.documents.visit_form import PriorProcedure, Representative, VisitFormData

SEAL = Seal(check_code="0471 8830 1265", qr_digits="20261000147047188301265")

LETTERS_OFFICE = "临江市信访局"
COMPETENT_ORGAN = "临江市住房和城乡建设局"

RARE_NAMES = "𬱖䶮㛃𠅤𤆵𬭚"
"""Characters of names beyond the everyday lists: GB 18030-2022 level 2 and beyond it."""

LONG_NAME = (
    "阿卜杜热合曼·麦麦提图尔荪尼亚孜·吐尔逊（Abdurahman Muhammad Tursunniyaz ogli Abdulla "
    "Haji, also written Maria Fernanda de los Ángeles Rodríguez-Echeverría y Fernández de Córdoba, "
    "Конституциянова Александра Владимировна-Преображенская）"
)
"""A name of five lines in a form's column: as the passport writes it, with its other spellings."""

_FACTS = (
    "我是上城街道锦绣家园小区3号楼的业主，2012年入住。小区有电梯6部，2019年3月，物业公司在公告栏贴出通知，"
    "称要动用住宅专项维修资金更换3号楼电梯的曳引机，每户需签字同意。当时我和多数邻居都签了字。\n"
    "2019年9月以后，再没有看到任何账目公示；维修用了多少钱、还剩多少钱，物业公司和业主委员会都不说明。"
    "2026年7月16日，3号楼1号电梯夹层发生异响，之后停止运行，至今已有四个月。楼里住着11位70岁以上的老人，"
    "12楼的周大爷腿脚不便，9月以来只下过两次楼。\n"
    "我们先后四次找物业公司：第一次（7月20日）答复“配件在路上”；第二次（8月11日）答复“钱不够”；"
    "第三次（9月3日）答复“要业主委员会盖章”；第四次（10月15日）不再答复。业主委员会则说“账在物业”。\n"
)

LONG_TEXT = (_FACTS * 12)[:3000]
"""Facts of 3,000 characters, as somebody tells them who has come a long way."""

SLIP = SlipData(
    office=COMPETENT_ORGAN,
    office_role="competent_organ",
    number="2026-访-000147",
    query_code="4821-0937",
    received="2026-11-23T09:14",
    issued="2026-11-23",
    last_day="2026-12-08",
    term_days=15,
    phone="0571-5550 1234",
    name="李𬭚",
    matter=(
        "反映上城街道锦绣家园小区住宅专项维修资金自2019年以来未公示使用情况，3号楼电梯停运四个月，"
        "物业公司与业主委员会互相推诿，请求公布账目并尽快恢复运行。"
    ),
    materials=(
        Material("不动产权证书", "原件", 1),
        Material("不动产权证书", "复印件", 1, kept=True),
        Material("电梯停运现场照片", "打印件", 6),
        Material("业主联名信", "复印件", 1),
    ),
    contact="信访接待室 王敏",
    receptionist="张玲",
    legal_aid="临江市法律援助中心（电话 0571-5550 2348）",
)

SLIP_OF_LETTERS_OFFICE = replace(SLIP, office=LETTERS_OFFICE, office_role="letters_office")

SLIP_OF_REPORT = replace(SLIP_OF_LETTERS_OFFICE, report_of_wrongdoing=True)

SLIP_ON_A_ROLL = replace(SLIP, name="李*")

VISIT_FORM = VisitFormData(
    office=COMPETENT_ORGAN,
    number=SLIP.number,
    query_code=SLIP.query_code,
    received=SLIP.received,
    channel="来访",
    window="1号窗口",
    receptionist="张玲",
    confidentiality="一般",
    name="李𬭚",
    petitioner_kind="公民",
    sex="女",
    birth="1972-03-05",
    nationality="中国",
    id_type="居民身份证",
    id_number="330104197203050028",
    address="临江市上城区笕桥街道锦绣家园3幢1单元1202室",
    phone="138 0000 1234",
    needs=("老",),
    visitors="1",
    involved="48",
    households="48",
    place="临江市上城区笕桥街道",
    complained_of="锦绣物业服务有限公司",
    purpose="申诉求决",
    content="城乡建设 / 物业管理",
    matter=SLIP.matter,
    requests=("公布2019年以来住宅专项维修资金的收支账目。", "在2026年12月31日前修复3号楼1号电梯。"),
    facts=_FACTS.strip(),
    grounds="住宅专项维修资金属于业主共有，使用情况应当定期公布；电梯停运影响老人就医，物业服务合同约定的维修义务没有履行。",
    history="2026年10月16日来电反映一次（2026-电-000210），答复已转物业主管科室，未收到书面告知。",
    prior_procedures=(PriorProcedure("物业服务合同纠纷调解", "笕桥街道人民调解委员会", "未达成协议", "2026-09-20"),),
    materials=SLIP.materials,
    publish="同意",
    service_address="同住址",
    service_by="邮寄",
    talk="告知来访人接收情况和处理途径的期限；请其保留物业公司的书面答复。",
)

VISIT_FORM_OF_A_GROUP = replace(
    VISIT_FORM,
    name="周建国",
    sex="男",
    visitors="7",
    representatives=(
        Representative("周建国", "330104195408120010", "139 0000 5566", "锦绣家园3幢1单元301室"),
        Representative("李𬭚", "330104197203050028", "138 0000 1234", "锦绣家园3幢1单元1202室"),
        Representative("㛃𠅤𤆵", "", "", "锦绣家园3幢2单元"),
    ),
    proxies=("王律师（律师，授权委托书1份，电话137 0000 7788）",),
    helpers=("艾力（翻译，维吾尔语）",),
    needs=("老", "需翻译（维吾尔语）"),
)

VISIT_FORM_LONG = replace(VISIT_FORM_OF_A_GROUP, name=LONG_NAME, nationality="", facts=LONG_TEXT)

ANSWER = AnswerData(
    office=COMPETENT_ORGAN,
    number=SLIP.number,
    received="2026-11-23",
    issued="2026-11-23",
    name="李𬭚",
    matter="住宅专项维修资金的账目在哪里查询",
    answer=(
        "您所在小区的住宅专项维修资金由我局代管。锦绣家园3号楼2019年以来"
        "共支出一次，为2019年4月更换曳引机，支出人民币186,400.00元；截至2026年11月20日余额为人民币412,905.37元。"
        "账目明细已打印交您一份。"
    ),
    basis="《住宅专项维修资金管理办法》关于公布和查询的规定。",
    remedy="对账目有异议的，可以向我局提出书面核对申请。",
    contact="物业管理科王敏，电话0571-5550 1234",
    signer="张玲",
)
