"""Runs the render program, one process per document: text in on standard input, PDF out on standard output."""
import subprocess

TIMEOUT_S = 10


class RenderFailed(Exception):
    """The render program did not give a page."""


class Renderer:
    def __init__(self, program):
        self._program = program

    def render(self, title, lines):
        job = "\n".join([title, *lines]).encode("latin-1", "replace") + b"\n"
        try:
            run = subprocess.run([self._program], input=job, stdout=subprocess.PIPE, timeout=TIMEOUT_S)
        except subprocess.TimeoutExpired:
            raise RenderFailed(f"no page within {TIMEOUT_S} s") from None
        if run.returncode != 0 or not run.stdout.startswith(b"%PDF-"):
            raise RenderFailed(f"exit status {run.returncode}")
        return run.stdout
