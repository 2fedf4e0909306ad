"""The load balancer's view of the {{service}} API: one connection that is kept open, and a question on it every two seconds."""
import http.client
import logging
import sys
import time

EVERY_S = 2
RED_AFTER = 3

logging.basicConfig(level=logging.INFO, stream=sys.stderr, format="%(levelname)s %(message)s")
connection = http.client.HTTPConnection("{{ip_api}}", {{port}}, timeout=5)
failed, colour = 0, ""
while True:
    try:
        connection.request("GET", "/healthz")
        reply = connection.getresponse()
        reply.read()
        failed = 0 if reply.status == 200 else failed + 1
    except (OSError, http.client.HTTPException):
        connection.close()
        failed += 1
    now = "red" if failed >= RED_AFTER else "green" if not failed else colour
    if now != colour:
        logging.info("{{service}} is %s", now)
        colour = now
    time.sleep(EVERY_S)
