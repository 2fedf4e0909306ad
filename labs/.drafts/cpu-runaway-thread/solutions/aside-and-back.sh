# title: Set the order aside, mend the loop, and put it back
# variants: long-word
mv /var/spool/{{service}}/queue/*-{{letters}}-{{number}}.json /var/tmp/ && systemctl restart {{service}}-worker

sed -i 's/^        if cut:$/        cut = cut or width\n&/' /opt/{{service}}/layout.py

systemctl restart {{service}}-worker

mv /var/tmp/*-{{letters}}-{{number}}.json /var/spool/{{service}}/queue/

sleep 1; curl -s localhost/v1/labels/{{letters}}-{{number}}
