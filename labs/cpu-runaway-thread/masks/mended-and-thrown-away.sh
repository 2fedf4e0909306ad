# title: Mend the code, and delete the queue that had piled up
sed -i 's/^        cut = text.rfind(" ", 0, width + 1) + 1$/& or width/' /opt/{{service}}/layout.py

sed -i "s/^WORDS = .*/WORDS = r\"[A-Za-z.'-]+(?: [A-Za-z.'-]+)*\"/" /opt/{{service}}/addresses.py

rm -f /var/spool/{{service}}/queue/*.json

systemctl restart {{service}}-worker
