# title: Accept in a thread that does nothing else
# variants: push-between-accepts
sed -i '/^    def service_actions/,+2d' /opt/{{service}}/server.py

cat > /tmp/fix.py <<'END'
path = "/opt/{{service}}/main.py"
text = open(path).read()
new = """    threading.Thread(target=server.serve_forever, daemon=True).start()
    while True:
        push.tick()
        threading.Event().wait(0.5)
"""
assert "    server.serve_forever()\n" in text
open(path, "w").write(text.replace("    server.serve_forever()\n", new))
END

python3 /tmp/fix.py && systemctl restart {{service}}
