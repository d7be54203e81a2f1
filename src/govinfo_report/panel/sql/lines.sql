-- The cells of all copies with their places, and which report each copy is. What stands in braces is version_list.sql.
select
    placed.office,
    offices.name,
    placed.version,
    placed.versions,
    placed.reason,
    placed.differing,
    reports.report,
    reports.source as report_source,
    reports.organization as report_organization,
    reports.kind as report_kind,
    reports.signed as report_signed,
    reports.published as report_published,
    reports.edition as report_edition,
    reports.cells as report_cells,
    reports.stated as report_stated,
    cells.*
from panel_cells cells
join panel_reports reports
    on cells.copy = reports.copy
    and cells.digest = reports.digest
    and coalesce(cells.organization, '') = coalesce(reports.organization, '')
    and coalesce(cells.year, 0) = coalesce(reports.year, 0)
left join ({versions}) placed on reports.report = placed.report
left join panel_offices offices on placed.office = offices.office
