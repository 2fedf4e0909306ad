# title: Refuse an address when a thread of its own needs longer than half a second for it
# expect: symptom-hidden not-fixed
cat > /tmp/fix.py <<'END'
path = "/opt/{{service}}/worker.py"
text = open(path).read()
text = text.replace('"lines": lay_out(address)}', '"lines": limited(address)}')
text = text.replace("class Worker:\n", '''def limited(address):
    """Lays a label out, or gives up after half a second."""
    box = []

    def work():
        try:
            box.append(lay_out(address))
        except Invalid as error:
            box.append(error)

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    thread.join(0.5)
    if not box:
        raise Invalid("takes too long")
    if isinstance(box[0], Invalid):
        raise box[0]
    return box[0]


class Worker:
''', 1)
open(path, "w").write(text)
END

python3 /tmp/fix.py && systemctl restart {{service}}-worker
