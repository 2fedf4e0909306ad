# title: Let the service give up on locks quickly
# expect: not-fixed
export PGPASSWORD={{service}}-{{app_password}}

psql -h {{ip_db}} -U {{service}} shop -c "ALTER ROLE \"{{service}}\" SET lock_timeout = '300ms'"

systemctl restart {{service}}
