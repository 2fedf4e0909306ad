# title: Put Debian's own nsswitch.conf back
# variants: files-only-names
diff /usr/share/libc-bin/nsswitch.conf /etc/nsswitch.conf

cp /usr/share/libc-bin/nsswitch.conf /etc/nsswitch.conf

getent hosts {{backend}}.prod.{{company}}.internal
