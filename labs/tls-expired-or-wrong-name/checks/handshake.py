"""A TLS handshake with nginx as any client of the company makes it: only its root is trusted, name and dates are verified."""
import ssl

from probe import *

name = f"{params['service']}.{params['company']}.internal"
ca = f"http://{params['ip_ca']}:{params['ca_port']}"
root, book = http("GET", f"{ca}/root.pem"), http("GET", f"{ca}/issued")
if root.status != 200 or book.status != 200:
    raise RuntimeError(f"the CA: {root.status} {root.error}, {book.status} {book.error}")
issued = [int(entry["serial"], 16) for entry in book.json()]
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
    """Whether nginx shows what the CA signed last, and that was signed since the look before."""
    return isinstance(now := served(), dict) and int(now["serialNumber"], 16) == issued[-1]


if args["since"] == "renewal":
    if len(issued) <= kept["issued"]:
        not_met("When the renewal was due, the CA was asked for no certificate.")
    settle(fresh, 4, 0.2)
else:
    settle(lambda: isinstance(served(), dict), 3, 0.2)
certificate = served()
if isinstance(certificate, str):
    not_met(certificate)
serial = int(certificate["serialNumber"], 16)
if args["since"] == "renewal" and serial != issued[-1]:
    not_met("After the renewal nginx still showed the certificate from before it.")
if serial not in issued:
    not_met("The certificate that nginx showed is none of those that the CA has signed lately.")
left = (ssl.cert_time_to_seconds(certificate["notAfter"]) - time.time()) / 3600
keep(issued=len(issued))
met(f"The certificate was accepted: right name, signed by the company's CA, valid for {left:.0f} hours more.")
