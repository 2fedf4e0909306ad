"""Names of signals as people type them."""

import signal


def number(text):
    """`9`, `KILL` or `SIGKILL`; ends the command for anything else."""
    if text.isdigit():
        return int(text)
    name = text.upper() if text.upper().startswith("SIG") else "SIG" + text.upper()
    try:
        return int(signal.Signals[name])
    except KeyError:
        raise SystemExit(f"Failed to parse signal string {text}.") from None
