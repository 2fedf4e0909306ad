# title: Give the archive more time, and ask it more often
# expect: not-fixed
# variants: archive
sed -i -e 's/^timeout_s = .*/timeout_s = 30.0/' -e 's/^every_s = .*/every_s = 0.5/' /etc/{{service}}/{{service}}.toml

systemctl restart {{service}}
