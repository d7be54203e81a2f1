"""How Sphinx builds the documentation (`make docs`)."""

from importlib.metadata import version as installed_version

project = "govinfo_report"
author = "the govinfo_report developers"
copyright = f"2026, {author}"
release = version = installed_version("govinfo_report")

extensions = ["myst_parser"]
source_suffix = {".md": "markdown"}
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

html_theme = "furo"
html_title = f"govinfo_report {release}"
