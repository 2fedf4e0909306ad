import fc from "fast-check";
import { expect, it } from "vitest";
import { FrameReader } from "../../../orchestrator/docker/frames.ts";
import { PidLine } from "../../../orchestrator/docker/pid-line.ts";

/** Cuts bytes at the given places, in any order and number. */
function cut(bytes: Buffer, places: readonly number[]): Buffer[] {
  const edges = [0, ...places.map((place) => place % (bytes.length + 1)), bytes.length].sort((a, b) => a - b);
  return edges.slice(1).map((edge, at) => bytes.subarray(edges[at], edge));
}

function frame(stream: number, payload: string): Buffer {
  const header = Buffer.alloc(8);
  header.writeUInt8(stream, 0);
  header.writeUInt32BE(Buffer.byteLength(payload), 4);
  return Buffer.concat([header, Buffer.from(payload)]);
}

it("puts payloads together from frames that arrive in any pieces", () => {
  fc.assert(
    fc.property(fc.array(fc.string()), fc.array(fc.nat()), (payloads, places) => {
      const seen: Buffer[] = [];
      const reader = new FrameReader((payload) => seen.push(Buffer.from(payload)));
      const bytes = Buffer.concat(payloads.map((payload, at) => frame(1 + (at % 2), payload)));
      for (const piece of cut(bytes, places)) reader.read(piece);
      expect(Buffer.concat(seen).toString("utf8")).toBe(payloads.join(""));
    }),
  );
});

it.each([
  ["47\r\nroot@web:~# ", 47, "root@web:~# "],
  ["1234567\nx", 1234567, "x"],
  ["OCI runtime exec failed: no such file\r\n", null, "OCI runtime exec failed: no such file\r\n"],
  ["12", null, "12"],
  ["12 13\r\n", null, "12 13\r\n"],
  ["", null, ""],
])("takes the process id off %j, and nothing else", (text, pid, rest) => {
  fc.assert(
    fc.property(fc.array(fc.nat()), (places) => {
      const line = new PidLine();
      const out = cut(Buffer.from(text), places).map((piece) => line.take(piece));
      expect(Buffer.concat([...out, line.end()]).toString()).toBe(rest);
      expect(line.pid).toBe(pid);
    }),
  );
});
