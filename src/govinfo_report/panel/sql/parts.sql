-- The offices below each office, added up by measure and year. What is not stated is not counted as 0, but not covered.
select
    below.office,
    below.year,
    below.measure,
    below.children,
    below.covered,
    below.total,
    whole.value as whole,
    whole.report,
    whole.line,
    whole.place,
    case when whole.findings <> '' then 1 else 0 end as doubted
from (
    select
        offices.parent as office,
        cells.year,
        cells.path as measure,
        max(families.children) as children,
        cast(count(cells.value) as bigint) as covered,
        cast(sum(cells.value) as bigint) as total
    from panel_values cells
    join panel_offices offices on cells.office = offices.office
    join (
        select parent, cast(count(*) as bigint) as children
        from panel_offices
        where parent <> ''
        group by parent
    ) families on offices.parent = families.parent
    where not exists (select 1 from panel_money money where money.path = cells.path)
    group by offices.parent, cells.year, cells.path
) below
left join panel_values whole
    on below.office = whole.office
    and below.year = whole.year
    and below.measure = whole.path
