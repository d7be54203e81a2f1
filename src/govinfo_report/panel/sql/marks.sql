-- What is wrong, before it is put in words.
select
    code, office, year, item as measure, value, report, line, place,
    year - 1 as other_year, other_measure, other_value, other_report, other_line, other_place,
    cast(value + gap as double) as expected,
    cast(other_value - gap as string) as basis, cells, other_cells,
    cast(value as string) as said, cast(other_value as string) as other_said, doubted
from panel_links
where found = terms and stated = terms and gap <> 0
union all
select
    'jump', office, year, measure, value, report, line, place,
    cast(null as bigint), cast(null as string), cast(null as bigint), cast(null as bigint),
    cast(null as bigint), cast(null as string), median_value, cast(years as string), measure, '',
    cast(value as string), '', doubted
from panel_jumped
union all
select
    case when covered = children then 'parts_mismatch' else 'parts_exceed_whole' end,
    parts.office, parts.year, parts.measure, whole, report, line, place,
    cast(null as bigint), cast(null as string), total, cast(null as bigint),
    cast(null as bigint), cast(null as string), cast(total as double),
    cast(covered as string) || '/' || cast(children as string), parts.measure, '',
    cast(whole as string), cast(total as string), doubted
from panel_parts parts
join panel_part_measures held on parts.measure = held.measure
where (covered = children and total <> whole) or total > whole
union all
select
    'version_differs', office, year, path,
    case when value = floor(value) then cast(value as bigint) end, report, line, place,
    year, path,
    case when other_value = floor(other_value) then cast(other_value as bigint) end,
    other_report, other_line, other_place, cast(null as double), '', path, path,
    regexp_replace(cast(value as string), '[.]?0+$', '') || unit,
    regexp_replace(cast(other_value as string), '[.]?0+$', '') || other_unit, doubted
from panel_differences
union all
select
    'report_unplaced', cast(null as string), year, cast(null as string), cast(null as bigint), report,
    cast(null as bigint), cast(null as string), cast(null as bigint), cast(null as string),
    cast(null as bigint), cast(null as bigint), cast(null as bigint), cast(null as string),
    cast(null as double), '', '', '', '', '', 0
from panel_reports reports
left join panel_other_kinds others on reports.kind = others.other_kind
where (organization is null or year is null) and (others.other_kind is null or stated > 0)
