# title: Let the process raise its soft limit to the hard one
# variants: settings
cd /opt/{{service}}

sed -i 's/^    resource.setrlimit(resource.RLIMIT_NOFILE, (number, hard))$/    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))/' main.py

python3 -m py_compile main.py && systemctl restart {{service}}
