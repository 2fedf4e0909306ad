# title: Restart it all
curl -s http://localhost/shipments -d '{"reference": "test-1", "zone": "mainland", "grams": 1800}'

systemctl restart {{service}}-worker {{service}}-api

systemctl status {{service}}-worker

curl -s http://localhost/shipments -d '{"reference": "test-1", "zone": "mainland", "grams": 1800}'
