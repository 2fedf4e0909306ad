"""The settings, as a dict of tables."""
import os
import tomllib

DEFAULT = "/etc/{{service}}/{{service}}.toml"


def load(path=None):
    with open(path or os.environ.get("CONFIG", DEFAULT), "rb") as file:
        return tomllib.load(file)
