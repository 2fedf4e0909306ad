# title: Compress the answers that are kept
# expect: symptom-hidden not-fixed
# variants: repeats
sed -i -e 's/^import time$/&\nimport zlib/' -e 's/self.body = body$/self.body = zlib.compress(body, 1)/' -e 's/return reply.body$/return zlib.decompress(reply.body)/' /opt/{{service}}/replies.py

python3 -m py_compile /opt/{{service}}/replies.py && systemctl restart {{service}}
