-- Cells in which another copy of a report states another number than the chosen one.
select
    chosen.office,
    chosen.year,
    other.version,
    chosen.path,
    chosen.value,
    chosen.report,
    chosen.line,
    chosen.place,
    other.value as other_value,
    other.report as other_report,
    other.line as other_line,
    other.place as other_place
from panel_doubles chosen
join panel_doubles other
    on chosen.office = other.office
    and chosen.year = other.year
    and chosen.path = other.path
where chosen.version = 1 and other.version > 1 and chosen.value <> other.value
