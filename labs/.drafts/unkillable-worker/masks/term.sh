# title: Send the old worker a TERM
# expect: not-fixed
kill $(pgrep -f 'python3 .*{{old_version}}/worker.py')
