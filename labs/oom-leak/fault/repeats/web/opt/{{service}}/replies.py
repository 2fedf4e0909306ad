"""Answers that were given a moment ago: a station that lost one asks again with the same id, and gets the same label."""
import threading
import time


class Reply:
    def __init__(self, body):
        self.at = time.monotonic()
        self.body = body


class Replies:
    def __init__(self, repeat_s):
        self.repeat_s = repeat_s
        self.kept = {}
        self.lock = threading.Lock()

    def get(self, request):
        """The body of the answer that was given to this request, or None."""
        with self.lock:
            reply = self.kept.get(request)
            if reply is None:
                return None
            if reply.at < time.monotonic() - self.repeat_s:
                del self.kept[request]
                return None
            return reply.body

    def put(self, request, body):
        with self.lock:
            self.kept[request] = Reply(body)
