"""Use cases, one verb a file. The only place that opens transactions."""
