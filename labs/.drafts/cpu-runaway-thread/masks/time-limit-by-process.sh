# title: Refuse an address when a process of its own needs longer than half a second for it
# expect: symptom-hidden not-fixed
cat > /tmp/fix.py <<'END'
path = "/opt/{{service}}/worker.py"
text = open(path).read()
text = text.replace('"lines": lay_out(address)}', '"lines": limited(address)}')
text = text.replace("import logging\n", "import logging\nimport multiprocessing\n", 1)
text = text.replace("class Worker:\n", '''def limited(address):
    """Lays a label out, or gives up after half a second."""
    here, there = multiprocessing.Pipe(False)
    process = multiprocessing.get_context("fork").Process(target=send, args=(there, address))
    process.start()
    try:
        if not here.poll(0.5):
            raise Invalid("takes too long")
        lines = here.recv()
    finally:
        process.kill()
        process.join()
    if isinstance(lines, str):
        raise Invalid(lines)
    return lines


def send(pipe, address):
    try:
        pipe.send(lay_out(address))
    except Invalid as error:
        pipe.send(str(error))


class Worker:
''', 1)
open(path, "w").write(text)
END

python3 /tmp/fix.py && systemctl restart {{service}}-worker
