# title: Distrust the new layout of recipients, and take the library's
# variants: long-word

systemctl restart {{service}}-worker

sed -i -e '/^    lines = \[\]$/,/^    return \[\*lines, text\]$/d' -e 's/^    text = " ".join(text.split())$/&\n    return textwrap.wrap(text, width)/' -e 's/^from addresses import/import textwrap\n\n&/' /opt/{{service}}/layout.py

systemctl restart {{service}}-worker; sleep 1

curl -s http://localhost/metrics
