"""What a page prints around a report is of other reports and of the page: it lends no office and no year in silence."""

from __future__ import annotations

import pytest

import govinfo_report as gr
from tests.identity.test_titles import BODY
from tests.soundness import codes

BARE = "2023年政府信息公开工作年度报告"
OTHER = "栖梧县统计局2023年政府信息公开工作年度报告"
SIGNED = "\n栖梧县审计局\n2024年1月12日\n"


@pytest.mark.parametrize("entry", [f"· {OTHER}", f"{OTHER} 2024-01-20", f"同类信息：{OTHER}"])
@pytest.mark.parametrize("heading", ["", "其他年报\n"])
@pytest.mark.parametrize("is_above", [True, False])
def test_an_entry_of_a_list_is_no_title(entry: str, heading: str, is_above: bool) -> None:
    """A title that names no office is given none by what looks as the entries of a list do."""
    head = f"{heading}{entry}\n{BARE}" if is_above else f"{BARE}\n{heading}{entry}"
    report = gr.parse(head + BODY)
    assert (report.organization, report.year) == (None, 2023)
    assert "fact_missing" in codes(report)


@pytest.mark.parametrize("entry", [f"· {OTHER}", f"{OTHER} 2024-01-20"])
def test_an_entry_alone_is_a_title(entry: str) -> None:
    """Where nothing else is one, it is the title of what the page shows."""
    report = gr.parse(entry + BODY)
    assert (report.organization, report.year) == ("栖梧县统计局", 2023)


@pytest.mark.parametrize(("tail", "office"), [("", "栖梧县统计局"), (SIGNED, "栖梧县审计局")])
def test_who_signs_is_surer_than_another_line(tail: str, office: str) -> None:
    """The office of another line is the title's only where no other office signed."""
    assert gr.parse(f"{OTHER}\n{BARE}{BODY}{tail}").organization == office


def test_an_open_year_leaves_the_office_open() -> None:
    """Of two titles of different years, one of which names no office, neither lends it."""
    report = gr.parse(f"{BARE}\n栖梧县统计局2022年政府信息公开工作年度报告{BODY}")
    assert report.organization is None
    assert {"fact_missing", "year_conflict"} <= set(codes(report))


@pytest.mark.parametrize(
    ("line", "office"),
    [
        ("浏览量：345 由栖梧县大数据中心制作", None),
        ("由栖梧县融媒体中心发布", None),
        ("本报告由栖梧县水务局制作", "栖梧县水务局"),
        ("由栖梧县水务局编制", "栖梧县水务局"),
    ],
)
def test_who_makes_a_page_writes_no_report(line: str, office: str | None) -> None:
    """What is 制作 or 发布 is the report where the sentence says so."""
    assert gr.parse(f"{BARE}\n{line}{BODY}").organization == office


@pytest.mark.parametrize("words", ["智能", "返回", "关怀版", "长者助手", "政策解读"])
@pytest.mark.parametrize(("tail", "office"), [("", None), ("\n栖梧市财政局\n2024年1月12日\n",) * 2])
def test_words_that_run_into_a_place(words: str, tail: str, office: str | None) -> None:
    """No place is as long: the office is open, but where it signed."""
    report = gr.parse(f"{words}栖梧市财政局{BARE}{BODY}{tail}")
    assert report.organization == (office and "栖梧市财政局")
    assert (office is None) == ("fact_missing" in codes(report))


@pytest.mark.parametrize(
    "name",
    [
        "呼和浩特市财政局",
        "栖梧高新城市管理局",
        "广西栖梧县水利局",
        "中共栖梧县委宣传部",
        "国家统计局栖梧调查队",
        "栖梧回族自治县水利局",
        "临溪叠泉县水利局",
    ],
)
def test_long_names(name: str) -> None:
    """Long places, offices of the state and places of a place are whole, the last where the copy says them again."""
    report = gr.parse(f"{name}{BARE}{BODY}\n{name}全年培训两次。\n")
    assert report.organization == name
    if "叠泉" not in name:
        assert gr.parse(f"{name}{BARE}{BODY}").organization == name


LINK = "栖梧县统计局2022年政府信息公开工作年度报告"


