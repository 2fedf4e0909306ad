# title: Cut at the width where there is no blank
# variants: long-word
sed -i 's/^        cut = text.rfind(" ", 0, width + 1) + 1$/& or width/' /opt/{{service}}/layout.py

systemctl restart {{service}}-worker

journalctl -u {{service}}-worker -n 4 --no-pager
