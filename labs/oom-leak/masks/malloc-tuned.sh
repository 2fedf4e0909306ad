# title: Other settings for malloc, and a collection after each label
# expect: not-fixed
sed -i 's/^ExecStart=/Environment=MALLOC_ARENA_MAX=1 MALLOC_TRIM_THRESHOLD_=65536 MALLOC_MMAP_THRESHOLD_=65536\n&/' /etc/systemd/system/{{service}}.service

sed -i -e 's/^import json$/import gc\n&/' -e 's/^        server.outbox.add(body)$/&\n        gc.collect()/' /opt/{{service}}/api.py

systemctl daemon-reload && systemctl restart {{service}}
