# title: Enable and start it

touch /etc/enabled

python3 -m http.server {{port}} > /dev/null 2>&1 &
