# title: Let links live for a minute at most
# variants: old-layout
# expect: not-fixed
sed -i -e 's/^DEFAULT_TTL_S = .*/DEFAULT_TTL_S = 60/' -e 's/^MAX_TTL_S = .*/MAX_TTL_S = 3600/' /opt/{{service}}/links.py

systemctl restart {{service}}
