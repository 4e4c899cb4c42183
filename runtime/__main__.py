"""python -m runtime: the same as bin/framme."""

from runtime.cli import framme

framme(prog_name="framme")
