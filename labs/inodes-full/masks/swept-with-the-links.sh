# title: Let the sweeper look into incoming too
# variants: refused-files
# expect: not-fixed
sed -i 's#^files = .*#files = "*/**/*.*"#' /etc/{{service}}/{{service}}.toml

systemctl restart {{service}}-sweeper
