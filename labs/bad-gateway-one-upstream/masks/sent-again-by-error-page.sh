# title: Let nginx send what failed once more, by error_page
# expect: symptom-hidden not-fixed
cat > /tmp/edit.py <<'END'
path = "/etc/nginx/conf.d/{{service}}.conf"
text = open(path).read()
again = "        error_page 502 = @again;\n    }\n\n    location @again {\n        proxy_pass http://{{service}};\n        proxy_http_version 1.1;\n        proxy_set_header Connection \"\";\n    }\n}\n"
end = text.rindex("    }\n}")
open(path, "w").write(text[:end] + again)
END

python3 /tmp/edit.py && nginx -t && systemctl reload nginx
