# title: Cut every 28 characters, wherever that is
# variants: long-word
sed -i 's/^        cut = text.rfind(" ", 0, width + 1) + 1$/        cut = width/' /opt/{{service}}/layout.py

systemctl restart {{service}}-worker
