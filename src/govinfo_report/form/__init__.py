"""The official form as data: editions, tables, labels, columns, sections and sums.

Nothing here knows the order of rows: that stands in ``grammars/``. The files beside this one hold the facts;
this module only gives them types.
"""

from govinfo_report.form.load import Form, characters, load_form, official_form, units
from govinfo_report.form.types import (
    SPOKEN,
    Characters,
    Column,
    Edition,
    Label,
    SectionForm,
    Sum,
    Table,
    Units,
)

__all__ = [
    "SPOKEN",
    "Characters",
    "Column",
    "Edition",
    "Form",
    "Label",
    "SectionForm",
    "Sum",
    "Table",
    "Units",
    "characters",
    "load_form",
    "official_form",
    "units",
]
