"""HTTP/1.1 messages: reads requests, writes answers."""
import json
from dataclasses import dataclass, field

MAX_HEAD_BYTES = 16 * 1024
MAX_BODY_BYTES = 64 * 1024
REASONS = {
    200: "OK", 201: "Created", 400: "Bad Request", 404: "Not Found", 422: "Unprocessable Content",
    500: "Internal Server Error", 503: "Service Unavailable",
}


class BadRequest(ValueError):
    pass


@dataclass
class Request:
    method: str
    path: str
    headers: dict
    body: bytes
    keep: bool


@dataclass
class Answer:
    status: int
    body: dict | str
    headers: dict = field(default_factory=dict)


def parse(data):
    """The first request in `data` and what follows it, or None while it is not complete."""
    head, found, rest = data.partition(b"\r\n\r\n")
    if len(head) > MAX_HEAD_BYTES:
        raise BadRequest("the head is too large")
    if not found:
        return None
    lines = head.decode("latin-1").split("\r\n")
    words = lines[0].split(" ")
    if len(words) != 3 or not words[2].startswith("HTTP/1."):
        raise BadRequest("no request line")
    headers = {}
    for line in lines[1:]:
        name, colon, value = line.partition(":")
        if not colon:
            raise BadRequest("no header line")
        headers[name.lower()] = value.strip()
    length = headers.get("content-length", "0")
    if not length.isdigit() or int(length) > MAX_BODY_BYTES:
        raise BadRequest("no usable length")
    if len(rest) < int(length):
        return None
    keep = words[2] == "HTTP/1.1" and headers.get("connection", "").lower() != "close"
    return Request(words[0], words[1], headers, rest[: int(length)], keep), rest[int(length) :]


def render(answer, version, keep):
    """The bytes of an answer."""
    text = answer.body if isinstance(answer.body, str) else json.dumps(answer.body, ensure_ascii=False) + "\n"
    body = text.encode()
    headers = {
        "Server": f"{{service}}/{version}",
        "Content-Type": "text/plain" if isinstance(answer.body, str) else "application/json; charset=utf-8",
        "Content-Length": len(body),
        **answer.headers,
        **({} if keep else {"Connection": "close"}),
    }
    head = [f"HTTP/1.1 {answer.status} {REASONS[answer.status]}", *(f"{name}: {value}" for name, value in headers.items())]
    return ("\r\n".join(head) + "\r\n\r\n").encode() + body
