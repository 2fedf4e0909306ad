exec python3 - <<'END'
import hashlib, http.client, json, socket, time
while True:
    try:
        socket.create_connection(("{{ip_db}}", 5432), timeout=1).close()
        break
    except OSError:
        time.sleep(0.05)
def ask(method, path, order=None):
    connection = http.client.HTTPConnection("127.0.0.1", {{port}}, timeout=5)
    try:
        connection.request(method, path, json.dumps(order) if order else None)
        return connection.getresponse().status
    except OSError:
        return 0
    finally:
        connection.close()
sku = "{{letters}}-" + hashlib.md5(b"{{seed}}:{{number}}").hexdigest()[:8].upper()
sent = 0
while sent < {{pool_size}}:
    status = ask("POST", "/orders", {"reference": "web-{{number}}", "sku": sku, "quantity": 1})
    sent += status == 409
    if status == 503 and sent:
        break
    time.sleep(0 if sent else 0.02)
END
