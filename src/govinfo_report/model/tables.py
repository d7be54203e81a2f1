"""The tables as attribute trees: ``report.requests.granted.natural_person``, ``report.statistics.requests_received``.

Each class has the rows and columns of all editions; what a copy's edition lacks reads None. An edition
that adds rows by data alone gets a class of its own with those rows (``table_class``).

A count is an int; a Decimal where the copy prints a fraction, which ``number_impossible`` lists. Money is a Decimal.

Nothing can be set: a number would stand in no cell, no export and no check.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from types import NoneType
from typing import TYPE_CHECKING, Any

from attrs import define, fields_dict, make_class, setters
from attrs import field as attribute

from govinfo_report.model.cell import Number
from govinfo_report.model.nearest import nearest_names
from govinfo_report.model.shape import cell_path
from govinfo_report.model.table_repr import table_repr


class FormNames:
    """What has names of the form as attributes; one that it has not is told with those that are like it."""

    __slots__ = ()

    # a type checker takes a class with __getattr__ to have any attribute
    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            """Refuse a name that is not there: ``report.requests.grantd``."""
            words = f"{type(self).__name__!r} object has no attribute {name!r}"
            near = [] if name.startswith("_") else nearest_names(name, fields_dict(type(self)))
            raise AttributeError(f"{words}; nearest: {', '.join(near)}" if near else words)


class FormTableNames(FormNames):
    """A table: it prints itself line by line."""

    __slots__ = ()

    def __repr__(self) -> str:
        """Give its lines, see ``table_repr``."""
        return table_repr(self)


@define(on_setattr=setters.frozen)
class Applicants(FormNames):
    """The seven cells of a line of table 三 (申请人情况)."""

    natural_person: Number | None = None  # 自然人
    business: Number | None = None  # 商业企业
    research: Number | None = None  # 科研机构
    public_welfare: Number | None = None  # 社会公益组织
    legal_service: Number | None = None  # 法律服务机构
    other_org: Number | None = None  # 其他
    total: Number | None = None  # 总计


@define(on_setattr=setters.frozen)
class Results(FormNames):
    """The five cells of a group of table 四."""

    upheld: Number | None = None  # 结果维持
    corrected: Number | None = None  # 结果纠正
    other_result: Number | None = None  # 其他结果
    pending: Number | None = None  # 尚未审结
    total: Number | None = None  # 总计


@define(on_setattr=setters.frozen)
class Documents(FormNames):
    """A line of 第二十条第（一）项: the first three columns in 2019, the last three in 2021."""

    new_made: Number | None = None  # 本年新制作数量
    new_published: Number | None = None  # 本年新公开数量
    total_published: Number | None = None  # 对外公开总数量
    issued: Number | None = None  # 本年制发件数
    repealed: Number | None = None  # 本年废止件数
    in_force: Number | None = None  # 现行有效件数


@define(on_setattr=setters.frozen)
class Actions(FormNames):
    """A line of 第二十条第（五）项 or （六）项; in 2021 only ``decisions``."""

    previous_items: Number | None = None  # 上一年项目数量
    change: Number | None = None  # 本年增/减, signed
    decisions: Number | None = None  # 处理决定数量; 2021: 本年处理决定数量


@define(on_setattr=setters.frozen)
class Fees(FormNames):
    """The line of 第二十条第（八）项: items in 2019, the amount in 2021."""

    previous_items: Number | None = None  # 上一年项目数量
    change: Number | None = None  # 本年增/减, signed
    fee_amount: Decimal | None = None  # 本年收费金额（单位：万元）


@define(on_setattr=setters.frozen)
class Procurement(FormNames):
    """The line of 第二十条第（九）项, only in 2019."""

    procurement_items: Number | None = None  # 采购项目数量
    procurement_amount: Decimal | None = None  # 采购总金额


@define(on_setattr=setters.frozen, repr=False)
class Disclosure(FormTableNames):
    """二、主动公开政府信息情况."""

    rules: Documents = attribute(factory=Documents)  # 规章
    normative_documents: Documents = attribute(
        factory=Documents
    )  # 行政规范性文件; 2019: 规范性文件
    administrative_licensing: Actions = attribute(factory=Actions)  # 行政许可
    other_external_services: Actions = attribute(factory=Actions)  # 其他对外管理服务事项
    administrative_penalty: Actions = attribute(factory=Actions)  # 行政处罚
    administrative_compulsion: Actions = attribute(factory=Actions)  # 行政强制
    administrative_fees: Fees = attribute(factory=Fees)  # 行政事业性收费
    government_procurement: Procurement = attribute(factory=Procurement)  # 政府集中采购


@define(on_setattr=setters.frozen, repr=False)
class Requests(FormTableNames):
    """三、收到和处理政府信息公开申请情况."""

    new_received: Applicants = attribute(factory=Applicants)  # 一、本年新收政府信息公开申请数量
    carried_over: Applicants = attribute(factory=Applicants)  # 二、上年结转政府信息公开申请数量
    granted: Applicants = attribute(factory=Applicants)  # （一）予以公开
    partly_granted: Applicants = attribute(factory=Applicants)  # （二）部分公开
    denied_state_secret: Applicants = attribute(factory=Applicants)  # 1.属于国家秘密
    denied_law_forbids: Applicants = attribute(factory=Applicants)  # 2.其他法律行政法规禁止公开
    denied_safety_stability: Applicants = attribute(factory=Applicants)  # 3.危及“三安全一稳定”
    denied_third_party: Applicants = attribute(factory=Applicants)  # 4.保护第三方合法权益
    denied_internal_affairs: Applicants = attribute(factory=Applicants)  # 5.属于三类内部事务信息
    denied_process_info: Applicants = attribute(factory=Applicants)  # 6.属于四类过程性信息
    denied_enforcement_file: Applicants = attribute(factory=Applicants)  # 7.属于行政执法案卷
    denied_admin_query: Applicants = attribute(factory=Applicants)  # 8.属于行政查询事项
    unable_not_held: Applicants = attribute(factory=Applicants)  # 1.本机关不掌握相关政府信息
    unable_must_create: Applicants = attribute(factory=Applicants)  # 2.没有现成信息需要另行制作
    unable_unclear: Applicants = attribute(factory=Applicants)  # 3.补正后申请内容仍不明确
    not_processed_petition: Applicants = attribute(factory=Applicants)  # 1.信访举报投诉类申请
    not_processed_repeated: Applicants = attribute(factory=Applicants)  # 2.重复申请
    not_processed_publication: Applicants = attribute(factory=Applicants)  # 3.要求提供公开出版物
    not_processed_mass: Applicants = attribute(factory=Applicants)  # 4.无正当理由大量反复申请
    not_processed_confirm: Applicants = attribute(
        factory=Applicants
    )  # 5.要求…确认或重新出具已获取信息
    other_handling: Applicants = attribute(factory=Applicants)  # （六）其他处理, only in 2019
    other_overdue_correction: Applicants = attribute(
        factory=Applicants
    )  # 1.…逾期不补正…, from 2021
    other_overdue_fee: Applicants = attribute(
        factory=Applicants
    )  # 2.…未按收费通知…缴纳费用…, from 2021
    other_other: Applicants = attribute(factory=Applicants)  # 3.其他, from 2021
    total_handled: Applicants = attribute(factory=Applicants)  # （七）总计
    carried_forward: Applicants = attribute(factory=Applicants)  # 四、结转下年度继续办理


@define(on_setattr=setters.frozen, repr=False)
class Review(FormTableNames):
    """四、政府信息公开行政复议、行政诉讼情况."""

    reconsideration: Results = attribute(factory=Results)  # 行政复议
    direct_litigation: Results = attribute(factory=Results)  # 未经复议直接起诉
    litigation_after_reconsideration: Results = attribute(factory=Results)  # 复议后起诉


@define(on_setattr=setters.frozen, repr=False)
class Statistics(FormTableNames):
    """政府信息公开情况统计表, of the years 2014 to 2018: each line has one number."""

    disclosed_total: Number | None = None  # （一）主动公开政府信息数
    disclosed_normative_documents: Number | None = None  # 其中：主动公开规范性文件数
    normative_documents_issued: Number | None = None  # 制发规范性文件总数
    disclosed_gazette: Number | None = None  # 1.政府公报公开政府信息数
    disclosed_website: Number | None = None  # 2.政府网站公开政府信息数
    disclosed_weibo: Number | None = None  # 3.政务微博公开政府信息数
    disclosed_wechat: Number | None = None  # 4.政务微信公开政府信息数
    disclosed_other_channel: Number | None = None  # 5.其他方式公开政府信息数
    hot_issues_answered: Number | None = None  # （一）回应公众关注热点或重大舆情数
    press_conferences: Number | None = None  # 1.参加或举办新闻发布会总次数
    press_conferences_by_head: Number | None = None  # 其中：主要负责同志参加新闻发布会次数
    online_interviews: Number | None = None  # 2.政府网站在线访谈次数
    online_interviews_by_head: Number | None = None  # 其中：主要负责同志参加政府网站在线访谈次数
    policy_interpretations: Number | None = None  # 3.政策解读稿件发布数
    weibo_wechat_responses: Number | None = None  # 4.微博微信回应事件数
    other_responses: Number | None = None  # 5.其他方式回应事件数
    requests_received: Number | None = None  # （一）收到申请数
    requests_in_person: Number | None = None  # 1.当面申请数
    requests_by_fax: Number | None = None  # 2.传真申请数
    requests_online: Number | None = None  # 3.网络申请数
    requests_by_letter: Number | None = None  # 4.信函申请数
    requests_closed: Number | None = None  # （二）申请办结数
    closed_on_time: Number | None = None  # 1.按时办结数
    closed_after_extension: Number | None = None  # 2.延期办结数
    requests_answered: Number | None = None  # （三）申请答复数
    answered_already_public: Number | None = None  # 1.属于已主动公开范围数
    answered_granted: Number | None = None  # 2.同意公开答复数
    answered_partly_granted: Number | None = None  # 3.同意部分公开答复数
    answered_refused: Number | None = None  # 4.不同意公开答复数
    refused_state_secret: Number | None = None  # 其中：涉及国家秘密
    refused_trade_secret: Number | None = None  # 涉及商业秘密
    refused_personal_privacy: Number | None = None  # 涉及个人隐私
    refused_safety_stability: Number | None = None  # 危及国家安全、公共安全、经济安全和社会稳定
    refused_not_government_information: Number | None = None  # 不是《条例》所指政府信息
    refused_other_legal: Number | None = None  # 法律法规规定的其他情形
    answered_not_this_agency: Number | None = None  # 5.不属于本行政机关公开数
    answered_not_exist: Number | None = None  # 6.申请信息不存在数
    answered_told_to_amend: Number | None = None  # 7.告知作出更改补充数
    answered_other_route: Number | None = None  # 8.告知通过其他途径办理数
    reconsideration_total: Number | None = None  # 四、行政复议数量
    reconsideration_upheld: Number | None = None  # （一）维持具体行政行为数
    reconsideration_corrected: Number | None = None  # （二）被依法纠错数
    reconsideration_other: Number | None = None  # （三）其他情形数
    litigation_total: Number | None = None  # 五、行政诉讼数量
    litigation_upheld: Number | None = None  # （一）维持具体行政行为或者驳回原告诉讼请求数
    litigation_corrected: Number | None = None  # （二）被依法纠错数
    litigation_other: Number | None = None  # （三）其他情形数
    complaints: Number | None = None  # 六、举报投诉数量
    fees_collected: Decimal | None = None  # 七、依申请公开信息收取的费用
    dedicated_offices: Number | None = None  # （一）政府信息公开工作专门机构数
    reading_points: Number | None = None  # （二）设置政府信息公开查阅点数
    staff: Number | None = None  # （三）从事政府信息公开工作人员数
    staff_full_time: Number | None = None  # 1.专职人员数
    staff_part_time: Number | None = None  # 2.兼职人员数
    budget: Decimal | None = None  # （四）政府信息公开专项经费
    meetings: Number | None = None  # （一）召开政府信息公开工作会议或专题会议数
    training_courses: Number | None = None  # （二）举办各类培训班数
    people_trained: Number | None = None  # （三）接受培训人员数


TABLES: dict[str, type[Disclosure | Requests | Review | Statistics]] = {
    "disclosure": Disclosure,
    "requests": Requests,
    "review": Review,
    "statistics": Statistics,
}
ANNEXES = frozenset(["statistics"])
"""Those that a copy need not print."""


def _row_classes(table: type[Any]) -> dict[str, type[Any]]:
    """Give the class of each line of a table; that of None for a line of one number without a column's name."""
    return {name: type(getattr(table(), name)) for name in fields_dict(table)}


