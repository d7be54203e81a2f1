"""Above one report: years, offices, parts and whole. Needs DuckDB (extra ``panel``).

A panel works on the facts that ``export`` gives, and not on how they were read.
"""

from govinfo_report.panel.panel import Panel, build_panel
from govinfo_report.panel.rules import panel_catalogue
from govinfo_report.panel.tables import PanelColumn, panel_tables

__all__ = ["Panel", "PanelColumn", "build_panel", "panel_catalogue", "panel_tables"]
