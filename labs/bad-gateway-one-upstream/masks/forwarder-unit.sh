# title: A unit that passes connections on to the loopback address, as the service's user
# variants: loopback-only
cat > /usr/local/lib/forward.py <<'END'
import asyncio
async def pump(reader, writer):
    try:
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    finally:
        writer.close()
async def serve(reader, writer):
    try:
        to = await asyncio.open_connection("127.0.0.1", {{port}}{{first}})
    except OSError:
        writer.close()
        return
    await asyncio.gather(pump(reader, to[1]), pump(to[0], writer), return_exceptions=True)
async def main():
    server = await asyncio.start_server(serve, "{{ip_node1}}", {{port}}{{first}})
    await server.serve_forever()
asyncio.run(main())
END

cat > /etc/systemd/system/{{service}}-forward.service <<'END'
[Unit]
Description=Passes connections on to instance {{first}} of {{service}}
[Service]
User={{service}}
ExecStart=/usr/bin/python3 /usr/local/lib/forward.py
Restart=always
[Install]
WantedBy=multi-user.target
END

systemctl daemon-reload; systemctl enable --now {{service}}-forward

sleep 1; curl -s http://{{ip_node1}}:{{port}}{{first}}/healthz
