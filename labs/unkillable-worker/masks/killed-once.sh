# title: Kill the old worker, once
kill -9 $(pgrep -f 'python3 .*{{old_version}}/worker.py')
