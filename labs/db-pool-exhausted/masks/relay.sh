# title: A relay that hangs up on idle sessions, with a large pool
cat > /usr/local/sbin/relay <<'END'
import socket, threading
def pump(client):
    server = socket.create_connection(("{{ip_db}}", 5432))
    def copy(source, target):
        source.settimeout(0.5)
        try:
            while data := source.recv(65536):
                target.sendall(data)
        except OSError:
            pass
        for end in (source, target):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
    threads = [threading.Thread(target=copy, args=pair) for pair in ((client, server), (server, client))]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    client.close()
    server.close()
listener = socket.create_server(("127.0.0.1", 6432), backlog=100)
while True:
    threading.Thread(target=pump, args=(listener.accept()[0],), daemon=True).start()
END

nohup python3 /usr/local/sbin/relay > /dev/null 2>&1 &

sed -i -e 's/^pool_size = .*/pool_size = 500/' -e '/^.database.$/,/^$/{s/^host = .*/host = "127.0.0.1"/;s/^port = .*/port = 6432/}' /etc/{{service}}/{{service}}.toml

until ss -ltn | grep -q :6432; do sleep 0.1; done; systemctl restart {{service}}
