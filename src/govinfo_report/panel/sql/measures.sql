-- Every measure of every report: its cells, and what is made of several.
select
    office,
    year,
    path as measure,
    value,
    amount,
    unit,
    unit_source,
    yuan,
    'exact' as how,
    state,
    findings,
    edition,
    report,
    line
from panel_values
union all
select
    office,
    year,
    measure,
    value,
    cast(null as decimal(38, 9)) as amount,
    cast(null as string) as unit,
    cast(null as string) as unit_source,
    cast(null as decimal(38, 9)) as yuan,
    case when members = 1 then 'exact' else 'sum' end as how,
    cast(null as string) as state,
    cast(null as string) as findings,
    edition,
    report,
    cast(null as bigint) as line
from panel_sums_made
