# title: Kill the loop and the worker, until the next boot
# variants: boot-loop
kill -9 $(pgrep -f 'sh .*/queue-monitor'); kill -9 $(pgrep -f 'python3 .*{{old_version}}/worker.py')
