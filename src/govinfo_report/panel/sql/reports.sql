-- The copies: one line each, with a number.
select
    cast(row_number() over (order by copy, digest, organization, year) as bigint) as report,
    counted.*
from (
    select
        copy,
        digest,
        max(source) as source,
        organization,
        year,
        max(edition) as edition,
        max(kind) as kind,
        max(signed) as signed,
        max(published) as published,
        cast(count(path) as bigint) as cells,
        cast(count(coalesce(value, amount)) as bigint) as stated,
        cast(sum(case when findings <> '' then 1 else 0 end) as bigint) as doubted
    from panel_cells
    group by copy, digest, organization, year
) counted