@pytest.mark.parametrize(
    "title",
    [
        "2023年度\n栖梧县水务局\n政府信息公开工作年度报告",
        "栖梧县水务局2023年度\n政府信息公开工作年度报告",
        "栖梧县水务局2023年政府信息公开\n工作年度报告",
        "首页 > 年报 > 栖梧县水务局2023年政府信息公开工作年度报告",
    ],
)
@pytest.mark.parametrize("tail", ["", "\n栖梧县水务局\n2024年1月12日\n"])
def test_a_title_below_a_link(title: str, tail: str) -> None:
    """The lowest title is the report's, on two lines or at a path's end as well: a link above may be a whole line."""
    report = gr.parse(f"{LINK}\n打印 关闭\n{title}{BODY}{tail}")
    if tail:
        assert (report.organization, report.year) == ("栖梧县水务局", 2023)
    else:
        # nothing bears out which of the two it is
        assert report.organization is None
        assert {"fact_missing", "year_conflict"} <= set(codes(report))


@pytest.mark.parametrize("tail", ["", SIGNED])
def test_a_name_that_is_not_read(tail: str) -> None:
    """Words before the year that are no name, though they end as one does: the line above is another's."""
    title = f"栖梧县努力打造一流水务局{BARE}"
    assert gr.parse(f"栖梧县教育局\n{title}{BODY}{tail}").organization is None


def test_an_office_above_and_another_below() -> None:
    """Of two names around a title that has none neither is its office, but for the one that signed."""
    head = "栖梧县融媒体中心\n2023年度政府信息公开工作年度报告\n栖梧县林场"
    assert gr.parse(head + BODY).organization is None
    assert gr.parse(f"{head}{BODY}\n栖梧县林场\n2024年1月18日").organization == "栖梧县林场"
    below = head.replace("县林场", "县融媒体中心办公室")
    assert gr.parse(below + BODY).organization == "栖梧县融媒体中心"


@pytest.mark.parametrize(
    ("head", "tail"),
    [
        ("今天是2024年6月3日 星期一\n", ""),
        ("栖梧县人民政府 2024年6月3日\n", ""),
        ("", "\n栖梧县信息中心\n最后更新：2024年8月1日\n"),
        ("", "\n栖梧县信息中心\n今天是2024年9月9日\n"),
        ("", "\n政府网站找错 栖梧县融媒体中心\n2024年11月11日\n"),
    ],
)
def test_days_of_the_page(head: str, tail: str) -> None:
    """A day above the title, or beside who keeps the page, is no signature's."""
    report = gr.parse(f"{head}栖梧县水务局{BARE}{BODY}{tail}")
    assert "signed" not in report.identity
    assert (report.organization, report.year) == ("栖梧县水务局", 2023)


def test_the_title_again_at_the_end_of_a_path() -> None:
    """A path below the title that ends with it tells nothing else: the title stays where it stands."""
    title = f"栖梧县水务局{BARE}"
    report = gr.parse(f"{title}\n首页 > 年报 > {title}{BODY}")
    assert report.identity["title"].start == 0
    assert report.organization == "栖梧县水务局"


@pytest.mark.parametrize("line", ["标签 栖梧县水务局", "作者 栖梧县水务局"])
def test_words_before_a_name_on_its_line(line: str) -> None:
    """The line above a title is an office where all of it is: no word of the page is part of a name."""
    assert gr.parse(f"{line}\n{BARE}{BODY}").organization is None
    for name in ("栖梧县 水务局", "栖 梧 县 水 务 局"):
        assert gr.parse(f"{name}\n{BARE}{BODY}").organization == "栖梧县水务局"


def test_a_sentence_below_who_wrote_it() -> None:
    """现将 begins a sentence, whatever stands on the line above it, and is no part of the name in it."""
    text = f"本报告由县里编制\n现将栖梧县水务局{BARE}公布如下：{BODY}"
    assert gr.parse(text).organization == "栖梧县水务局"


def test_a_blank_line_ends_a_list_of_others() -> None:
    """The title may follow the list at once: entries of one list stand as far from each other."""
    title = f"栖梧县水务局{BARE}"
    report = gr.parse(
        f"· {LINK}\n相关信息\n{LINK}\n\n{title}{BODY}{SIGNED.replace('审计', '水务')}"
    )
    assert (report.organization, report.year) == ("栖梧县水务局", 2023)


def test_a_field_below_the_office_below_a_title() -> None:
    """The office below a title goes on on no line that says more than a name."""
    text = f"{BARE}\n栖梧县南坪乡\n信息员：赵某 栖梧县融媒体中心{BODY}"
    assert gr.parse(text).organization == "栖梧县南坪乡"
