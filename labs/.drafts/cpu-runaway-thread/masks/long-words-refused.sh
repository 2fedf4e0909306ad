# title: Refuse recipients with a long word
# variants: long-word
sed -i 's/^    recipient = wrap(address\["recipient"\])$/    if any(len(word) > WIDTH for word in address["recipient"].split()):\n        raise Invalid("recipient: a word is too long")\n&/' /opt/{{service}}/layout.py

systemctl restart {{service}}-worker
