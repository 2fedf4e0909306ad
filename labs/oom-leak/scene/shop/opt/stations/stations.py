"""The packing stations: twenty parcels a second, and now and then a question that is asked again."""
import http.client
import json
import random
import threading
import time
import uuid

STATIONS = 5
PARCELS_PER_S = 20
NAMES = ["A. Brandt", "C. Dufour", "E. Falk", "G. Hansen", "I. Jansen", "K. Lindgren", "M. Novak", "O. Petit"]


def ask(method, path, body=None):
    """The status of an answer, 0 where none came."""
    connection = http.client.HTTPConnection("{{ip_web}}", 80, timeout=5)
    try:
        connection.request(method, path, body)
        reply = connection.getresponse()
        reply.read()
        return reply.status
    except (OSError, http.client.HTTPException):
        return 0
    finally:
        connection.close()


def pack():
    pause = STATIONS / PARCELS_PER_S
    time.sleep(random.uniform(0, pause))
    due = time.monotonic()
    while True:
        parcel = json.dumps({"name": random.choice(NAMES), "postcode": f"{random.randint(1000, 99999):05}"})
        path = f"/v1/labels/{uuid.uuid4()}"
        ask("PUT", path, parcel)
        if random.random() < 0.05:
            ask("PUT", path, parcel)
        due = max(due + pause, time.monotonic())
        time.sleep(max(0, due - time.monotonic()))


while ask("GET", "/healthz") != 200:
    time.sleep(0.1)
for _ in range(STATIONS):
    threading.Thread(target=pack).start()
