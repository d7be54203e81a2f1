-- How many chains were checked, by year; not assessed where a number of the two reports is not stated.
select
    code,
    year,
    cast(sum(case when stated = terms then 1 else 0 end) as bigint) as assessed,
    cast(sum(case when stated = terms and gap <> 0 then 1 else 0 end) as bigint) as failed,
    cast(sum(case when stated < terms then 1 else 0 end) as bigint) as not_assessed
from panel_links
where found = terms
group by code, year
