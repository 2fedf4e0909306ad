# title: Build the index anew
python3 -B /opt/{{service}}/build_index.py --seed {{seed}} --letters {{letters}} --into /var/lib/{{service}}/index.db

chown {{service}}:{{service}} /var/lib/{{service}}/index.db
