"""Runs twelve.sql over a log with DuckDB: duck.py FILE OUT [THREADS]; writes rule,id sorted."""

import pathlib
import sys

import duckdb

path, out = sys.argv[1], sys.argv[2]
base = duckdb.connect()
if len(sys.argv) > 3:
    base.execute(f"SET threads = {int(sys.argv[3])}")
base.execute("SET TimeZone = 'Asia/Shanghai'")
if path.endswith(".csv"):
    log = f"read_csv('{path}', header = true, all_varchar = true)"
elif path.endswith(".jsonl"):
    names = "id at debtor channel direction outcome number party agent visitors signal text".split()
    columns = ", ".join(f"{name}: 'VARCHAR'" for name in names)
    log = f"read_json('{path}', format = 'newline_delimited', columns = {{{columns}}})"
else:
    log = f"read_parquet('{path}')"
base.execute(f"CREATE TEMP TABLE log AS SELECT * FROM {log}")
query = pathlib.Path(__file__).with_name("twelve.sql").read_text(encoding="utf-8").rstrip().rstrip(";")
base.execute(f"COPY (SELECT * FROM ({query}) ORDER BY rule, id) TO '{out}' (HEADER false)")
