# title: Kill the old worker, once
# expect: symptom-hidden not-fixed
kill -9 $(pgrep -f 'python3 .*{{old_version}}/worker.py')
