# title: Ignore SIGCHLD, so that the kernel keeps no zombies
# variants: no-wait
sed -i 's#^    server.serve_forever()#    signal.signal(signal.SIGCHLD, signal.SIG_IGN)\n    server.serve_forever()#' /opt/{{service}}/main.py

systemctl restart {{service}}
