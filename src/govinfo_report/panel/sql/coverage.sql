-- Each office and year, of a roster where there is one: filed, late, unreadable or missing. Before the form of 2019 a report may be prose alone.
select
    offices.office,
    offices.name,
    coalesce(listings.parent, '') as parent,
    years.year,
    case
        when filed.copies is null then 'missing'
        when filed.stated = 0 and years.has_form = 1 then 'unreadable'
        when coalesce(filed.first_day, '') > filed.deadline then 'late'
        else 'filed'
    end as status,
    coalesce(filed.copies, cast(0 as bigint)) as copies,
    filed.stated,
    filed.cells,
    filed.first_day as published,
    filed.deadline
from panel_offices offices
cross join panel_years years
left join panel_listings listings
    on offices.office = listings.office
    and years.year between listings.first_year and listings.last_year
left join (
    select
        versions.office,
        versions.year,
        cast(count(*) as bigint) as copies,
        max(versions.stated) as stated,
        max(versions.cells) as cells,
        min(coalesce(nullif(versions.published, ''), nullif(versions.signed, ''))) as first_day,
        max(cast(versions.year + 1 as string) || '-' || deadlines.day) as deadline
    from panel_versions versions
    join panel_offices known on versions.office = known.office
    left join panel_deadlines deadlines
        on known.kind = deadlines.kind
        and versions.year between deadlines.first_year and deadlines.last_year
    group by versions.office, versions.year
) filed on offices.office = filed.office and years.year = filed.year
where listings.office is not null or filed.copies is not null
