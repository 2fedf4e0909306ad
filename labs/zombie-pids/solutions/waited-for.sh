# title: Wait for the render program once its page is read
# variants: no-wait
ps -eo pid,ppid,stat,user,comm | awk '$3 ~ /Z/' | head

sed -i 's#^            os.posix_spawn(#            pid = os.posix_spawn(#; s#^            return pages.read()#            page = pages.read()\n        os.waitpid(pid, 0)\n        return page#' /opt/{{service}}/renderer.py

systemctl restart {{service}}

curl -si http://localhost/healthz | head -n 1
