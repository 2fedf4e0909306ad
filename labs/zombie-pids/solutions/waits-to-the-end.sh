# title: Wait until the render program has ended
# variants: wait-too-early
sed -i 's#os.waitpid(pid, os.WNOHANG)#os.waitpid(pid, 0)#' /opt/{{service}}/renderer.py

systemctl restart {{service}}
