# title: Read EAGAIN, raise the limit, see one document go through

curl -i http://localhost/documents -d '{"title": "No. 1", "lines": ["Harbour Street 4", "20457 Hamburg"]}'

journalctl -u {{service}} -n 20 --no-pager

systemctl cat {{service}}

sed -i 's/^LimitNPROC=.*/LimitNPROC=4096/' /etc/systemd/system/{{service}}.service

systemctl daemon-reload

systemctl restart {{service}}

sleep 1

curl -i http://localhost/documents -d '{"title": "No. 1", "lines": ["Harbour Street 4", "20457 Hamburg"]}' | head -n 8
