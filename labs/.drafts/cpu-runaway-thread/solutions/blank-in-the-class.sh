# title: One repetition, with the blank among its characters
# variants: several-words
sed -i "s/^WORDS = .*/WORDS = r\"[A-Za-z.'-](?:[A-Za-z.' -]*[A-Za-z.'-])?\"/" /opt/{{service}}/addresses.py

systemctl restart {{service}}-worker && journalctl -u {{service}}-worker -n 4 --no-pager
