-- The copies of each report, the chosen one marked, and how the others differ from it.
select
    versions.office,
    versions.year,
    versions.version,
    versions.versions,
    versions.version = 1 as chosen,
    case
        when versions.version = 1 then 'chosen'
        when versions.stated = 0 then 'unreadable'
        when versions.digest = first_copy.digest then 'same_digest'
        when coalesce(differing.cells, 0) > 0 then 'differs'
        else 'same_numbers'
    end as reason,
    coalesce(differing.cells, cast(0 as bigint)) as differing,
    versions.report,
    versions.source,
    versions.organization,
    versions.edition,
    versions.kind,
    versions.signed,
    versions.published,
    versions.cells,
    versions.stated,
    versions.digest
from panel_versions versions
join panel_versions first_copy
    on versions.office = first_copy.office
    and versions.year = first_copy.year
    and first_copy.version = 1
left join (
    select other_report, cast(count(*) as bigint) as cells
    from panel_differences
    group by other_report
) differing on versions.report = differing.other_report
