# title: Restart everything on the machine
# expect: not-fixed symptom-hidden
systemctl restart {{job}} {{service}} nginx
