# title: Batches that the archive takes
# variants: archive
sed -i 's/^batch_bytes = .*/batch_bytes = 2000000/' /etc/{{service}}/{{service}}.toml

systemctl restart {{service}}
