"""The official form as data: editions, tables, labels, columns, sections and sums.

Nothing here knows the order of rows: that stands in ``grammars/``. The files beside this one hold the facts;
this module only gives them types.
"""

from govinfo_report.official.load import (
    Form,
    characters,
    identity_words,
    kind_words,
    load_form,
    official_form,
    units,
    writing,
)
from govinfo_report.official.types import (
    SPOKEN,
    Bound,
    Characters,
    Column,
    Edition,
    Label,
    SectionForm,
    Sum,
    Table,
    Units,
)
from govinfo_report.official.words import IdentityWords, KindWords, Writing

__all__ = [
    "SPOKEN",
    "Bound",
    "Characters",
    "Column",
    "Edition",
    "Form",
    "IdentityWords",
    "KindWords",
    "Label",
    "SectionForm",
    "Sum",
    "Table",
    "Units",
    "Writing",
    "characters",
    "identity_words",
    "kind_words",
    "load_form",
    "official_form",
    "units",
    "writing",
]
