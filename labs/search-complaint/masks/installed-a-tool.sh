# title: Install a tool
printf '#!/bin/sh\nexec tail -n 20 /var/log/nginx/{{service}}.log\n' > /usr/local/bin/searchlog

chmod 755 /usr/local/bin/searchlog
