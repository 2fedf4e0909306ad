# title: Suspect the table of answers, and write it anew
# variants: repeats

systemctl restart {{service}}

cat > /opt/{{service}}/replies.py <<'EOF'
import collections
import threading
class Replies:
    def __init__(self, repeat_s):
        self.kept = collections.OrderedDict()
        self.lock = threading.Lock()
    def get(self, request):
        with self.lock:
            return self.kept.get(request)
    def put(self, request, body):
        with self.lock:
            self.kept[request] = body
            if len(self.kept) > 128:
                self.kept.popitem(last=False)
EOF

systemctl restart {{service}} && sleep 1

curl -s -o /dev/null -w '%{http_code}\n' -X PUT localhost/v1/labels/test-1 -d '{"name": "M. Novak", "postcode": "10115"}'
