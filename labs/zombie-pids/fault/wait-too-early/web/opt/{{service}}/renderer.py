"""Runs the render program, one process per document: text in on standard input, PDF out on standard output."""
import os


class RenderFailed(Exception):
    """The render program did not give a page."""


class Renderer:
    def __init__(self, program):
        self._program = program

    def render(self, title, lines):
        job = "\n".join([title, *lines]).encode("latin-1", "replace") + b"\n"
        page = self._run(job)
        if not page.startswith(b"%PDF-"):
            raise RenderFailed(f"{len(page)} bytes that are no page")
        return page

    def _run(self, job):
        job_in, job_out = os.pipe()
        page_in, page_out = os.pipe()
        try:
            pid = os.posix_spawn(
                self._program,
                [self._program],
                os.environ,
                file_actions=[(os.POSIX_SPAWN_DUP2, job_in, 0), (os.POSIX_SPAWN_DUP2, page_out, 1)],
            )
        except OSError:
            os.close(job_out)
            os.close(page_in)
            raise
        finally:
            os.close(job_in)
            os.close(page_out)
        with os.fdopen(page_in, "rb") as pages:
            with os.fdopen(job_out, "wb") as jobs:
                jobs.write(job)
            page = pages.read()
        # A thread must not stand still here: other documents are waiting.
        os.waitpid(pid, os.WNOHANG)
        return page
