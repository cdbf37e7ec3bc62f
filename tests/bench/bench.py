#!/usr/bin/env python3
"""Speed as ratios to something else in the same run.  tests/bench/bench.py [start|idle|query|import|fit …]; nothing: all.

start    exec to the first settled frame, against htop and btop      idle   wake-ups, CPU and memory, against the same
query    the overview's figures, against a raw scan of the same rows by the sqlite3 shell
import   teamtop import, against sqlite3 .import of the same file
fit      who may leave, fitted on the history of a sample of 1,000 people x 36 months (two minutes to make; $FIT_DB: another
         database), against R's glm on the same rows
Absolute times are printed beside each ratio; machines differ and drift, so only the ratios of one run mean something.
"""
import csv, os, random, shutil, statistics, subprocess, sys, tempfile, time
sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
from terminal import Terminal

TEAMTOP = os.path.abspath(os.environ.get("TEAMTOP", "./teamtop"))
SHARED = os.environ.get("TEAMTOP_SHARED", "../shared")
ROUNDS = int(os.environ.get("ROUNDS", "7"))


def timed(command, **more):
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **more)
    return time.perf_counter() - start


def settled(command):
    """ms from exec to the last byte before 100 ms of quiet; bytes until then."""
    start = time.perf_counter()
    t = Terminal(command, 120, 40)
    last = start
    while True:
        came = t.drain(0.1 if t.bytes else 3)
        if came:
            last = time.perf_counter()
        if not came or time.perf_counter() - start > 5:
            break
        if time.perf_counter() - start > 1.5:       # a program that never falls quiet: its first frame
            break
    size = len(t.bytes)
    t.end(9), t.close()
    return (last - start) * 1000, size


def first_byte(command):
    start = time.perf_counter()
    t = Terminal(command, 120, 40)
    while not t.drain(0.001) and time.perf_counter() - start < 5:
        pass
    took = (time.perf_counter() - start) * 1000
    t.end(9), t.close()
    return took


def wakeups(pid):
    with open("/proc/%d/status" % pid) as f:
        return sum(int(line.split()[1]) for line in f if line.startswith("voluntary_ctxt"))


def idle(command, seconds):
    t = Terminal(command, 120, 40)
    t.settle(0.3, 3)
    pids = [int(x) for x in os.listdir("/proc/%d/task" % t.pid)]
    count = lambda: sum(wakeups(p) for p in pids if os.path.exists("/proc/%d" % p))
    before, cpu, size, start = count(), t.cpu(), len(t.bytes), time.perf_counter()
    while time.perf_counter() - start < seconds:
        t.drain(0.2)
    took = time.perf_counter() - start
    with open("/proc/%d/smaps_rollup" % t.pid) as f:
        pss = sum(int(line.split()[1]) for line in f if line.startswith("Pss:")) / 1024
    result = (count() - before) / took, (t.cpu() - cpu) / took * 100, (len(t.bytes) - size) / took, pss
    t.end(9), t.close()
    return result


def say(what, ours, theirs, name, unit):
    ratio = ours / theirs if theirs else float("nan")
    print("%-34s %9.2f %-7s %-22s %9.2f   ratio %.2f" % (what, ours, unit, "against " + name, theirs, ratio))


def others():
    return [(n, c) for n, c in (("htop", ["htop", "-d", "10"]), ("btop", ["btop"])) if shutil.which(c[0])]


def bench_start(database):
    if not others():
        print("start: neither htop nor btop is installed, nothing to compare with")
    for name, command in others():
        ours, theirs, first_ours, first_theirs = [], [], [], []
        for _ in range(ROUNDS):
            ours.append(settled([TEAMTOP, database])), theirs.append(settled(command))
            first_ours.append(first_byte([TEAMTOP, database])), first_theirs.append(first_byte(command))
        middle = lambda pairs, i: statistics.median(p[i] for p in pairs)
        say("start to settled frame", middle(ours, 0), middle(theirs, 0), name, "ms")
        say("start to first byte", statistics.median(first_ours), statistics.median(first_theirs), name, "ms")
        say("bytes to settled frame", middle(ours, 1), middle(theirs, 1), name, "bytes")


def bench_idle(database):
    ours = idle([TEAMTOP, database], 10)
    for name, command in others():
        theirs = idle(command, 10)
        for i, (what, unit) in enumerate((("idle wake-ups", "/s"), ("idle CPU", "%"), ("idle output", "bytes/s"), ("memory (PSS)", "MB"))):
            say(what, ours[i], theirs[i], name, unit)


RAW = """select k.is_customer, sum(a.seconds) from activity a join activity_kind k on k.id = a.kind_id
         where a.started_at >= (select starts_at from calendar where day = %d) and a.started_at < (select starts_at from calendar where day = %d)
         group by k.is_customer"""


