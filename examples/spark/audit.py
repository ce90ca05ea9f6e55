"""Audits a contact log on a Spark cluster: every worker judges whole timelines with `hegui`, the findings are written as Parquet.

    spark-submit audit.py LOG FINDINGS --zone Asia/Shanghai [-- OPTIONS OF HEGUI]

Rules look back along the timeline of a debtor, an agent, a number. The log is divided once for each field that the rules' keys need, and a rule
is judged in the pass that keeps its timelines whole. Options of `hegui` that name files name them on the workers: `--rules`, `--config`.
"""

import argparse
import json
import os
import signal
import subprocess
import sys
import threading

import pyarrow as pa
import pyarrow.ipc as ipc
from pyspark.sql import SparkSession, functions as F
from pyspark.sql.pandas.types import from_arrow_schema

# What says which rules there are; everything else behind `--` only says how to judge.
CHOICE = ("--rules", "--pack", "--config")


def arguments():
    own, behind = sys.argv[1:], []
    if "--" in own:
        at = own.index("--")
        own, behind = own[:at], own[at + 1 :]
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("log", help="Parquet, or CSV with a header if the name ends in .csv or .csv.gz")
    parser.add_argument("findings", help="a folder that is not there yet")
    parser.add_argument("--zone", required=True, help="the zone of times without an offset")
    parser.add_argument("--hegui", default="hegui", help="the program, on the driver and on every worker")
    parser.add_argument("--partitions", type=int, help="into how many parts a pass divides the log (default: spark.sql.shuffle.partitions)")
    parser.add_argument("--as-of", help="the day with which the log ends (default: the last day in it)")
    parser.add_argument("--memory", default="512MiB", help="what one worker may use before it writes temporary files")
    parser.add_argument("--columns", help="the only columns to send to the workers, with commas between")
    parser.add_argument("--column", action="append", default=[], metavar="FIELD=NAME", help="the column that holds a field under another name")
    return parser.parse_args(own), behind


def rules_of(hegui, behind):
    """The rules for logs, as `hegui rules` lists them."""
    chosen = [part for name, value in zip(behind, behind[1:]) if name in CHOICE for part in (name, value)]
    listed = subprocess.run([hegui, "rules", "--format", "json", *chosen], stdout=subprocess.PIPE, check=True).stdout
    return [rule for rule in json.loads(listed)["rules"] if rule["reads"] == "logs"]


def passes(rules, column):
    """Pairs of a field and the rules that are judged where the log is divided by it; the field is None where it stays in one piece.

    `whole` names the fields any of which keeps the timelines of a rule whole, and is null for a rule that looks at single rows. The field that
    serves most rules comes first; rules for single rows go with it.
    """
    left = {rule["rule"]: [field for field in rule["whole"] if column(field)] for rule in rules if rule["whole"] is not None}
    single = {rule["rule"] for rule in rules if rule["whole"] is None}
    plan = []
    while fields := sorted({field for all in left.values() for field in all}):
        best = max(fields, key=lambda field: sum(field in all for all in left.values()))
        taken = {name for name, all in left.items() if best in all}
        plan.append((best, taken))
        left = {name: all for name, all in left.items() if name not in taken}
    if left:
        plan.append((None, set(left)))
    if single and not plan:
        # any division will do, and most logs name debtors
        plan.append(("debtor" if column("debtor") else None, set()))
    if plan:
        plan[0][1].update(single)
    return plan


def worker(command):
    """What Spark calls for each partition: Arrow batches of the log in, batches of findings out."""

    def judge(batches):
        first = next((batch for batch in batches if batch.num_rows), None)
        if first is None:
            return
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        broken, said = [], []

        def feed():
            try:
                with process.stdin as pipe, ipc.new_stream(pipe, first.schema) as stream:
                    stream.write_batch(first)
                    die_once()
                    for batch in batches:
                        stream.write_batch(batch)
            except BaseException as error:  # told below, unless the worker itself says why it went
                broken.append(error)

        # in threads, or full pipes would stop both sides
        threads = [threading.Thread(target=feed, daemon=True), threading.Thread(target=lambda: said.append(process.stderr.read()), daemon=True)]
        for thread in threads:
            thread.start()
        try:
            if process.stdout.peek(1):
                with ipc.open_stream(process.stdout) as findings:
                    yield from findings
            for thread in threads:
                thread.join()
            status = process.wait()
        finally:
            process.kill()
        # 3: something could not be read, and a row among the findings says what
        if status not in (0, 3) or broken:
            raise RuntimeError(f"hegui ended with status {status}: {b''.join(said).decode(errors='replace')} {broken}")

    return judge


