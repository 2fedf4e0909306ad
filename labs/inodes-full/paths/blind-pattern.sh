# title: Distrust the new settings, and change the pattern
# variants: old-layout

systemctl restart {{service}} {{service}}-sweeper

cat /etc/{{service}}/{{service}}.toml

sed -i 's#^files = .*#files = "links/**/*.json"#' /etc/{{service}}/{{service}}.toml

systemctl restart {{service}} {{service}}-sweeper; sleep 1

curl -i http://localhost/v1/links -d '{"customer": "c-test", "ttl_s": 60}'