def bench_query(database):
    day = int(subprocess.run(["sqlite3", database, "select max(day) from activity_day"], capture_output=True, text=True).stdout)
    rows = int(subprocess.run(["sqlite3", database, "select count(*) from activity"], capture_output=True, text=True).stdout)
    ours, theirs, whole, empty = [], [], [], []
    for _ in range(ROUNDS):
        ours.append(timed([TEAMTOP, "show", "overview", "--format", "json", database]))
        theirs.append(timed(["sqlite3", "-readonly", database, RAW % (day - 27, day + 1)]))
        whole.append(timed(["sqlite3", "-readonly", database, "select kind_id, sum(seconds) from activity group by kind_id"]))
        empty.append(timed([TEAMTOP, "--version"]))
    say("all figures of the overview", statistics.median(ours) * 1000, statistics.median(theirs) * 1000, "28 days of raw rows", "ms")
    say("the same", statistics.median(ours) * 1000, statistics.median(whole) * 1000, "a scan of %s rows" % f"{rows:,}", "ms")
    print("%-34s %9.2f ms" % ("  of it, starting a process", statistics.median(empty) * 1000))


def bench_import(folder):
    rows, people = 500_000, 200
    random.seed(1)
    plain = os.path.join(folder, "activity.csv")
    kinds = ["conversation", "email_chat", "case_logging", "admin", "internal_meeting", "waiting"]
    with open(plain, "w", newline="") as f:
        w = csv.writer(f)
        w.writerow(["employee_no", "kind", "started_at", "seconds", "external_id"])
        for i in range(rows):
            day, second = i * 365 // rows, 28800 + (i * 7919) % 36000
            at = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(1735689600 + day * 86400 + second))
            w.writerow(["E%03d" % (i % people), random.choice(kinds), at, random.randint(60, 1800), i])
    names = os.path.join(folder, "people.csv")
    with open(names, "w", newline="") as f:
        csv.writer(f).writerows([["employee_no", "name", "hired_on"]] + [["E%03d" % i, "Person %d" % i, "2024-01-01"] for i in range(people)])
    ours, theirs = [], []
    for i in range(3):
        ours_db, their_db = os.path.join(folder, "a%d.db" % i), os.path.join(folder, "b%d.db" % i)
        subprocess.run([TEAMTOP, "init", ours_db, "--time-zone", "Asia/Jakarta"], check=True, stdout=subprocess.DEVNULL)
        subprocess.run([TEAMTOP, "import", ours_db, "--preset", "people", names], check=True, stdout=subprocess.DEVNULL)
        ours.append(timed([TEAMTOP, "import", ours_db, "--preset", "activity", plain]))
        theirs.append(timed(["sqlite3", their_db, ".mode csv", ".import " + plain + " activity"]))
    say("import of %s rows" % f"{rows:,}", statistics.median(ours) * 1000, statistics.median(theirs) * 1000, "sqlite3 .import", "ms")
    print("%-34s checked, linked to people, totals by day kept; .import stores text" % "")


def bench_fit(folder):
    fit = os.path.join(os.path.dirname(TEAMTOP), os.environ.get("BUILD", "build"), "fit")
    if not shutil.which("Rscript"):
        print("fit: Rscript is not installed, nothing to compare with")
        return
    database, rows = os.environ.get("FIT_DB", os.path.join(folder, "large.db")), os.path.join(folder, "rows")
    if not os.path.exists(database):
        subprocess.run([TEAMTOP, "sample", database, "--people", "1000", "--months", "36"], check=True, stdout=subprocess.DEVNULL)
    done = subprocess.run([fit, "show", "turnover", "--format", "json", database], check=True, capture_output=True, text=True,
                          env={**os.environ, "FIT_ROWS": rows})
    words = next((line.split() for line in done.stderr.splitlines() if line.startswith("fit ")), None)
    if not words:
        print("fit: too few leavers in %s, nothing was fitted" % database)
        return
    r = subprocess.run(["Rscript", "--vanilla", os.path.join(os.path.dirname(__file__), "fit.R"), rows, words[1], words[2]], check=True,
                       capture_output=True, text=True).stdout.split()
    ours, glm, inner = float(words[3]) * 1000, float(r[0]) * 1000, float(r[1]) * 1000
    say("fit of %s rows, %s columns" % (f"{int(words[1]):,}", words[2]), ours, glm, "R glm", "ms")
    say("the same", ours, inner, "R glm.fit", "ms")
    whole = statistics.median(timed([TEAMTOP, "show", "turnover", "--format", "json", database]) for _ in range(3)) * 1000
    say("all of it, read to track record", whole, glm, "R glm, the fit alone", "ms")


def main():
    wanted = sys.argv[1:] or ["start", "idle", "query", "import", "fit"]
    with tempfile.TemporaryDirectory() as folder:
        database = os.path.join(folder, "team.db")
        if set(wanted) & {"start", "idle", "query"}:
            subprocess.run([TEAMTOP, "sample", database], check=True, stdout=subprocess.DEVNULL)
        for name in wanted:
            print("-- " + name)
            globals()["bench_" + name](folder if name in ("import", "fit") else database)


main()
