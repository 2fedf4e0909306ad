"""Client of the vault, which keeps snapshots."""
import http.client
import json
import os


class Vault:
    def __init__(self, settings):
        self._address = (settings["host"], settings["port"])

    def put(self, file):
        """Sends an open file from its beginning, and gives back the number of the snapshot."""
        connection = http.client.HTTPConnection(*self._address, timeout=60)
        try:
            length = os.fstat(file.fileno()).st_size
            connection.request("PUT", "/v1/snapshots", file, {"Content-Length": str(length)})
            reply = connection.getresponse()
            text = reply.read().decode()
        finally:
            connection.close()
        if reply.status != 201:
            raise SystemExit(f"the vault answers with {reply.status}: {text.strip()}")
        return json.loads(text)["snapshot"]
