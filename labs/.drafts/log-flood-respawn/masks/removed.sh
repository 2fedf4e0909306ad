# title: Delete the large file
# expect: symptom-hidden not-fixed
rm -f /srv/{{service}}/log/*.log
