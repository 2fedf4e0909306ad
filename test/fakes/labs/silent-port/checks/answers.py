from probe import *


def answers():
    return http("GET", f"http://{params['ip_web']}:{params['port']}/", timeout=1).status == 200


if settle(answers, seconds=3):
    met("It answers 200.")
not_met("It does not answer.")
