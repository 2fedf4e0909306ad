# title: Write the script anew

cat > /usr/local/sbin/prepare-{{service}} <<'EOF'
#!/bin/sh
mkdir -p /var/lib/{{service}}
chown -R {{service}}:{{service}} /var/lib/{{service}}
chmod 755 /var/lib/{{service}}
EOF

systemctl restart {{service}}
