# title: Empty the deleted file through the process's descriptor
# variants: wrong-pid-file
for fd in /proc/$(cat /run/{{service}}/{{service}}.pid)/fd/*; do
  case $(readlink $fd) in *deleted*) : > $fd ;; esac
done
