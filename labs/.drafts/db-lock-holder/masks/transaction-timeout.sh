# title: Let the database end long transactions of the other program
# expect: symptom-hidden not-fixed
export PGPASSWORD={{job}}-{{job_password}}

psql -h {{ip_db}} -U {{job}} shop -c "ALTER ROLE \"{{job}}\" SET transaction_timeout = '1s'"

systemctl restart {{job}}
