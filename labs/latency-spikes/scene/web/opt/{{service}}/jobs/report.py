"""What the jobs have in common: the path to the service's modules, and lines for the job log."""
import pathlib
import sys
import time

sys.path.insert(1, str(pathlib.Path(__file__).resolve().parent.parent))


def say(text):
    print(time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()), pathlib.Path(sys.argv[0]).name, text, flush=True)
