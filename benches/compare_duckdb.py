"""gainsay and DuckDB at one job on one file in one run: which claims of different sources cannot be true together?

    pip install duckdb
    cargo build --release --features parallel --example scale
    target/release/examples/scale --make 10000000 zipf claims.jsonl
    python benches/compare_duckdb.py claims.jsonl [runs] [threads]

Each engine reads the file and counts the pairs of claims of one subject, measure, scope and unit, from different sources, over
periods with a day in common and with no value in common. DuckDB's query is an expert's: names are numbers, and stretches of
time in which all bounds leave room for one value are taken out before the join. Each run is a process of its own; the medians
of CPU seconds, of seconds on the clock, and of the peak of memory are printed as a table in Markdown. Of the pairs that DuckDB
lists, a sample has to be among those that gainsay lists."""

import json
import os
import re
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

SCALE = Path(os.environ.get("CARGO_TARGET_DIR", "target")) / "release/examples/scale"
PARTS = ("read", "check", "whole")

COLUMNS = {
    "id": "bigint", "subject": "varchar", "measure": "varchar", "scope": "varchar", "lo": "decimal(18,4)",
    "hi": "decimal(18,4)", "unit": "varchar", "vfrom": "date", "vto": "date", "source": "varchar",
}
KEY = "subject, measure, scope, unit"
PREPARE = f"""
create temp table keys as select row_number() over () as key, {KEY} from (select distinct {KEY} from claims);
create temp table names as select row_number() over () as src, source from (select distinct source from claims);
create temp table c as select id, key::integer as key, src::smallint as src, vfrom, vto,
  (lo * 10000)::bigint as lo, (hi * 10000)::bigint as hi
  from claims join keys using ({KEY}) join names using (source);
create temp table s as select *, sum(begins) over (partition by key order by vfrom, id) as stretch from (
  select *, case when vfrom > max(vto) over (partition by key order by vfrom, id
    rows between unbounded preceding and 1 preceding) then 1 else 0 end as begins from c);
create temp table g as select key, stretch from s group by all having max(lo) > min(hi);
create temp table h as select s.* from s join g using (key, stretch);
"""
PAIRS = """from h a join h b on a.key = b.key and a.stretch = b.stretch and a.src <> b.src
  and a.vfrom <= b.vto and b.vfrom <= a.vto and a.hi < b.lo"""


def cpu():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def in_duckdb(path, threads, sample):
    """One run, in this process: its own numbers as JSON."""
    import duckdb

    database = duckdb.connect()
    database.execute(f"set threads = {threads}; set preserve_insertion_order = false")
    clock, used = time.time(), cpu()
    database.execute(
        f"create table claims as select * from read_json('{path}', format = 'newline_delimited', columns = {COLUMNS})"
    )
    read_clock, read = time.time() - clock, cpu() - used
    clock, used = time.time(), cpu()
    database.execute(PREPARE)
    pairs = database.execute(f"select count(*) {PAIRS}").fetchone()[0]
    told = {"pairs": pairs, "read": read, "check": cpu() - used, "whole": cpu(),
            "clock": {"read": read_clock, "check": time.time() - clock},
            "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}
    if sample:
        found = database.execute(f"select a.id, b.id {PAIRS} order by hash(a.id * 4294967296 + b.id) limit {sample}")
        told["sample"] = found.fetchall()
    print(json.dumps(told))


def measured(command, environment):
    """What a command prints, with the CPU seconds and the peak of memory (MB) of its process."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
    out = process.stdout.read()
    _, status, used = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{command[0]} failed")
    return out, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def in_gainsay(path, threads):
    environment = dict(os.environ, RAYON_NUM_THREADS=str(threads))
    clock = time.time()
    out, whole, peak = measured([str(SCALE), "--time", path], environment)
    told = json.loads(out)
    told.update(whole=whole, peak=peak, wall=time.time() - clock)
    return told


def median(runs, *path):
    def at(run):
        for step in path:
            run = run[step]
        return run

    return statistics.median(map(at, runs))


def main():
    if sys.argv[1] == "--duckdb":
        return in_duckdb(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
    path = sys.argv[1]
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    threads = int(sys.argv[3]) if len(sys.argv) > 3 else os.cpu_count()
    ours, theirs = [], []
    for run in range(runs):
        ours.append(in_gainsay(path, threads))
        sample = 1000 if run == 0 else 0
        command = [sys.executable, __file__, "--duckdb", path, str(threads), str(sample)]
        theirs.append(json.loads(measured(command, None)[0]))
    counts = {run["pairs"] for run in ours + theirs}
    if len(counts) != 1:
        sys.exit(f"the engines differ: {sorted(counts)}")
    sample = theirs[0]["sample"]
    wanted = "".join(f"{lower} {higher}\n" for lower, higher in sample)
    listed = subprocess.run([str(SCALE), "--among", path], input=wanted, text=True, capture_output=True, check=True)
    if int(listed.stdout) != len(set(map(tuple, sample))):
        sys.exit(f"of {len(sample)} pairs that DuckDB lists, gainsay lists {listed.stdout.strip()}")
    print(f"{counts.pop()} pairs by both; {len(sample)} of DuckDB's were looked up and found. "
          f"Medians of {runs} runs, {threads} threads.\n")
    print("| | gainsay | DuckDB | ratio |\n|---|---:|---:|---:|")
    rows = [(f"{part}, CPU seconds", (part,)) for part in PARTS]
    rows += [(f"{part}, seconds on the clock", ("clock", part)) for part in ("read", "check")] + [("peak of memory, MB", ("peak",))]
    for name, at in rows:
        a, b = median(ours, *at), median(theirs, *at)
        print(f"| {name} | {a:.2f} | {b:.2f} | {b / a if a else 0:.1f} |")


main()
