host, port, timeout = claim["host"], int(claim["port"]), claim["timeout"] / 1000


def measure():
    where = f"{host}:{port}"
    began = time.monotonic()
    try:
        socket.create_connection((host, port), timeout).close()
    except socket.gaierror:
        # A name that nobody knows is the author's, or the state of the lab: the same for the claim.
        return not claim["reachable"], f"The name {host} was not known."
    except TimeoutError:
        return not claim["reachable"], f"{where} did not answer within {claim['timeout']} ms."
    except OSError as error:
        how = "refused a connection" if isinstance(error, ConnectionRefusedError) else f"could not be reached: {error.strerror or error}"
        return not claim["reachable"], f"{where} {how}."
    return claim["reachable"], f"{where} took a connection after {(time.monotonic() - began) * 1000:.0f} ms."


judge(measure)
