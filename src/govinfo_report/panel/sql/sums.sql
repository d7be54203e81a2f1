-- Measures that are made of several cells, or of other cells in another edition; nothing where one is not stated.
select office, year, report, edition, measure, members, value
from (
    select
        added.*,
        row_number() over (partition by office, year, measure order by place desc) as choice
    from (
        select
            cells.office,
            cells.year,
            max(cells.report) as report,
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
        group by cells.office, cells.year, cells.edition, sums.measure
    ) added
) chosen
where choice = 1
