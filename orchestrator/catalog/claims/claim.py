"""What the scripts of claims share; it stands before each of them. `claim` is what lab.yaml says, with each {{param}} filled in."""
import math
import operator

from probe import *

step, claim = args["step"], args["claim"]
NONCE = "{{nonce}}"
BOUNDS = {"lt": operator.lt, "le": operator.le, "gt": operator.gt, "ge": operator.ge}


def judge(measure):
    """Ends the script by what `measure()` gives: whether the claim holds, and what was seen. Asks again for `within-s` seconds until it holds."""
    last = []

    def once():
        last[:] = measure()
        return last[0]

    settle(once, claim.get("within-s", 0))
    (met if last[0] else not_met)(last[1])


def in_time(seconds, ask):
    """What `ask()` gives, or None where it takes longer: the time-out of a socket begins anew with each byte that comes."""
    ended = []

    def run():
        try:
            ended.append((ask(), None))
        except Exception as error:
            ended.append((None, error))

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds)
    if not ended:
        return None
    value, error = ended[0]
    if error is not None:
        raise error
    return value


def bounded(bound, value):
    """Whether a number is as it has to be: a number, one of a {{param}}, or bounds."""
    if isinstance(bound, dict):
        return all(BOUNDS[name](value, float(limit)) for name, limit in bound.items())
    return value == float(bound)


def fill(value, drawn):
    """The value with each {{nonce}} in it replaced."""
    if isinstance(value, str):
        return value.replace(NONCE, drawn)
    if isinstance(value, list):
        return [fill(item, drawn) for item in value]
    if isinstance(value, dict):
        return {fill(name, drawn): fill(item, drawn) for name, item in value.items()}
    return value


def sendable(url):
    """The url. Raises ValueError where a {{param}} made it one that can't be sent, which is no fault of the service."""
    if re.search(r"[\s\x00-\x1f\x7f]", url):
        raise ValueError(f"no url: {url!r}")
    return url


def drawn_before():
    """The last {{nonce}} that an earlier step drew; empty where none did."""
    return kept.get("claim:nonce", "")


def misfit(lines, patterns, drawn=""):
    """What is wrong with some lines: None, or a line that must not be there, or "" where one is missing."""
    for pattern in patterns:
        parts = fill(pattern["parts"], drawn)
        # What a {{param}} stands for is text, also within a pattern.
        plain = [part if pattern["regex"] and at % 2 == 0 else re.escape(part) for at, part in enumerate(parts)]
        wanted = re.compile("".join(plain))
        found = next((line for line in lines if wanted.search(line)), None)
        if pattern["absent"] and found is not None:
            return found
        if not pattern["absent"] and found is None:
            return ""
    return None


def remember(**values):
    """Keeps what this step measured for a later one that names it with `since`."""
    keep(**{f"claim:{step}": values})


def before():
    """What the step that `since` names had kept."""
    return kept[f"claim:{claim['since']}"]


def quoted(text, most=120):
    """A text of others for a sentence: one line, not too long."""
    shown = " ".join(text.split())
    return f'"{shown[:most]}{"..." if len(shown) > most else ""}"'


def several(count, what):
    """`1 line`, `2 lines`."""
    return f"{count} {what}{'' if count == 1 else 's' if not what.endswith('s') else 'es'}"
