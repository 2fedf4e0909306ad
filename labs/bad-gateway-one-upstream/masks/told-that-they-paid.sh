# title: Answer 201 where there was a 502
# expect: not-fixed
cat > /tmp/edit.py <<'END'
path = "/etc/nginx/conf.d/{{service}}.conf"
text = open(path).read()
end = text.rindex("    }\n}")
open(path, "w").write(text[:end] + "        error_page 502 =201 @ok;\n    }\n\n    location @ok {\n        default_type application/json;\n        return 201 '{\"status\": \"accepted\"}';\n    }\n}\n")
END

python3 /tmp/edit.py && nginx -t && systemctl reload nginx
