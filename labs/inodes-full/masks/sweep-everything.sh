# title: Let the sweeper remove every link that it sees
# variants: old-layout
# expect: symptom-hidden not-fixed
sed -i 's#^files = .*#files = "links/*/*.json"#' /etc/{{service}}/{{service}}.toml

sed -i 's/^        if over:$/        if True:/' /opt/{{service}}/sweeper.py

systemctl restart {{service}}-sweeper
