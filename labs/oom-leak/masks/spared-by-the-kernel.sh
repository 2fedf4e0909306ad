# title: Have the kernel kill something else first
# expect: not-fixed
for pid in $(pgrep nginx) $(pgrep cron); do echo 900 > /proc/$pid/oom_score_adj; done

systemctl restart {{service}}
