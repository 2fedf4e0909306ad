# title: Push from a thread of its own again
# variants: push-between-accepts
cat >> /opt/{{service}}/push.py <<'END'

    def run(self):
        while True:
            self.tick()
            time.sleep(0.5)
END

sed -i '/^    def service_actions/,+2d' /opt/{{service}}/server.py

sed -i 's/^    server.serve_forever()$/    threading.Thread(target=push.run, daemon=True).start()\n&/' /opt/{{service}}/main.py

systemctl restart {{service}}; journalctl -u {{service}} -n 3 --no-pager
