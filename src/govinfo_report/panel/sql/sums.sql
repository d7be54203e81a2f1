-- Measures that are made of several cells, or of other cells in another edition; nothing where one is not stated.
-- Grouped by the number of the report: it is short, and a chosen copy is one office and year.
select versions.office, versions.year, chosen.report, chosen.edition, measure, members, value
from (
    select
        added.*,
        row_number() over (partition by report, measure order by place desc) as choice
    from (
        select
            cells.report,
            cells.edition,
            sums.measure,
            max(sums.members) as members,
            max(sums.place) as place,
            case
                when count(cells.value) = max(sums.members)
                    then cast(sum(cells.value) as bigint)
            end as value
        from panel_values cells
        join panel_sums sums on cells.edition = sums.edition and cells.path = sums.path
        group by cells.report, cells.edition, sums.measure
    ) added
) chosen
join panel_versions versions on chosen.report = versions.report
where choice = 1
