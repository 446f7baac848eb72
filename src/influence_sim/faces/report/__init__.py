"""Reports: what a comparison or a run says, as pages, tables and figures."""
