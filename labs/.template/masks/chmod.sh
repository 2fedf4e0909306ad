# title: Let everybody write, until the next start
# expect: symptom-hidden

chmod 777 /var/lib/{{service}}
