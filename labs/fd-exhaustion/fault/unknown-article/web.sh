exec python3 - <<'END'
import hashlib, http.client, threading, time
first = {{number}} * 1000
def unknown(sku):
    return int(hashlib.sha256(f"{{seed}}:{sku}".encode()).hexdigest()[:12], 16) % 5 < 2
skus = [sku for sku in (f"{{letters}}-{first + n}" for n in range(900)) if unknown(sku)][:135]
def ask(path):
    try:
        connection = http.client.HTTPConnection("127.0.0.1", {{port}}, timeout=5)
        connection.request("GET", path)
        status = connection.getresponse().status
        connection.close()
        return status
    except OSError:
        return 0
def work():
    while True:
        try:
            sku = skus.pop()
        except IndexError:
            return
        ask(f"/v1/quotes/{sku}?quantity=1")
while ask("/v1/quotes/{{letters}}-{{number}}") not in (200, 404):
    time.sleep(0.02)
workers = [threading.Thread(target=work) for _ in range(5)]
for worker in workers:
    worker.start()
for worker in workers:
    worker.join()
END
