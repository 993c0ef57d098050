# SPDX-FileCopyrightText: The Preamp authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The sandbox's program beside the one that is tested: its address, its faults and its record."""
import json
import os
import signal
import subprocess
import urllib.request

CANDIDATES = "/api/query/migration/candidates/federated/to/amplifier/integrations/"
ENTERPRISE_WAREHOUSE = "9c53d7e4-a60f-4b18-8f2b-c4d19e70a505"


class Sandbox:
    """A running preamp-sandbox."""

    def __init__(self, program, folder, *arguments):
        self.record_path = os.path.join(folder, "record.jsonl")
        self.process = subprocess.Popen([program, "--record", self.record_path, *arguments],
                                        stdout=subprocess.PIPE, text=True)
        self.address = self.process.stdout.readline().strip()
        self.token = self.process.stdout.readline().split()[1]

    def record(self):
        """What it saw and did, oldest first."""
        with open(self.record_path, encoding="utf-8") as lines:
            return [json.loads(line) for line in lines]

    def posts(self):
        """The migrations and reversals that reached it, each with its end if it has come."""
        ends = {}
        posts = []
        for event in self.record():
            if event["event"] == "ended":
                ends[event["sequence"]] = event
            elif event["method"] == "POST" and event["path"].startswith("/api/"):
                posts.append(event)
        return [(datasource_of(post["path"]), ends.get(post["sequence"])) for post in posts]

    def ask(self, path, data=None):
        """A request of the test's own; not by the machine's proxy."""
        request = urllib.request.Request(self.address + path, data,
                                         {"X-DOMO-Developer-Token": self.token})
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(request) as answer:
            return answer.read()

    def candidates(self, integration=ENTERPRISE_WAREHOUSE):
        """The forward list as it is now."""
        return json.loads(self.ask(CANDIDATES + integration))

    def misbehave(self, faults):
        """Takes (name, words) for migrations of the Enterprise Warehouse. Datasources of other
        integrations have some of these names too, so that the sandbox gets their identifiers."""
        ids = {candidate["name"]: candidate["id"] for candidate in self.candidates()}
        lines = [f"POST migrate:{ids[name]} {words}" for name, words in faults]
        self.ask("/sandbox/faults", "\n".join(lines).encode())

    def stand_still(self):
        """What is sent to it from now on waits, and what it works on does not go on."""
        self.process.send_signal(signal.SIGSTOP)

    def go_on(self):
        self.process.send_signal(signal.SIGCONT)

    def stop(self):
        self.process.terminate()
        return self.process.wait(10)


def datasource_of(path):
    """/api/query/migration/federated/to/amplifier/DATASOURCE/…"""
    return path.split("/")[7]
