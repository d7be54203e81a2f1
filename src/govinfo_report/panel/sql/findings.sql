-- What is wrong, in words, with both places.
select
    marks.code,
    catalogue.severity,
    marks.office,
    offices.name,
    marks.year,
    marks.measure,
    marks.value,
    marks.other_year,
    marks.other_measure,
    marks.other_value,
    marks.expected,
    marks.doubted = 1 as doubted,
    marks.cells,
    marks.other_cells,
    reports.source,
    marks.line,
    marks.place,
    other_reports.source as other_source,
    marks.other_line,
    marks.other_place,
    replace(replace(replace(replace(replace(replace(replace(catalogue.en,
        '{year}', coalesce(cast(marks.year as string), '')),
        '{other_year}', coalesce(cast(marks.other_year as string), '')),
        '{value}', coalesce(marks.said, '')),
        '{other_value}', coalesce(marks.other_said, '')),
        '{expected}', coalesce(regexp_replace(cast(marks.expected as string), '[.]0$', ''), '')),
        '{begins}', coalesce(marks.basis, '')),
        '{basis}', coalesce(marks.basis, '')) as message,
    replace(replace(replace(replace(replace(replace(replace(catalogue.zh,
        '{year}', coalesce(cast(marks.year as string), '')),
        '{other_year}', coalesce(cast(marks.other_year as string), '')),
        '{value}', coalesce(marks.said, '')),
        '{other_value}', coalesce(marks.other_said, '')),
        '{expected}', coalesce(regexp_replace(cast(marks.expected as string), '[.]0$', ''), '')),
        '{begins}', coalesce(marks.basis, '')),
        '{basis}', coalesce(marks.basis, '')) as message_zh
from panel_marks marks
join panel_catalogue catalogue on marks.code = catalogue.code
left join panel_offices offices on marks.office = offices.office
left join panel_reports reports on marks.report = reports.report
left join panel_reports other_reports on marks.other_report = other_reports.report
