"""Client of the marketplace: a list is opened, filled line by line, and shown once it is complete."""
import http.client
import json


class Marketplace:
    def __init__(self, settings):
        self._http = http.client.HTTPConnection(settings["host"], settings["port"], timeout=30)

    def open_list(self, lines):
        """Announces a list of so many lines, and gives back its number."""
        return self._post("/v1/lists", {"lines": lines})["list"]

    def add(self, number, lines):
        self._post(f"/v1/lists/{number}/lines", lines)

    def show(self, number):
        """From now on customers see this list."""
        self._post(f"/v1/lists/{number}/show", {})

    def _post(self, path, body):
        self._http.request("POST", path, json.dumps(body), {"Content-Type": "application/json"})
        reply = self._http.getresponse()
        text = reply.read().decode()
        if reply.status not in (200, 201):
            raise SystemExit(f"the marketplace answers {path} with {reply.status}: {text.strip()}")
        return json.loads(text)
