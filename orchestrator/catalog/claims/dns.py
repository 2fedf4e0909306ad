TYPES = {"A": 1, "CNAME": 5, "AAAA": 28}
CODES = {0: "NOERROR", 1: "FORMERR", 2: "SERVFAIL", 3: "NXDOMAIN", 4: "NOTIMP", 5: "REFUSED"}
MOST_JUMPS = 32
name, kind, server, port = claim["resolve"].rstrip("."), claim["type"], claim["server"], int(claim["port"])


def question(number):
    """A query that asks for recursion, as RFC 1035 (4.1) lays it out."""
    labels = b"".join(bytes([len(label)]) + label for label in name.encode("idna").split(b"."))
    return struct.pack(">HHHHHH", number, 0x0100, 1, 0, 0, 0) + labels + b"\0" + struct.pack(">HH", TYPES[kind], 1)


def name_at(message, at):
    """The name at an offset and where it ends; a pointer (4.1.4) leads to its rest."""
    labels, end = [], None
    for _ in range(MOST_JUMPS):
        length = message[at]
        if length >= 0xC0:
            end = end or at + 2
            at = struct.unpack_from(">H", message, at)[0] & 0x3FFF
        elif length:
            labels.append(message[at + 1 : at + 1 + length].decode("ascii", "replace"))
            at += 1 + length
        else:
            return ".".join(labels), end or at + 1
    raise ValueError("a name with too many labels")


def answers(message):
    """The answer's code, and what its records of the wanted type hold."""
    _, flags, questions, records, _, _ = struct.unpack_from(">HHHHHH", message)
    at = 12
    for _ in range(questions):
        at = name_at(message, at)[1] + 4
    found = []
    for _ in range(records):
        at = name_at(message, at)[1]
        of, _, _, length = struct.unpack_from(">HHIH", message, at)
        at += 10
        if of == TYPES[kind]:
            found.append(value_of(message, at, length))
        at += length
    return CODES.get(flags & 15, str(flags & 15)), sorted(found)


def value_of(message, at, length):
    if kind == "CNAME":
        return name_at(message, at)[0]
    return socket.inet_ntop(socket.AF_INET if kind == "A" else socket.AF_INET6, message[at : at + length])


def ask():
    """The answer, or a text that says why there is none."""
    number = random.getrandbits(16)
    family = socket.AF_INET6 if ":" in server else socket.AF_INET
    with socket.socket(family, socket.SOCK_DGRAM) as line:
        try:
            # Connected, so that a port where nobody listens is told, and nobody else is heard.
            line.connect((server, port))
            line.send(question(number))
            while True:
                message = line.recv(65535)
                if message[:2] == struct.pack(">H", number):
                    return answers(message)
        except ConnectionRefusedError:
            return f"Nothing listened at {server}, port {port}."
        except socket.gaierror:
            raise
        except OSError as error:
            return f"{server} could not be reached: {error.strerror or error}."
        except (struct.error, IndexError, ValueError) as error:
            return f"{server} sent an answer that can't be read: {error}."


def measure():
    answer = in_time(claim["timeout"] / 1000, ask) or f"{server} did not answer within {claim['timeout']} ms."
    if isinstance(answer, str):
        return False, answer
    code, found = answer
    seen = f"{server} answered {code} for {name}" + (f": {', '.join(found)}." if found else ", with no such record.")
    if "addrs" in claim:
        return found == sorted(address.rstrip(".") for address in claim["addrs"]), seen
    return bool(found) == claim["resolvable"], seen


judge(measure)
