# title: Leave the loop when nothing can be cut, and print what there is
# variants: long-word
sed -i 's/^        if cut:$/        if not cut:\n            return [*lines, text[:width]]\n&/' /opt/{{service}}/layout.py

systemctl restart {{service}}-worker
