"""A TLS handshake with nginx as any client of the company makes it: only its root is trusted, name and dates are verified."""
import ssl

from probe import *

RENEWALS = 3
name = f"{params['service']}.{params['company']}.internal"
ca = f"http://{params['ip_ca']}:{params['ca_port']}"
root, book = http("GET", f"{ca}/root.pem"), http("GET", f"{ca}/issued")
if root.status != 200 or book.status != 200:
    raise RuntimeError(f"the CA: {root.status} {root.error}, {book.status} {book.error}")
issued = [int(entry["serial"], 16) for entry in book.json()]
newer = [int(entry["serial"], 16) for entry in book.json() if entry["at"] > kept.get("issued_at", 0)]
context = ssl.create_default_context(cadata=root.text)


def served():
    """The certificate that nginx shows, or why there is none to be trusted."""
    try:
        with socket.create_connection((params["ip_pay"], 443), 4) as plain:
            with context.wrap_socket(plain, server_hostname=name) as tls:
                return tls.getpeercert()
    except ssl.SSLCertVerificationError as error:
        return f"The certificate was not accepted: {error.verify_message}."
    except OSError as error:
        return f"No handshake came about: {error}."


def fresh():
    """Whether nginx shows one of the last two that the CA signed since the look before."""
    return isinstance(now := served(), dict) and int(now["serialNumber"], 16) in newer[-2:]


if args["since"] == "renewal":
    if not newer:
        not_met("When the renewal was due, the CA was asked for no certificate.")
    settle(fresh, 4, 0.2)
else:
    settle(lambda: isinstance(served(), dict), 3, 0.2)
certificate = served()
if isinstance(certificate, str):
    not_met(certificate)
serial = int(certificate["serialNumber"], 16)
if args["since"] == "renewal" and serial not in newer[-2:]:
    not_met(f"After the CA had signed {len(newer)} new certificates, as cron's jobs fell due, nginx showed none of the last two.")
if args["since"] == "renewal" and len(newer) < RENEWALS:
    not_met(f"As cron's jobs fell due, the CA was asked for {len(newer)} certificates in more than a day.")
if serial not in issued:
    not_met("The certificate that nginx showed is none of those that the CA has signed lately.")
left = (ssl.cert_time_to_seconds(certificate["notAfter"]) - time.time()) / 3600
keep(issued_at=book.json()[-1]["at"])
met(f"The certificate was accepted: right name, signed by the company's CA, valid for {left:.0f} hours more.")
