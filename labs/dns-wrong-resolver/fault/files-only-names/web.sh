sed -i 's/^hosts:.*/hosts:          files [NOTFOUND=return] dns/' /etc/nsswitch.conf
