-- Amounts that print no unit: the unit with which one comes nearest to the other years of the office, if it comes near.
select office, year, measure, amount, unit, middle as yuan, years
from (
    select
        bare.office,
        bare.year,
        bare.measure,
        bare.amount,
        units.unit,
        known.middle,
        known.years,
        advised.most,
        abs(ln(cast(bare.amount as double) * units.yuan) - ln(known.middle)) as distance,
        row_number() over (
            partition by bare.office, bare.year, bare.measure
            order by abs(ln(cast(bare.amount as double) * units.yuan) - ln(known.middle)), units.unit
        ) as choice
    from (
        select office, year, path as measure, amount
        from panel_values
        where amount > 0 and unit is null and path in (select path from panel_money)
    ) bare
    join (
        select
            office,
            path as measure,
            median(cast(yuan as double)) as middle,
            cast(count(*) as bigint) as years
        from panel_values
        where yuan > 0
        group by office, path
    ) known on bare.office = known.office and bare.measure = known.measure
    cross join panel_advised advised
    join panel_units units on advised.unit = units.unit
) near
where choice = 1 and distance < most
