# For a while: what loses one connection in each case shows it within a few.
sed -i --follow-symlinks 's/^[[:space:]]*pool_size[[:space:]]*=/pool_size = 4 # &/' /etc/{{service}}/{{service}}.toml
