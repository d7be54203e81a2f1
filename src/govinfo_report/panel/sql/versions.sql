-- The copies of one report, the chosen one first: most cells stated, published last, signed last, fewest cells in doubt.
select
    office,
    year,
    row_number() over (
        partition by office, year
        order by
            stated desc,
            coalesce(published, '') desc,
            coalesce(signed, '') desc,
            doubted,
            source,
            report
    ) as version,
    cast(count(*) over (partition by office, year) as bigint) as versions,
    report,
    copy,
    digest,
    source,
    reports.organization,
    edition,
    kind,
    signed,
    published,
    cells,
    stated
from panel_reports reports
join panel_names names on reports.organization = names.organization
left join panel_other_kinds others on reports.kind = others.other_kind
where year is not null and (others.other_kind is null or stated > 0)
