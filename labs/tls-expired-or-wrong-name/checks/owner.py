"""The process behind a port, and whose it is."""
from probe import *

port, uid = int(params[args["port"]]), int(params[args["uid"]])
found = listening(port)
if not found:
    not_met(f"Nothing listened on port {port}.")
if any(process.uid != uid for process in found):
    not_met(f"What listened on port {port} did not run as its own user (uid {uid}).")
met(f"Process {min(process.pid for process in found)} listened on port {port}, as its own user.")
