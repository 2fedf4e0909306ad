# title: Run both jobs with a low priority for CPU and disk
# expect: not-fixed
sed -i 's/ flock -n/ nice -n 19 ionice -c 3 flock -n/' /etc/cron.d/{{service}}

cat /etc/cron.d/{{service}}
