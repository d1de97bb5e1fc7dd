"""The built program on a free port of this machine, with data of its own, and someone who uses it."""
import http.client
import json
import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import tempfile
import time
import urllib.parse

PROGRAM = os.environ.get("PROGRAM", "build/release/esspratiques")
PASSWORD = "quatre chaises dans un verger"
EMAIL = "pilote@exemple.fr"


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def run(*words, given=None, folder):
    return subprocess.run([PROGRAM, *words, "--data", folder], input=given, text=True, capture_output=True, check=True).stdout


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    @property
    def json(self):
        return json.loads(self.body)


class Server:
    """Starts on data that hold one structure; wrapped by other programs where they are given (strace, prlimit)."""

    def __init__(self, folder=None):
        self.folder = folder or tempfile.mkdtemp(prefix="faults-")
        self.port = free_port()
        self.process = None
        if folder:
            return
        said = run("user", "create", "--email", EMAIL, "--name", "Ada Pilote", "--password-stdin", "--organisation", "Les Essais",
                   "--referentiel", "ess-complet", given=PASSWORD, folder=self.folder)
        self.structure = re.search(r"^Structure : (\S+)$", said, re.M)[1]
        self.key = run("key", "create", "--email", EMAIL, "--scope", "write", folder=self.folder).strip()

    def copy(self):
        """The same data in another folder, as before anything was done to them."""
        folder = tempfile.mkdtemp(prefix="faults-")
        shutil.copytree(self.folder, folder, dirs_exist_ok=True)
        other = Server(folder)
        other.structure, other.key = self.structure, self.key
        return other

    def start(self, wrapped=(), environment=None):
        command = [*wrapped, PROGRAM, "serve", "--listen", f"127.0.0.1:{self.port}", "--data", self.folder, "--log", self.log]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True,
                                        env={**os.environ, **(environment or {})})
        return self.wait()

    def wait(self, patience=30):
        end = time.monotonic() + patience
        while time.monotonic() < end and self.process.poll() is None:
            try:
                if self.ask("GET", "/healthz", timeout=2).status == 200:
                    return True
            except OSError:
                time.sleep(0.05)
        return False

    @property
    def log(self):
        return os.path.join(self.folder, "server.log")

    def is_running(self):
        return self.process is not None and self.process.poll() is None

    def stop(self, with_signal=signal.SIGTERM):
        """Ends the server and what wraps it, which are a group of their own."""
        if self.process is None:
            return None
        for one in (with_signal, signal.SIGKILL):
            try:
                os.killpg(self.process.pid, one)
                self.process.wait(20)
                break
            except ProcessLookupError:
                self.process.wait()
                break
            except subprocess.TimeoutExpired:
                continue
        self.process.stderr.close()
        status, self.process = self.process.returncode, None
        return status

    def remove(self):
        self.stop(signal.SIGKILL)
        shutil.rmtree(self.folder, ignore_errors=True)

    def faults(self):
        with open(self.log, encoding="utf-8") as lines:
            return [line for line in lines if '"event":"fault"' in line or re.search(r'"status":5\d\d', line)]

    def ask(self, method, path, body=None, headers=None, timeout=60):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read().decode("utf-8"))
        finally:
            connection.close()

    # --- A program with a key

    def program(self, method, path, value=None, timeout=60):
        headers = {"Authorization": "Bearer " + self.key, "Content-Type": "application/json"}
        return self.ask(method, "/api/v1" + path, None if value is None else json.dumps(value), headers, timeout)

    def cycle(self):
        return self.program("GET", f"/structures/{self.structure}/cycles").json["items"][0]["id"]

    def rate(self, cycle, criterion, comment, revision, timeout=60, level="3"):
        return self.program("PUT", f"/structures/{self.structure}/cycles/{cycle}/ratings/{criterion}",
                            {"level": level, "comment": comment, "revision": revision}, timeout)

    def kept(self):
        """What the structure answered, by the number of each criterion."""
        ratings = self.program("GET", f"/structures/{self.structure}/diagnostic").json["ratings"]
        return {rating["number"]: rating for rating in ratings}

    def database(self):
        return sqlite3.connect(self.database_file(), isolation_level=None, timeout=30)

    def database_file(self):
        files = [name for name in os.listdir(self.folder) if name.endswith((".db", ".sqlite"))]
        return os.path.join(self.folder, files[0])


class Browser:
    """A person at a browser, signed in unless told otherwise: keeps cookies and the key of the last form."""

    def __init__(self, server, signs_in=True):
        self.server, self.cookies, self.key = server, {}, ""
        self.get("/connexion")
        self.signed_in = signs_in and self.post("/connexion", {"email": EMAIL, "password": PASSWORD})

    def get(self, path, timeout=60):
        return self._kept(self.server.ask("GET", path, None, self._headers(), timeout))

    def post(self, path, fields, timeout=60):
        body = urllib.parse.urlencode({"csrf": self.key, **fields})
        headers = {**self._headers(), "Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"}
        return self._kept(self.server.ask("POST", path, body, headers, timeout))

    def _headers(self):
        return {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}

    def _kept(self, answer):
        for line in answer.headers.get_all("Set-Cookie", []):
            name, value = line.split(";")[0].split("=", 1)
            self.cookies[name] = value
        found = re.search(r'name="csrf" value="([^"]*)"', answer.body)
        if found:
            self.key = found[1]
        return answer
