"""Counts what the baskets of this check cost the stock service, as it has counted itself."""
from probe import *

CALLS_EACH = 3
# Each start and each token that was taken back costs one per scope, or one per request under way.
MOST_TOKENS = 30
reply = http("POST", f"http://{params['ip_stock']}:{params['stock_port']}/v1/usage", {"key": str(params["usage_key"]), "skus": kept["skus"]})
usage = reply.json()
calls, tokens, baskets = usage["calls"], usage["tokens"] - kept["tokens"], kept["baskets"]
if calls > CALLS_EACH * baskets:
    not_met(f"{baskets} baskets had cost the stock service {calls} calls for prices and delivery; agreed: at most {CALLS_EACH} for each.")
if tokens > MOST_TOKENS:
    not_met(f"The stock service had handed out {tokens} tokens while {baskets} baskets of this check were answered; expected: hardly any.")
met(f"{baskets} baskets had cost the stock service {calls} calls and {tokens} tokens.")
