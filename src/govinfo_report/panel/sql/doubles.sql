-- The cells of every copy of a report that has several.
select
    versions.office,
    versions.year,
    versions.version,
    versions.report,
    cells.path,
    coalesce(cast(cells.value as decimal(38, 9)), cells.amount) as value,
    cells.line,
    cells.place
from panel_cells cells
join panel_versions versions
    on cells.copy = versions.copy
    and cells.digest = versions.digest
    and cells.organization = versions.organization
    and cells.year = versions.year
where versions.versions > 1 and coalesce(cells.value, cells.amount) is not null
