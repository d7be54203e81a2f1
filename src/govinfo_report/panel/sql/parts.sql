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
    case when whole.findings <> '' or below.doubted = 1 then 1 else 0 end as doubted
from (
    select
        listings.parent as office,
        cells.year,
        cells.path as measure,
        max(families.children) as children,
        cast(count(cells.value) as bigint) as covered,
        cast(sum(cells.value) as bigint) as total,
        max(case when cells.value is not null and cells.findings <> '' then 1 else 0 end) as doubted
    from panel_values cells
    join panel_listings listings
        on cells.office = listings.office
        and cells.year between listings.first_year and listings.last_year
    join (
        select listed.parent, years.year, cast(count(*) as bigint) as children
        from panel_listings listed
        join (select distinct year from panel_versions) years
            on years.year between listed.first_year and listed.last_year
        where listed.parent <> ''
        group by listed.parent, years.year
    ) families on listings.parent = families.parent and cells.year = families.year
    where not exists (select 1 from panel_money money where money.path = cells.path)
    group by listings.parent, cells.year, cells.path
) below
left join (
    select own.*
    from panel_values own
    join (select distinct parent from panel_listings where parent <> '') parents
        on own.office = parents.parent
) whole
    on below.office = whole.office
    and below.year = whole.year
    and below.measure = whole.path
