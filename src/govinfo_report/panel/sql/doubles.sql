-- The cells of every copy of a report that has several.
select
    versions.office,
    versions.year,
    versions.version,
    versions.report,
    cells.path,
    coalesce(cast(cells.value as decimal(38, 9)), cells.amount) as value,
    case when money.path is not null then coalesce(cells.unit, '') else '' end as unit,
    cast(cells.amount * units.yuan as decimal(38, 9)) as yuan,
    case when cells.findings <> '' then 1 else 0 end as doubted,
    cells.line,
    cells.place
from panel_cells cells
join panel_versions versions
    on cells.copy = versions.copy
    and cells.digest = versions.digest
    and cells.organization = versions.organization
    and cells.year = versions.year
left join panel_money money on cells.path = money.path
left join panel_units units on money.path is not null and cells.unit = units.unit
where versions.versions > 1 and coalesce(cells.value, cells.amount) is not null
