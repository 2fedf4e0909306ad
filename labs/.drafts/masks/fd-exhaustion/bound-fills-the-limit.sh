# variant no-bound: 90 of 128 descriptors stay taken by dead connections. The pool is full before the first look (lab.yaml:29-30), so checks/descriptors.py:30-31 measures no growth, and with `clients: 8` (lab.yaml:31) there is just room; with 20 customers at once (4 + 90 + 2 x 20) it is 503 again. brief: its owner reckons with 20 to 30 files
# title: Set a bound that leaves eight customers at once just enough
# variants: no-bound
sed -i 's/^max_idle = .*/max_idle = 90/' /etc/{{service}}/{{service}}.toml

systemctl restart {{service}}
