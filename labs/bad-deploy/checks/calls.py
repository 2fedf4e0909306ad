"""Counts what the baskets of this check cost the stock service, as it has counted itself."""
from probe import *

CALLS_EACH = 3
# Each start and each token that was taken back costs one per scope, or one per request under way.
MOST_TOKENS = 30
baskets = kept["baskets"]


def usage(skus):
    reply = http("POST", f"http://{params['ip_stock']}:{params['stock_port']}/v1/usage", {"key": str(params["usage_key"]), "skus": skus})
    return reply.json()


calls, articles = max((usage(skus)["calls"], len(skus)) for skus in baskets)
tokens = usage([])["tokens"] - kept["tokens"]
if calls > CALLS_EACH:
    not_met(f"A basket of {articles} articles had cost the stock service {calls} calls for prices and delivery; agreed: at most {CALLS_EACH} for each.")
if tokens > MOST_TOKENS:
    not_met(f"The stock service had handed out {tokens} tokens while {len(baskets)} baskets of this check were answered; expected: hardly any.")
met(f"Each of {len(baskets)} baskets had cost the stock service {calls} calls at most, and all of them {tokens} tokens.")
