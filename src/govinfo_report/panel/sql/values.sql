-- The cells of the chosen copies. A count is whole; an amount of money has its unit, and 元 where the unit is known.
select
    versions.office,
    versions.year,
    versions.report,
    cells.edition,
    cells.path,
    cells.value,
    cells.amount,
    case when money.path is not null then cells.unit end as unit,
    case
        when money.path is null or cells.unit is null then null
        when cells.raw like '%' || cells.unit || '%' then 'cell'
        else 'heading'
    end as unit_source,
    case
        when money.path is not null
            then cast(cells.amount * units.yuan as decimal(38, 9))
    end as yuan,
    cells.state,
    cells.findings,
    cells.candidates,
    cells.line,
    cells.place
from panel_cells cells
join panel_versions versions
    on cells.copy = versions.copy
    and cells.digest = versions.digest
    and cells.organization = versions.organization
    and cells.year = versions.year
left join panel_money money on cells.path = money.path
left join panel_units units on cells.unit = units.unit
where versions.version = 1 and cells.path is not null
