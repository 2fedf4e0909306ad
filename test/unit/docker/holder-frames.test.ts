import fc from "fast-check";
import { expect, it } from "vitest";
import {
  BadFrame,
  type HolderFrame,
  HolderFrames,
  inputFrames,
  MAX_PAYLOAD,
} from "../../../orchestrator/docker/holder-frames.ts";

const ID = "0123456789abcdef0123456789abcdef";

function frame(kind: string, payload: Buffer): Buffer {
  const header = Buffer.alloc(5);
  header.write(kind, 0, "latin1");
  header.writeUInt32BE(payload.length, 1);
  return Buffer.concat([header, payload]);
}

function numbers(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(8 * values.length);
  for (const [place, value] of values.entries()) bytes.writeBigUInt64BE(BigInt(value), 8 * place);
  return bytes;
}

function word(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

const hello = (id: string, oldest: number, newest: number) =>
  frame("H", Buffer.concat([Buffer.from(id, "latin1"), numbers(oldest, newest), word(77)]));

/** What is read of these pieces, with neighbouring output put together. */
function read(pieces: readonly Buffer[]): HolderFrame[] {
  const seen: HolderFrame[] = [];
  const frames = new HolderFrames((next) => {
    const last = seen.at(-1);
    if (next.kind === "output" && last?.kind === "output") {
      seen[seen.length - 1] = { kind: "output", bytes: Buffer.concat([last.bytes, next.bytes]) };
    } else seen.push(next.kind === "output" ? { kind: "output", bytes: Buffer.from(next.bytes) } : next);
  });
  for (const piece of pieces) frames.read(piece);
  return seen;
}

function cut(bytes: Buffer, places: readonly number[]): Buffer[] {
  const edges = [0, ...places.map((place) => place % (bytes.length + 1)), bytes.length].sort((a, b) => a - b);
  return edges.slice(1).map((edge, at) => bytes.subarray(edges[at], edge));
}

it("reads what a holder sends, in whatever pieces it comes", () => {
  const output = Buffer.from("H\0\0\0\x34 looks like a frame and is none");
  const sent = Buffer.concat([
    hello(ID, 3, 4096),
    frame("S", numbers(3)),
    frame("O", output),
    frame("O", Buffer.alloc(0)),
    frame("X", word(137)),
  ]);
  fc.assert(
    fc.property(fc.array(fc.nat()), (places) => {
      expect(read(cut(sent, places))).toEqual([
        { kind: "hello", id: ID, oldest: 3, newest: 4096, pid: 77 },
        { kind: "start", seq: 3 },
        { kind: "output", bytes: output },
        { kind: "exit", status: 137 },
      ]);
    }),
  );
});

it("hands output on before the rest of its frame has come", () => {
  const whole = frame("O", Buffer.alloc(MAX_PAYLOAD, "x"));
  expect(read([whole.subarray(0, 1000)])).toEqual([{ kind: "output", bytes: Buffer.alloc(995, "x") }]);
});

it.each([
  ["a frame that is too long", frame("O", Buffer.alloc(MAX_PAYLOAD + 1))],
  ["a length that no memory has", Buffer.from("O\xff\xff\xff\xff", "latin1")],
  ["a greeting that is too long", frame("H", Buffer.alloc(53))],
  ["a greeting that is too short", frame("H", Buffer.alloc(51))],
  ["an id of other characters", hello("0123456789abcdef0123456789ABCDEF", 0, 0)],
  ["output that is newer than the newest", hello(ID, 2, 1)],
  ["a number that no shell reaches", hello(ID, 0, 2 ** 50)],
  ["a start without its number", frame("S", Buffer.alloc(4))],
  ["an exit status that there is not", frame("X", word(256))],
  ["a kind that only we send", frame("I", Buffer.from("x"))],
  ["a request over HTTP", Buffer.from("GET / HTTP/1.1\r\nHost: x\r\n\r\n")],
])("refuses %s", (_, bytes) => {
  fc.assert(
    fc.property(fc.array(fc.nat()), (places) => {
      expect(() => read(cut(bytes, places))).toThrow(BadFrame);
    }),
    { numRuns: 20 },
  );
});

it("never does anything but read or refuse, and keeps no more than one frame of it", () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 300 })), (pieces) => {
      try {
        read(pieces.map((piece) => Buffer.from(piece)));
      } catch (error) {
        expect(error).toBeInstanceOf(BadFrame);
      }
    }),
  );
});

it("parts long input into frames that a holder takes", () => {
  const input = Buffer.alloc(200_000, "y");
  const frames = inputFrames(input);
  expect(Math.max(...frames.map(({ length }) => length))).toBeLessThanOrEqual(MAX_PAYLOAD);
  expect(Buffer.concat(frames.map((each) => each.subarray(5)))).toEqual(input);
});
