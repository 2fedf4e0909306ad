python3 - <<'EOF'
import http.client, threading, uuid
left, over = list(range(1200)), threading.Event()
def ask():
    while left and not over.is_set():
        left.pop()
        connection = http.client.HTTPConnection("127.0.0.1", {{port}}, timeout=5)
        try:
            connection.request("PUT", f"/v1/labels/{uuid.uuid4()}", '{"name": "M. Novak", "postcode": "{{number}}17"}')
            connection.getresponse().read()
            began.set()
        except (OSError, http.client.HTTPException):
            if began.is_set():
                over.set()
        finally:
            connection.close()
began = threading.Event()
while not began.is_set():
    ready = http.client.HTTPConnection("127.0.0.1", {{port}}, timeout=5)
    try:
        ready.request("GET", "/healthz")
        ready.getresponse().read()
        began.set()
    except OSError:
        began.wait(0.05)
workers = [threading.Thread(target=ask) for _ in range(6)]
for worker in workers:
    worker.start()
for worker in workers:
    worker.join()
EOF
# Whoever drives the service to the limit may be killed in its place.
ended=$?
[ $ended = 137 ] || exit $ended