def _columns(line: type[Any]) -> list[str]:
    """Give the columns of a line: its attributes, or "" for its only number."""
    return list(fields_dict(line)) if line is not NoneType else [""]


@cache
def official_cells() -> dict[str, None]:
    """Give the paths of the cells of every official edition, in order."""
    return dict.fromkeys(
        cell_path(table, row, column)
        for table, whole in TABLES.items()
        for row, line in _row_classes(whole).items()
        for column in _columns(line)
    )


def is_known_path(path: str) -> bool:
    """Tell whether some official edition has the cell ``path`` (``table.row.column``)."""
    return path in official_cells()


@cache
def table_class(table: str, rows: tuple[tuple[str, tuple[str, ...]], ...]) -> type[Any]:
    """Give the class of a table that has at least ``rows``.

    Args:
        table: its id.
        rows: row and columns of an edition.

    Returns:
        The class above where it has them all, else a subclass with the rows and columns that it lacks.
    """
    base: type[Any] = TABLES[table]
    extra: dict[str, Any] = {}
    for row, columns in rows:
        row_base = _row_classes(base).get(row)
        if columns == ("",):
            if row_base is None:
                extra[row] = attribute(default=None)
            continue
        parent: type[Any] = FormNames if row_base in (None, NoneType) else row_base
        have = fields_dict(parent) if parent is not FormNames else {}
        lacking = {column: attribute(default=None) for column in columns if column not in have}
        if row_base is None or lacking:
            name = "".join(part.title() for part in row.split("_"))
            row_class = make_class(name, lacking, bases=(parent,), on_setattr=setters.frozen)
            extra[row] = attribute(factory=row_class)
    if not extra:
        return base
    return make_class(base.__name__, extra, bases=(base,), on_setattr=setters.frozen, repr=False)


def build_table(
    table: str,
    rows: tuple[tuple[str, tuple[str, ...]], ...],
    values: list[Number | None],
) -> Any:
    """Put the numbers of a table into its class.

    Args:
        table: its id.
        rows: row and columns of the copy's edition, in form order.
        values: one number a cell, in the same order; None where none is stated.
    """
    kind, lines = _plan(table, rows)
    numbers = (*values, None)
    return kind(
        *[
            numbers[places[0]] if line is NoneType else line(*[numbers[at] for at in places])
            for line, places in lines
        ]
    )


@cache
def _plan(
    table: str, rows: tuple[tuple[str, tuple[str, ...]], ...]
) -> tuple[type[Any], list[tuple[type[Any], tuple[int, ...]]]]:
    """Give the class of a table, and for each of its rows the class and the places of its numbers; -1 for none."""
    columns = (f"{row}.{column}" for row, columns in rows for column in columns)
    places = {name: at for at, name in enumerate(columns)}
    kind = table_class(table, rows)
    return kind, [
        (line, tuple(places.get(f"{row}.{column}", -1) for column in _columns(line)))
        for row, line in _row_classes(kind).items()
    ]
