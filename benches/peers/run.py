"""Runs hegui and DuckDB in turn over one made log and compares time, memory and findings: run.py [--rows N] [--kind csv|jsonl|parquet] [--shuffled]
[--rounds N] [--memory SIZE] [--hegui FILE].

Needs a Python with duckdb (and pyarrow for Parquet), and a release build of hegui. Both programs are whole processes; the first run of each warms up.
"""

import argparse
import csv
import os
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent


def measured(command, out=None):
    """Wall seconds, CPU seconds, peak MiB of one process."""
    start = time.monotonic()
    with open(out or os.devnull, "wb") as to:
        process = subprocess.Popen(command, stdout=to)
        _, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - start
    code = os.waitstatus_to_exitcode(status)
    if code not in (0, 1):
        sys.exit(f"{command[0]} ended with {code}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def ours(path):
    found = set()
    with open(path, encoding="utf-8-sig", newline="") as rows:
        for row in csv.DictReader(rows):
            number = int(re.search(r"\d+$", row["place"]).group())
            found.add((row["rule"].split("/")[-1], f"c{number - 1:09d}"))
    return found


def theirs(path):
    with open(path, encoding="utf-8", newline="") as rows:
        return {tuple(row) for row in csv.reader(rows)}


def main():
    words = argparse.ArgumentParser()
    words.add_argument("--rows", type=int, default=1_000_000)
    words.add_argument("--kind", choices=["csv", "jsonl", "parquet"], default="csv")
    words.add_argument("--shuffled", action="store_true")
    words.add_argument("--rounds", type=int, default=3)
    words.add_argument("--memory")
    words.add_argument("--hegui", default=str(ROOT / "target/release/hegui"))
    words.add_argument("--folder", default=str(pathlib.Path(tempfile.gettempdir()) / "hegui-peers"))
    told = words.parse_args()
    folder = pathlib.Path(told.folder)
    folder.mkdir(parents=True, exist_ok=True)
    order = "shuffled" if told.shuffled else "sorted"
    log = folder / f"{told.rows}-{order}.{told.kind}"
    if not log.exists():
        made = [sys.executable, str(HERE / "generate.py"), str(told.rows), str(log)]
        subprocess.run(made + (["--shuffled"] if told.shuffled else []), check=True)
    found, other = folder / "hegui.csv", folder / "duckdb.csv"
    a = [told.hegui, "audit", "--rules", str(HERE / "rules"), "--pack", "bench/twelve", "--zone", "Asia/Shanghai", "--threads", "2",
         "--format", f"csv={found}", str(log)]
    if told.memory:
        a += ["--memory", told.memory]
    b = [sys.executable, str(HERE / "duck.py"), str(log), str(other), "2"]
    measured(a)
    measured(b)
    rounds = [(measured(a), measured(b)) for _ in range(told.rounds)]
    same = ours(found) == theirs(other)
    print(f"{told.rows} rows, {told.kind}, {order}, {os.cpu_count()} cores; {len(ours(found))} findings, {'the same' if same else 'NOT THE SAME'}")
    for name, side in (("hegui", 0), ("DuckDB", 1)):
        wall = [one[side][0] for one in rounds]
        cpu = statistics.median(one[side][1] for one in rounds)
        peak = max(one[side][2] for one in rounds)
        print(f"{name:7} {statistics.median(wall):7.2f} s ({min(wall):.2f} to {max(wall):.2f})  CPU {cpu:6.2f} s  peak {peak:6.0f} MiB")
    ratios = [b[0] / a[0] for a, b in rounds]
    print(f"hegui is {statistics.median(ratios):.1f} times as fast ({min(ratios):.1f} to {max(ratios):.1f})")
    if not same:
        sys.exit("the findings differ")


if __name__ == "__main__":
    main()
