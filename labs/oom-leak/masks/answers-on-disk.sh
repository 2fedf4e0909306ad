# title: Keep the answers in files instead of in memory
# variants: repeats
install -d -o {{service}} -g {{service}} /var/lib/{{service}} /var/lib/{{service}}/replies

cat > /opt/{{service}}/replies.py <<'EOF'
"""Answers that were given a moment ago, one file each."""
import hashlib
import pathlib
import time
class Replies:
    def __init__(self, repeat_s):
        self.repeat_s = repeat_s
        self.kept = {}
        self.folder = pathlib.Path("/var/lib/{{service}}/replies")
    def path(self, request):
        return self.folder / hashlib.sha256(request.encode()).hexdigest()
    def get(self, request):
        try:
            if time.time() - self.path(request).stat().st_mtime < self.repeat_s:
                return self.path(request).read_bytes()
        except FileNotFoundError:
            pass
        return None
    def put(self, request, body):
        self.path(request).write_bytes(body)
EOF

systemctl restart {{service}}
