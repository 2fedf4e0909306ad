from probe import *

reply = http("GET", f"http://{params['ip_web']}:{params['port']}/", timeout=1)
if reply.status == 0:
    met("No answer.")
not_met("It answers.")
