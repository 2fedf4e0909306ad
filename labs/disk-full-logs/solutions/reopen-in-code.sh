# title: Let the service notice by itself that its file was renamed
# variants: wrong-pid-file
python3 - <<'END'
path = "/opt/{{service}}/audit.py"
text = open(path).read()
text = text.replace("        with self._lock:\n            # A write", "        self._follow()\n        with self._lock:\n            # A write")
text += '''
    def _follow(self):
        try:
            same = os.path.samestat(os.stat(self._path), os.fstat(self._fd))
        except FileNotFoundError:
            same = False
        if not same:
            self.reopen()
'''
open(path, "w").write(text)
END

systemctl restart {{service}}
