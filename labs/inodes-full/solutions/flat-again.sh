# title: Go back to one folder for all links
# variants: old-layout
sed -i 's#return self.folder / link\[0\] / #return self.folder / #' /opt/{{service}}/links.py

systemctl restart {{service}}

cd /var/spool/{{service}}/links && find . -mindepth 2 -name '*.json' -exec mv -t . {} +

find . -mindepth 1 -type d -empty -delete

systemctl restart {{service}}-sweeper; cd

df -i /var/spool/{{service}}
