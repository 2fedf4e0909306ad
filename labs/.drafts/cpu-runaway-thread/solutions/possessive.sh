# title: Possessive quantifiers, which never give back what they took
# variants: several-words
sed -i "s/^WORDS = .*/WORDS = r\"[A-Za-z.'-]++(?: [A-Za-z.'-]++)*+\"/" /opt/{{service}}/addresses.py

grep -n WORDS /opt/{{service}}/addresses.py

systemctl restart {{service}}-worker
