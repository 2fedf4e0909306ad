# title: Sweep every second
# variants: old-layout
# expect: not-fixed
sed -i 's/^every_s = .*/every_s = 1/' /etc/{{service}}/{{service}}.toml

systemctl restart {{service}}-sweeper
