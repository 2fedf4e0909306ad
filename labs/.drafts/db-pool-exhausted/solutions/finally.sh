# title: Give the connection back in finally, whatever happens
cat > /tmp/fix.py <<'END'
import re
path = "/opt/{{service}}/current/orders.py"
lines, out, inside = open(path).read().split("\n"), [], False
for line in lines:
    if inside and line.strip() == "":
        out += ["        finally:", "            self.pool.give_back(connection)", line]
        inside = False
    elif inside:
        if "give_back" not in line:
            out.append("    " + line)
    else:
        out.append(line)
        if "self.pool.take()" in line:
            out.append("        try:")
            inside = True
open(path, "w").write("\n".join(out))
END

python3 /tmp/fix.py; cat /opt/{{service}}/current/orders.py

systemctl restart {{service}}
