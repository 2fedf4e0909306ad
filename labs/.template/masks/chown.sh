# title: Give the folder to the service by hand, until the next start
# expect: symptom-hidden

chown {{service}}:{{service}} /var/lib/{{service}}
