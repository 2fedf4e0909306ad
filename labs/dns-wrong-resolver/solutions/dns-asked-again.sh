# title: Let names go on to DNS when the files do not have them
# variants: files-only-names
getent hosts {{backend}}.prod.{{company}}.internal; dig +short {{backend}}.prod.{{company}}.internal

grep hosts /etc/nsswitch.conf

sed -i 's/^hosts:.*/hosts: files dns/' /etc/nsswitch.conf

getent hosts {{backend}}.prod.{{company}}.internal
