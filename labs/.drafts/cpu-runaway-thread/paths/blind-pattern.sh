# title: Distrust the new check of streets, and write another pattern
# variants: several-words

systemctl restart {{service}}-worker

sed -i "s/^WORDS = .*/WORDS = r\"[A-Za-z.'-]+(?: [A-Za-z.'-]+)*\"/" /opt/{{service}}/addresses.py

systemctl restart {{service}}-worker; sleep 1

curl -s http://localhost/metrics