def die_once():
    """For the test of this job: the first worker to come here dies of a signal, as one does when a machine is lost."""
    mark = os.environ.get("HEGUI_TEST_DIE_ONCE")
    if mark:
        try:
            os.close(os.open(mark, os.O_CREAT | os.O_EXCL))
        except FileExistsError:
            return
        os.kill(os.getpid(), signal.SIGKILL)


def columns_of_findings(command, log):
    """The columns that the worker answers with: it is asked with a log that has a header and no row."""
    empty = pa.BufferOutputStream()
    with ipc.new_stream(empty, pa.schema([(name, pa.string()) for name in log.columns])):
        pass
    done = subprocess.run(command, input=empty.getvalue(), stdout=subprocess.PIPE)
    if done.returncode not in (0, 3):
        sys.exit(f"hegui ended with status {done.returncode}")
    return from_arrow_schema(ipc.open_stream(done.stdout).schema)


def divided(log, name, at, partitions):
    """The log with all rows of one key in one partition."""
    if name is None:
        return log.coalesce(1).sortWithinPartitions(at)
    # Spaces and case do not part what hegui may hold to be one. Rows without a key have no timeline to keep whole: they go anywhere, or all
    # of them would meet in one partition.
    key = F.lower(F.trim(F.col(f"`{name}`").cast("string")))
    key = F.when(F.length(key) > 0, key).otherwise(F.xxhash64(*(f"`{column}`" for column in log.columns)).cast("string"))
    return log.repartition(partitions, key).sortWithinPartitions(f"`{name}`", at)


def last_day(log, at):
    day = log.select(F.max(F.expr(f"try_cast({at} as date)"))).first()[0]
    return str(day) if day else sys.exit("the last day of the log is in a form that Spark does not read: name it with --as-of")


def main():
    options, behind = arguments()
    spark = SparkSession.builder.appName("hegui audit").config("spark.sql.session.timeZone", options.zone).getOrCreate()
    if options.log.endswith((".csv", ".csv.gz")):
        # no types: hegui reads times and numbers itself, and `007` stays an id
        log = spark.read.csv(options.log, header=True, multiLine=True, escape='"')
    else:
        log = spark.read.parquet(options.log)
    named = dict(pair.split("=", 1) for pair in options.column)
    if options.columns:
        log = log.select(*(f"`{name}`" for name in options.columns.split(",")))

    def column(field):
        name = named.get(field, field)
        return name if name in log.columns else None

    if column("at") is None:
        sys.exit("no column is named `at`: name the one that holds times with --column at=NAME")
    at = f"`{column('at')}`"
    partitions = options.partitions or int(spark.conf.get("spark.sql.shuffle.partitions"))
    command = [options.hegui, "audit", "--from", "arrow", "--to", "arrow", "-", "--fail-on", "never", "--threads", "1", "--memory", options.memory]
    command += ["--zone", options.zone, "--as-of", options.as_of or last_day(log, at), *behind]
    rules = rules_of(options.hegui, behind)
    schema = columns_of_findings(command, log)
    everything = [rule["rule"] for rule in rules]
    findings = None
    for field, judged in passes(rules, column):
        print(f"{len(judged)} rules judged by {field or 'the log in one piece'}", file=sys.stderr)
        told = divided(log, column(field) if field else None, at, partitions).mapInArrow(worker(command), schema)
        mine = F.col("rule").isin(sorted(judged))
        if findings is None:
            # what could not be read belongs to no rule and is told by the first pass
            mine |= ~F.col("rule").isin(everything)
        told = told.where(mine)
        findings = told if findings is None else findings.unionByName(told)
    if findings is None:
        sys.exit("there is no rule for logs")
    findings.write.parquet(options.findings)
    spark.read.parquet(options.findings).groupBy("verdict", "rule").count().orderBy("rule", "verdict").show(1000, truncate=False)
    spark.stop()


if __name__ == "__main__":
    main()
