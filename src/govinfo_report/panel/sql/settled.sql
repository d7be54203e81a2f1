-- What a chain settles of the one cell that a report leaves open, if the chain holds wherever the office states it.
select
    office,
    year,
    measure,
    max(settled) as value,
    max(state) as state,
    max(code) as code,
    max(lineage) as lineage
from (
    select
        links.office,
        links.year - links.open_lag as year,
        links.open_measure as measure,
        cast(-1 * links.open_sign * links.gap as bigint) as settled,
        links.open_candidates,
        links.open_state as state,
        links.code,
        links.item || ' ' || cast(links.year - 1 as string) || '-' || cast(links.year as string) as lineage
    from panel_links links
    left join (
        select distinct office, item
        from panel_links
        where found = terms and stated = terms and gap <> 0
    ) failed on links.office = failed.office and links.item = failed.item
    where links.found = links.terms
        and links.stated = links.terms - 1
        and failed.office is null
) open_cells
where settled >= 0
    and (
        coalesce(open_candidates, '') = ''
        or ' ' || open_candidates || ' ' like '% ' || cast(settled as string) || ' %'
    )
group by office, year, measure
having count(distinct settled) = 1
order by office, year, measure
