# title: Cut the table of rules out of the debug message
# variants: debug-left
sed -i 's/^            log.debug("scan of .*/            log.debug("scan of %s: files %s", self.inbox, names)/' /opt/{{agent}}/main.py

mv /srv/{{service}}/log/{{agent}}.log /var/backups/

pkill -f /opt/{{agent}}/main.py
