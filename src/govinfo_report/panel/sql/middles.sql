-- The median of each watched measure of an office over its years, and the median distance from it (MAD), of ln(1 + n).
select
    sizes.office,
    sizes.measure,
    max(centre.middle) as middle,
    max(centre.median_value) as median_value,
    max(centre.years) as years,
    median(abs(sizes.size - centre.middle)) as spread
from (
    select cells.office, cells.path as measure, ln(1 + cells.value) as size
    from panel_values cells
    join panel_jumps jumps on cells.path = jumps.measure
    where cells.value is not null
) sizes
join (
    select
        cells.office,
        cells.path as measure,
        median(ln(1 + cells.value)) as middle,
        median(cast(cells.value as double)) as median_value,
        cast(count(*) as bigint) as years
    from panel_values cells
    join panel_jumps jumps on cells.path = jumps.measure
    where cells.value is not null
    group by cells.office, cells.path
) centre on sizes.office = centre.office and sizes.measure = centre.measure
group by sizes.office, sizes.measure
