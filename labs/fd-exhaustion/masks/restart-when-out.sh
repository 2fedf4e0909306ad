# title: Let the service end itself when it is out of descriptors
sed -i 's/^        except Exception as error:$/&\n            if getattr(error, "errno", 0) == 24:\n                __import__("os")._exit(1)/' /opt/{{service}}/api.py

systemctl restart {{service}}
