"""The parts desks of one customer: they look up whole groups of goods, over the line that they have."""
import random
import socket
import threading
import time
import tomllib
import urllib.parse

DESKS = 2
CHUNK = 4096
THINGS = ("brass", "steel", "copper", "nylon", "bronze")

with open("/etc/partsdesk.toml", "rb") as file:
    config = tomllib.load(file)


def ask(path):
    """Whether there was an answer of 200."""
    request = (
        f"GET {path} HTTP/1.1\r\nHost: {config['server']}\r\nX-Api-Key: {config['key']}\r\n"
        "User-Agent: PartsDesk/3.1\r\nConnection: close\r\n\r\n"
    )
    with socket.socket() as connection:
        if config["line_kb_s"]:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2 * CHUNK)
        connection.settimeout(30)
        connection.connect((config["server"], 80))
        connection.sendall(request.encode())
        start = b""
        while data := connection.recv(CHUNK):
            start = start or data
            if config["line_kb_s"]:
                time.sleep(len(data) / 1024 / config["line_kb_s"])
        return b" 200 " in start[:16]


def try_to(path):
    try:
        return ask(path)
    except OSError:
        return False


def work():
    while True:
        try_to("/v1/search?" + urllib.parse.urlencode({"q": random.choice(THINGS), "limit": config["hits"]}))
        time.sleep(random.uniform(0.1, 0.4))


while not try_to("/healthz"):
    time.sleep(0.1)
for _ in range(DESKS):
    threading.Thread(target=work).start()
