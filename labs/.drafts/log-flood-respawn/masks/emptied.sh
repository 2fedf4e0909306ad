# title: Empty the large file
# expect: symptom-hidden not-fixed
for file in /srv/{{service}}/log/*; do truncate -s 0 $file; done
