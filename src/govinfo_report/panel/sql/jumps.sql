-- Numbers far from the other years of the office: the modified z-score of ln(1 + n).
select numbers.*, cast(middle.middle as double) as middle, middle.years, middle.median_value
from (
    select cells.office, cells.year, cells.path as measure, cells.value, cells.report, cells.line, cells.place,
        case when cells.findings <> '' then 1 else 0 end as doubted,
        jumps.score, jumps.mad, jumps.distance, jumps.years as least, ln(1 + cells.value) as size
    from panel_values cells
    join panel_jumps jumps on cells.path = jumps.measure
    where cells.value is not null
) numbers
join panel_middles middle on numbers.office = middle.office and numbers.measure = middle.measure
where middle.years >= numbers.least
    and abs(numbers.value - middle.median_value) >= numbers.distance
    and 0.6745 * abs(numbers.size - middle.middle)
        > numbers.score * greatest(middle.spread, numbers.mad)
