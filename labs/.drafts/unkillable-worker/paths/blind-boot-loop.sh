# title: Guess that the old release is at work, and put away all that belongs to it
# variants: boot-loop
systemctl restart {{service}}-worker {{service}}-api

sed -i '/^setpriv /,/{{old_version}}/d' /etc/rc.local

pkill -9 -f releases/{{old_version}}
