# title: Hold the old worker with SIGSTOP
kill -STOP $(pgrep -f 'python3 .*{{old_version}}/worker.py')
