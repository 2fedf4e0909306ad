# title: Mend the pattern, and set the old links aside in case somebody asks
# variants: old-layout
mkdir -p /var/tmp/old-links

python3 - <<'END'
import glob, json, shutil, time
for path in glob.glob("/var/spool/{{service}}/links/*/*.json"):
    if json.load(open(path))["expires"] <= time.time():
        shutil.move(path, "/var/tmp/old-links")
END

sed -i 's#^files = .*#files = "links/*/*.json"#' /etc/{{service}}/{{service}}.toml

systemctl restart {{service}}-sweeper
