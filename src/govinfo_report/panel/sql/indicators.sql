-- The indicators of each report: empty where a measure is not stated, no ratio where the denominator is 0.
select
    office,
    year,
    indicator,
    numerator,
    denominator,
    case
        when denominator > 0 then cast(numerator as double) / cast(denominator as double)
    end as ratio,
    report
from (
    select
        cells.office,
        cells.year,
        entries.indicator,
        max(cells.report) as report,
        case
            when sum(case when entries.side = 'numerator' then 1 else 0 end)
                = max(case when entries.side = 'numerator' then entries.measures end)
                then cast(sum(case when entries.side = 'numerator' then entries.sign * cells.value end) as bigint)
        end as numerator,
        case
            when sum(case when entries.side = 'denominator' then 1 else 0 end)
                = max(case when entries.side = 'denominator' then entries.measures end)
                then cast(sum(case when entries.side = 'denominator' then entries.sign * cells.value end) as bigint)
        end as denominator
    from panel_measures cells
    join panel_indicator_entries entries on cells.measure = entries.measure
    where cells.value is not null
    group by cells.office, cells.year, entries.indicator
) counted
