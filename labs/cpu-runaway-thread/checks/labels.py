"""Asks for labels of random addresses and verifies what becomes of each.

With `odd` some of them have houses without a number, long words, or lines that the carrier refuses; and those orders
are looked at that waited before anybody came.
"""
from probe import *

WIDTH, LINES = 28, 3
SYLLABLES = "al ber cor dan el fen gar hol in jor kel lun mar nor or pel quin ros sel tor ul ven wil yar zen".split()
base = f"http://{params['ip_web']}"


def word(least, most):
    """A word of letters that nobody has seen before."""
    text = ""
    while len(text) < least:
        text += random.choice(SYLLABLES)
    return text[:most].capitalize()


def words(letters, longest=11):
    """Some words of about so many letters in all."""
    found = []
    while letters > 2:
        length = min(letters, random.randint(5, longest))
        found.append(word(length, length))
        letters -= length
    return " ".join(found)


def number():
    return f"{random.randint(1, 999)}{random.choice(['', '', 'a', 'c', 'f'])}"


def good_street():
    line = f"{words(random.randint(6, 18))} {number()}"
    return line, line


def marked(text):
    """The same with `.`, `'` or `-` in some of the words, as in St. Mary's."""
    found = []
    for each in text.split():
        letters = list(each)
        if (mark := random.choice("   .'-")) != " ":
            letters[{".": -1, "'": -2, "-": len(each) // 2}[mark]] = mark
        found.append("".join(letters))
    return " ".join(found)


def odd_street():
    """A long line of each kind, with the line that belongs on the label, or None where it is refused."""
    name = marked(words(random.randint(41, 46)))
    match random.randrange(7):
        case 0 | 1:
            return name, f"{name} (no number)"
        case 2:
            line = f"{name} {number()}"
            return line, line
        case 3:
            return f"{name} {random.randint(1, 99)} {random.choice('abc')}", None
        case 4:
            return f"{name} {random.randint(1, 99)}/{random.randint(1, 9)}", None
        case 5:
            at = random.choice([at for at, letter in enumerate(name) if letter.islower()])
            return f"{name[:at]}{random.choice('äöüßéø')}{name[at + 1 :]}", None
        case _:
            return f"{name}{random.choice('?!_')}", None


def good_recipient():
    return f"{word(3, 8)} {word(4, 12)}", True


def odd_recipient():
    """A recipient of more than a line, or with a word longer than one; whether it has room on the label."""
    long = word(WIDTH + 2, random.randint(WIDTH + 2, 44))
    # No two of these stand in one line.
    halves = [word(15, 20) for _ in range(LINES + 1)]
    match random.randrange(6):
        case 0:
            return long, True
        case 1:
            return f"{word(3, 9)} {long}", True
        case 2:
            return f"{word(3, 6)} {long[:34]} {word(3, 5)}", True
        case 3:
            return " ".join(halves[: random.randint(2, LINES)]), True
        case 4:
            return " ".join(halves), False
        case _:
            return word(WIDTH * LINES + 2, random.randint(WIDTH * LINES + 2, 99)), False


def make_order(odd):
    """An address, and the lines that it should give: (address, recipient's text, street's and town's lines), or None for refused."""
    recipient, fits = odd_recipient() if odd == "recipient" else good_recipient()
    street, line = odd_street() if odd == "street" else good_street()
    postcode, town = str(random.randint(10_000, 99_999)), words(random.randint(4, 14))
    address = {"recipient": recipient, "street": street, "postcode": postcode, "town": town}
    wanted = (recipient, [line, f"{postcode} {town.upper()}"]) if fits and line else None
    return f"{params['letters']}-{random.randint(10**9, 10**12 - 1)}", address, wanted


def bare(text):
    """A text without what a break between lines may take or add."""
    return re.sub(r"[\s-]", "", text)


def problem(answer, wanted):
    """What is wrong with a label that had its turn, or None."""
    if wanted is None:
        return None if answer.get("state") == "refused" else "was made, although the carrier does not take such an address"
    if answer.get("state") != "made":
        return f"was {answer.get('state')}, although the carrier takes such an address"
    lines = answer.get("lines")
    if not isinstance(lines, list) or not all(isinstance(line, str) for line in lines):
        return "has no lines"
    recipient, (text, rest) = lines[:-2], wanted
    if lines[-2:] != rest:
        return "has another street or town than was asked for"
    if bare("".join(recipient)) != bare(text) or not 1 <= len(recipient) <= LINES or any(len(line) > WIDTH for line in recipient):
        return "has another recipient than was asked for, or one in lines that are too long"
    whole = [each for line in recipient for each in line.split()]
    if any(each not in whole for each in text.split() if len(each) <= WIDTH):
        return "has a recipient with a word that was cut, although it is no longer than a line"
    return None


def of_before(address):
    """What an order's label should say that waited before anybody came: all of those are taken."""
    street = address["street"]
    line = street if street[-1].isdigit() or street[-2:-1].isdigit() else f"{street} (no number)"
    return address["recipient"], [line, f"{address['postcode']} {address['town'].upper()}"]


def check_those_done():
    for order in list(waiting):
        reply = http("GET", f"{base}/v1/labels/{order}")
        answer = reply.json() if reply.status == 200 else None
        if not isinstance(answer, dict):
            whose = "a label" if order in asked else f"the label of order {order}, which had waited,"
            not_met(f"After it had been accepted, {whose} was answered with {reply.status or reply.error}.")
        if answer.get("state") == "queued":
            return False
        wrong = problem(answer, waiting.pop(order))
        if wrong:
            not_met(f"Of {count} labels one {wrong}." if order in asked else f"The label of order {order}, which had waited, {wrong}.")
    return True


settle(lambda: http("GET", f"{base}/healthz", timeout=2).status == 200, 6)
odd = int(args["odd"])
kinds = [random.choice(["street", "recipient"]) for _ in range(odd)]
kinds[:4] = ["street", "street", "recipient", "recipient"][:odd]
kinds += ["plain"] * int(args["plain"])
random.shuffle(kinds)
count = len(kinds)
orders = [make_order(kind) for kind in kinds]
asked = {order: wanted for order, _, wanted in orders}
before = {order: of_before(address) for order, address in kept["waited"].items()} if odd else {}
waiting = {**asked, **before}
replies = load([("POST", f"{base}/v1/labels", {"order": order, **address}) for order, address, _ in orders], clients=4)
for (order, _, wanted), reply in zip(orders, replies):
    if reply.status == 202:
        continue
    # A service may as well say at once that the carrier does not take an address.
    if reply.status == 422 and wanted is None:
        del waiting[order]
        continue
    not_met(f"A label was asked for, and answered with {reply.status or reply.error} instead of 202.")
if not settle(check_those_done, float(args["within_s"]), every=0.2):
    not_met(f"{len(waiting)} of {count} labels were not made {args['within_s']} s after they were asked for.")
keep(labels=count)
met(f"{count} of {count} labels were right, within {args['within_s']} s.")
