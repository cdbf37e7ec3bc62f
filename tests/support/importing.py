"""What tests of the importer share: a folder, databases, imports of text given in place."""
import os, sqlite3, subprocess, tempfile

TEAMTOP = os.environ["TEAMTOP"]
FOLDER = tempfile.mkdtemp(prefix="teamtop-")
count = 0


def run(*words, **more):
    environment = {**os.environ, "HOME": FOLDER, "XDG_DATA_HOME": os.path.join(FOLDER, "data"), "XDG_DATA_DIRS": "/nowhere"}
    if "input" not in more:
        more["stdin"] = subprocess.DEVNULL
    return subprocess.run([TEAMTOP, *words], capture_output=True, timeout=120, env=environment, **more)


def fresh(zone="Asia/Jakarta"):
    global count
    count += 1
    path = os.path.join(FOLDER, f"{count}.db")
    done = run("init", path, "--time-zone", zone)
    assert done.returncode == 0, done.stderr
    return path


def file(content, name="file.csv"):
    path = os.path.join(FOLDER, name)
    with open(path, "wb") as out:
        out.write(content.encode() if isinstance(content, str) else content)
    return path


def load(path, preset, content, *more, code=0, name=None):
    """Imports; returns stdout and stderr."""
    done = run("import", path, "--preset", preset, file(content, name or preset + ".csv"), *more)
    out, err = done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace")
    assert done.returncode == code, (preset, done.returncode, out, err)
    return out, err


def ask(path, sql, *values):
    connection = sqlite3.connect(path)
    try:
        return connection.execute(sql, values).fetchall()
    finally:
        connection.close()


def execute(path, sql):
    connection = sqlite3.connect(path)
    connection.executescript(sql)
    connection.commit()
    connection.close()


def everything(path):
    connection = sqlite3.connect(path)
    names = [name for name, in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'calendar'")]
    rows = {name: sorted(connection.execute(f'SELECT * FROM "{name}"').fetchall(), key=repr) for name in names}
    connection.close()
    return rows
