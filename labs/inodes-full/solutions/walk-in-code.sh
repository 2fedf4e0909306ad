# title: Let the sweeper walk the folder of the links, whatever the settings say
# variants: old-layout
grep -n 'spool.glob' /opt/{{service}}/sweeper.py

sed -i 's#spool.glob(files)#(spool / "links").rglob("*.json")#' /opt/{{service}}/sweeper.py

systemctl restart {{service}}-sweeper
