# title: More workers, from the next start on
sed -i 's/^workers = .*/workers = 16/' /etc/{{service}}/{{service}}.toml
