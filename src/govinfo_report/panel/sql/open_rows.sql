-- The rows of rules and normative documents of each office that leaves one of them open somewhere.
select
    office,
    item,
    year,
    max(case when part = 'issued' then value end) as issued,
    max(case when part = 'repealed' then value end) as repealed,
    max(case when part = 'in_force' then value end) as in_force,
    max(case when part = 'issued' then candidates end) as issued_candidates,
    max(case when part = 'repealed' then candidates end) as repealed_candidates,
    max(case when part = 'in_force' then candidates end) as in_force_candidates,
    max(case when part = 'issued' then state end) as issued_state,
    max(case when part = 'repealed' then state end) as repealed_state,
    max(case when part = 'in_force' then state end) as in_force_state
from (
    select
        cells.office,
        cells.year,
        terms.item,
        regexp_replace(cells.path, '^.*[.]', '') as part,
        cells.value,
        coalesce(cells.candidates, '') as candidates,
        cells.state
    from panel_values cells
    join panel_terms terms
        on cells.path = terms.measure and terms.lag = 0 and terms.code = 'in_force_mismatch'
    join (
        select distinct cells.office, terms.item
        from panel_values cells
        join panel_terms terms
            on cells.path = terms.measure and terms.lag = 0 and terms.code = 'in_force_mismatch'
        where cells.value is null and coalesce(cells.candidates, '') <> ''
    ) open_items on cells.office = open_items.office and terms.item = open_items.item
) parts
group by office, item, year
order by office, item, year
