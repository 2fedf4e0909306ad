# title: Start a short thread for each push
# variants: push-between-accepts
sed -i -e 's/^import time$/import threading\n&/' -e 's/^            self.send()$/            threading.Thread(target=self.send, daemon=True).start()/' /opt/{{service}}/push.py

systemctl restart {{service}}
