# title: Let the script do nothing any more, and end the tracer by TracerPid
# variants: tracer-left
sed -i '2i exit 0' /usr/local/lib/{{agent}}/collect

kill $(awk '/^TracerPid/ {print $2}' /proc/$(pgrep -o -f /opt/{{agent}}/main.py)/status)

sleep 0.5; rm -v /srv/{{service}}/log/{{agent}}-io.log
