"""What made-up reports say beside their tables. No place, office or sentence is a real one's."""

from __future__ import annotations

PLACES = "青山湖云溪石桥安平泉岭松鹤河湾柳浦竹塘"
OFFICES = (
    "镇人民政府",
    "县人民政府",
    "市教育局",
    "街道办事处",
    "乡",
    "区审计局",
    "省发展和改革委员会",
)
SENTENCES = (
    "我单位按照条例要求做好各项工作。",
    "公开渠道有网站、公告栏和微信公众号。",
    "其他工作按计划推进，总计划已经公布。",
    "全年举办培训3次，参加人员120人次。",
    "一是力度不够；二是形式单一。",
    "无。",
    "下一步将予以改进，规章制度进一步完善。",
    "平台维护费用为4.5万元。",
)

CLAIMS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "本年新收政府信息公开申请{}件，上年结转{}件。",
        ("requests.new_received.total", "requests.carried_over.total"),
    ),
    ("其中自然人申请{}件。", ("requests.new_received.natural_person",)),
    (
        "予以公开{}件，部分公开{}件。",
        ("requests.granted.total", "requests.partly_granted.total"),
    ),
    (
        "全年办结{}件，结转下年度继续办理{}件。",
        ("requests.total_handled.total", "requests.carried_forward.total"),
    ),
    (
        "制发行政规范性文件{}件，废止{}件，现行有效{}件。",
        (
            "disclosure.normative_documents.issued",
            "disclosure.normative_documents.repealed",
            "disclosure.normative_documents.in_force",
        ),
    ),
    ("作出行政许可决定{}件。", ("disclosure.administrative_licensing.decisions",)),
    (
        "因政府信息公开被申请行政复议{}件，被提起行政诉讼{}件（未经复议）。",
        ("review.reconsideration.total", "review.direct_litigation.total"),
    ),
)
"""What the prose of section one states: sentences with gaps, and the cells whose numbers fill them."""
