# title: No way out of the run before its commit
# variants: refused-run
sed -i -e '/^        if not paid:$/,/^            return 0$/d' /opt/{{job}}/worker.py

sed -n '/def run/,$p' /opt/{{job}}/worker.py

systemctl restart {{job}}
