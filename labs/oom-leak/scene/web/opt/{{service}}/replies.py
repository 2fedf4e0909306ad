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
            self.expire()
            reply = self.kept.get(request)
        return reply.body if reply else None

    def put(self, request, body):
        with self.lock:
            self.kept[request] = Reply(body)

    def expire(self):
        """A dict keeps its order, so the oldest come first."""
        end = time.monotonic() - self.repeat_s
        while self.kept:
            oldest = next(iter(self.kept))
            if self.kept[oldest].at >= end:
                break
            del self.kept[oldest]
