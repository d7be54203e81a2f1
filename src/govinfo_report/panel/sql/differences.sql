-- Cells in which another copy of a report states another number than the chosen one. Amounts are compared in 元 where both
-- have a unit: 12.5 万元 and 125000 元 are the same. The units are said where they are not the same.
select
    chosen.office,
    chosen.year,
    other.version,
    chosen.path,
    chosen.value,
    case when chosen.unit <> other.unit then chosen.unit else '' end as unit,
    chosen.report,
    chosen.line,
    chosen.place,
    other.value as other_value,
    case when chosen.unit <> other.unit then other.unit else '' end as other_unit,
    other.report as other_report,
    other.line as other_line,
    other.place as other_place,
    greatest(chosen.doubted, other.doubted) as doubted
from panel_doubles chosen
join panel_doubles other
    on chosen.office = other.office
    and chosen.year = other.year
    and chosen.path = other.path
where chosen.version = 1
    and other.version > 1
    and case
        when chosen.yuan is not null and other.yuan is not null then chosen.yuan <> other.yuan
        else chosen.value <> other.value
    end
