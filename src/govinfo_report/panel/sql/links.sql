-- Each chain of each office and year: its terms, and what they come to. No gap: it holds, or a term is not stated.
select
    terms.code,
    terms.item,
    cells.office,
    cells.year + terms.lag as year,
    cast(max(terms.terms) as bigint) as terms,
    cast(count(*) as bigint) as found,
    cast(count(cells.value) as bigint) as stated,
    cast(sum(terms.sign * cells.value) as bigint) as gap,
    max(case when terms.role = 'now' then cells.value end) as value,
    max(case when terms.role = 'now' then cells.report end) as report,
    max(case when terms.role = 'now' then cells.line end) as line,
    max(case when terms.role = 'now' then cells.place end) as place,
    max(case when terms.role = 'before' then cells.value end) as other_value,
    max(case when terms.role = 'before' then cells.report end) as other_report,
    max(case when terms.role = 'before' then cells.line end) as other_line,
    max(case when terms.role = 'before' then cells.place end) as other_place,
    max(case when terms.role = 'before' then terms.measure end) as other_measure,
    max(case when cells.findings <> '' then 1 else 0 end) as doubted,
    max(terms.cells) as cells,
    max(terms.other_cells) as other_cells,
    max(case when cells.value is null then terms.measure end) as open_measure,
    max(case when cells.value is null then terms.lag end) as open_lag,
    max(case when cells.value is null then terms.sign end) as open_sign,
    max(case when cells.value is null then cells.candidates end) as open_candidates,
    max(case when cells.value is null then cells.state end) as open_state
from panel_values cells
join panel_terms terms on cells.path = terms.measure
group by terms.code, terms.item, cells.office, cells.year + terms.lag
