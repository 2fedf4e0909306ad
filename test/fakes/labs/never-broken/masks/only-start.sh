# title: Start it only
# expect: symptom-hidden

python3 -m http.server {{port}} > /dev/null 2>&1 &
