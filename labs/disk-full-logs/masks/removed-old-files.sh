# title: Delete the rotated files
rm -f /var/log/{{service}}/*.gz
