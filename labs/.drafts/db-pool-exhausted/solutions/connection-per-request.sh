# title: Open a connection for each request, and close it in the end
sed -i -e 's/^    def do_GET/    def finish(self):\n        super().finish()\n        self.server.orders.pool.close_mine()\n\n&/' /opt/{{service}}/current/api.py

cat > /opt/{{service}}/current/pool.py <<'END'
import threading
import psycopg2
class Pool:
    def __init__(self, target, size, timeout_s):
        self.target, self.size, self.idle, self.lent = target, size, [], {}
        self.room = threading.Semaphore(size)
        self.mine = threading.local()
    def take(self):
        self.room.acquire()
        self.mine.connection = psycopg2.connect(**self.target)
        return self.mine.connection
    def give_back(self, connection):
        pass
    def close_mine(self):
        connection = getattr(self.mine, "connection", None)
        if connection is not None:
            connection.close()
            self.room.release()
END

systemctl restart {{service}}
