# title: Give the relay 0.3 s, and try again a second later
# variants: push-between-accepts
sed -i -e 's/^TIMEOUT_S = .*/TIMEOUT_S = 0.3/' -e 's/^RETRY_S = .*/RETRY_S = 1.0/' /opt/{{service}}/push.py

systemctl restart {{service}}
