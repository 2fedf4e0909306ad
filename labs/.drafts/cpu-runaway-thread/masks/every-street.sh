# title: Take every street as it is
# variants: several-words
sed -i 's/^    line = " ".join(text.split())$/&\n    return line/' /opt/{{service}}/addresses.py

systemctl restart {{service}}-worker
