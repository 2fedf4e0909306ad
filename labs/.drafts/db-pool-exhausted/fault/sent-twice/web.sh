exec python3 -IS - <<'END'
import hashlib, socket, time
while True:
    try:
        socket.create_connection(("{{ip_db}}", 5432), timeout=1).close()
        break
    except OSError:
        time.sleep(0.05)
def ask(method, path, order=""):
    """The answer's status, or 0 without one. By hand: the libraries for it take longer to load than all the rest."""
    try:
        with socket.create_connection(("127.0.0.1", {{port}}), timeout=5) as connection:
            head = f"{method} {path} HTTP/1.0\r\nContent-Type: application/json\r\nContent-Length: {len(order)}\r\n\r\n"
            connection.sendall((head + order).encode())
            return int(connection.makefile("rb").readline().split()[1])
    except (OSError, IndexError, ValueError):
        return 0
sku = "{{letters}}-" + hashlib.md5(b"{{seed}}:{{number}}").hexdigest()[:8].upper()
order = '{"reference": "web-{{number}}", "sku": "%s", "quantity": 1}' % sku
sent = 0
while sent < {{pool_size}}:
    status = ask("POST", "/orders", order)
    sent += status == 409
    if status == 503 and sent:
        break
    time.sleep(0 if sent else 0.02)
END
