"""Speaks the helper's protocol: `ready`, one JSON line in, one JSON line out, and the same again until the input ends."""

import contextlib
import io
import json
import os
import sys
import traceback

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import machine  # noqa: E402  everything is imported before the machine is looked at
import probe  # noqa: E402

MAX_INPUT_BYTES = 1024 * 1024
MAX_DETAIL_CHARS = 16 * 1024
MAX_SAW_CHARS = 500


def answer(finding, saw, keep, detail):
    line = json.dumps({"finding": finding, "saw": saw[:MAX_SAW_CHARS], "keep": keep, "detail": detail[-MAX_DETAIL_CHARS:]})
    sys.__stdout__.write(line + "\n")
    sys.__stdout__.flush()


def main():
    while True:
        sys.__stdout__.write("ready\n")
        sys.__stdout__.flush()
        line = sys.stdin.readline(MAX_INPUT_BYTES)
        if not line:
            return
        request = json.loads(line)
        # A look is the only one of its helper, and nothing but the helper's own process is among those of the machine.
        if request["mode"] == "look":
            judge(request)
            continue
        # A probe has a process of its own: nothing of a script is left for the next one, and all is imported already.
        child = os.fork()
        if child == 0:
            try:
                judge(request)
            finally:
                # Threads of an unfinished load must not hold the answer back.
                os._exit(0)
        os.waitpid(child, 0)


def judge(request):
    probe.params.update(request.get("params", {}))
    probe.args.update(request.get("args", {}))
    probe.kept.update(request.get("kept", {}))
    names = {name: getattr(probe, name) for name in probe.__all__}
    if request["mode"] == "look":
        names.update({name: getattr(machine, name) for name in machine.__all__})
    # Scripts may say `from probe import *`; then the module has to hold all of these names too.
    for name, value in names.items():
        setattr(probe, name, value)
    probe.__all__ = list(names)
    names["__name__"] = "__check__"

    printed = io.StringIO()
    finding, saw = "could-not-tell", ""
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
        try:
            exec(compile(request["script"], "check", "exec"), names)
            printed.write("the script ended without met() or not_met()\n")
        except probe.Decided as decided:
            finding, saw = decided.finding, decided.saw
        except SystemExit as left:
            printed.write(f"the script left with {left.code!r}\n")
        except BaseException:
            traceback.print_exc(file=printed)
    answer(finding, saw, probe.keeping, printed.getvalue())


main()
