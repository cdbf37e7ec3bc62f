"""A terminal to run teamtop in: a pty, and libvterm to read what stands on its screen. Waits for conditions, never for time."""
import ctypes, fcntl, os, pty, select, signal, struct, termios, time

NAMED = {"enter": "\r", "esc": "\x1b", "tab": "\t", "btab": "\x1b[Z", "bspace": "\x7f", "up": "\x1bOA", "down": "\x1bOB",
         "right": "\x1bOC", "left": "\x1bOD", "home": "\x1bOH", "end": "\x1bOF", "pgup": "\x1b[5~", "pgdn": "\x1b[6~", "space": " "}


class Rect(ctypes.Structure):
    _fields_ = [(n, ctypes.c_int) for n in ("start_row", "end_row", "start_col", "end_col")]


def library():
    for name in ("libvterm.so.0", "libvterm.so", "libvterm.dylib"):
        try:
            lib = ctypes.CDLL(name)
        except OSError:
            continue
        for f in ("vterm_new", "vterm_obtain_screen"):
            getattr(lib, f).restype = ctypes.c_void_p
        lib.vterm_screen_get_text.restype = ctypes.c_size_t
        lib.vterm_screen_get_text.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_size_t, Rect]
        lib.vterm_input_write.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_size_t]
        lib.vterm_input_write.restype = ctypes.c_size_t
        return lib
    raise SystemExit("libvterm is not installed: run `make deps`")


class Screen:
    lib = None

    def __init__(self, columns, rows):
        Screen.lib = Screen.lib or library()
        self.columns, self.rows = columns, rows
        self.vt = ctypes.c_void_p(self.lib.vterm_new(rows, columns))
        self.lib.vterm_set_utf8(self.vt, 1)
        self.screen = ctypes.c_void_p(self.lib.vterm_obtain_screen(self.vt))
        self.lib.vterm_screen_enable_altscreen(self.screen, 1)
        self.lib.vterm_screen_reset(self.screen, 1)

    def feed(self, data):
        self.lib.vterm_input_write(self.vt, data, len(data))

    def resize(self, columns, rows):
        self.columns, self.rows = columns, rows
        self.lib.vterm_set_size(self.vt, rows, columns)

    def lines(self):
        out = []
        for row in range(self.rows):
            buffer = ctypes.create_string_buffer(self.columns * 24 + 1)
            n = self.lib.vterm_screen_get_text(self.screen, buffer, len(buffer), Rect(row, row + 1, 0, self.columns))
            out.append(buffer.raw[:n].decode("utf-8", "replace").rstrip())
        return out

    def text(self):
        return "\n".join(self.lines())


class Terminal:
    def __init__(self, command, columns=120, rows=36, environment=None, term="xterm-256color", before=None):
        self.screen, self.bytes, self.open = Screen(columns, rows), b"", True
        self.master, self.slave = pty.openpty()
        self.size(columns, rows)
        self.modes = termios.tcgetattr(self.slave)
        self.pid = os.fork()
        if self.pid == 0:
            os.close(self.master)
            os.setsid()
            fcntl.ioctl(self.slave, termios.TIOCSCTTY, 0)
            for fd in (0, 1, 2):
                os.dup2(self.slave, fd)
            os.close(self.slave)
            env = {k: v for k, v in os.environ.items() if k not in ("COLUMNS", "LINES", "COLORTERM", "NO_COLOR")}
            env.update({"TERM": term, "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}, **(environment or {}))
            if before:
                before()
            try:
                os.execvpe(command[0], command, env)
            finally:
                os._exit(127)
        os.set_blocking(self.master, False)
        self.status = None

    def size(self, columns, rows):
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.screen.resize(columns, rows)

    def drain(self, seconds=0.02):
        """Reads what comes within so many seconds; True when something came."""
        ready, _, _ = select.select([self.master], [], [], seconds)
        came = False
        while ready:
            try:
                data = os.read(self.master, 65536)
            except BlockingIOError:
                break
            except OSError:
                data = b""
            if not data:
                self.open = False
                break
            came = True
            self.bytes += data
            self.screen.feed(data)
        return came

    def wait(self, condition, seconds=20):
        """Until condition(screen text) holds; the text. Fails with the screen when it does not come true."""
        end = time.monotonic() + seconds
        while True:
            text = self.screen.text()
            if condition(text):
                return text
            if time.monotonic() > end or not self.open:
                raise AssertionError("waited in vain; the screen is:\n" + text)
            self.drain(0.05)

    def settle(self, quiet=0.15, seconds=20):
        end = time.monotonic() + seconds
        while self.drain(quiet) and time.monotonic() < end:
            pass
        return self.screen.text()

    def keys(self, *names):
        for name in names:
            data = NAMED.get(name, name)
            if len(data) == 2 and data[0] == "^":
                data = chr(ord(data[1].upper()) - 64)
            os.write(self.master, data.encode())
            self.settle(0.08)

    def end(self, number=signal.SIGTERM, seconds=20):
        """Ends it with a signal (None: it ends by itself); its exit code, or -signal."""
        if number is not None and self.status is None:
            os.kill(self.pid, number)
        return self.reap(seconds)

    def reap(self, seconds=20):
        stop = time.monotonic() + seconds
        while self.status is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.status = os.waitstatus_to_exitcode(status)
                self.drain(0.05)
                break
            if time.monotonic() > stop:
                os.kill(self.pid, signal.SIGKILL)
                os.waitpid(self.pid, 0)
                raise AssertionError("did not end within %d s" % seconds)
            self.drain(0.02)
        return self.status

    def restored(self):
        """What is not as it was before: modes of the tty, alternate screen, cursor, mouse, keypad."""
        wrong = []
        if termios.tcgetattr(self.slave) != self.modes:
            wrong.append("tty modes")
        for on, off, what in ((b"\x1b[?1049h", b"\x1b[?1049l", "alternate screen"), (b"\x1b[?25l", (b"\x1b[?25h", b"\x1b[?12l\x1b[?25h"), "cursor"),
                              (b"\x1b[?1000h", b"\x1b[?1000l", "mouse"), (b"\x1b[?2004h", b"\x1b[?2004l", "bracketed paste"),
                              (b"\x1b[?1h", b"\x1b[?1l", "keypad")):
            offs = off if isinstance(off, tuple) else (off,)
            if self.bytes.rfind(on) > max(self.bytes.rfind(o) for o in offs):
                wrong.append(what)
        return wrong

    def cpu(self):
        with open("/proc/%d/stat" % self.pid) as f:
            fields = f.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def close(self):
        if self.status is None:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
            self.status = -9
        for fd in (self.master, self.slave):
            try:
                os.close(fd)
            except OSError:
                pass
