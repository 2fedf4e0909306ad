# title: Take the blanks out of the header before it is split
# variants: language-header
sed -i 's/header.split(",")/header.replace(" ", "").split(",")/' /opt/{{service}}/receipts.py

cd /opt/{{service}} && python3 -B -c 'import receipts; print(receipts.sentence(1, "fr; q=1.0, en"))'

systemctl restart {{service}}-{{first}}; systemctl restart {{service}}-{{other}}
