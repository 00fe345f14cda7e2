"""What a dataset says: each chart's query and form in one place, drawn in notebooks and on one self-contained page."""

from importlib.util import find_spec

from pipeline.errors import ReportNotInstalledError

for _package in ("altair", "duckdb", "vl_convert"):
    if find_spec(_package) is None:
        raise ReportNotInstalledError(_package)
