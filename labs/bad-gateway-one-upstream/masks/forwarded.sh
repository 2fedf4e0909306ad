# title: Pass connections on to the loopback address with a small forwarder
# variants: loopback-only
cat > /usr/local/sbin/forward <<'END'
import asyncio
async def pump(reader, writer):
    while data := await reader.read(65536):
        writer.write(data)
    writer.close()
async def serve(reader, writer):
    to = await asyncio.open_connection("127.0.0.1", {{port}}{{first}})
    await asyncio.gather(pump(reader, to[1]), pump(to[0], writer), return_exceptions=True)
async def main():
    server = await asyncio.start_server(serve, "{{ip_node1}}", {{port}}{{first}})
    await server.serve_forever()
asyncio.run(main())
END

setsid python3 /usr/local/sbin/forward > /dev/null 2>&1 < /dev/null &

sleep 1; curl -s http://{{ip_node1}}:{{port}}{{first}}/healthz
