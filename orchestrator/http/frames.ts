// What comes on a WebSocket, as bytes and as messages.
import type { RawData } from "ws";
import type { z } from "zod";

/** The bytes of a frame. */
export function asBytes(data: RawData): Buffer {
  if (Buffer.isBuffer(data)) return data;
  return Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data);
}

/** The size of a frame, in bytes. */
export function sizeOf(data: RawData): number {
  return Array.isArray(data) ? data.reduce((sum, part) => sum + part.length, 0) : data.byteLength;
}

/** The message in a text frame; null where it is not JSON, or not of this shape: the caller closes the WebSocket for either. */
export function parseMessage<T>(shape: z.ZodType<T>, bytes: Buffer): T | null {
  try {
    return shape.parse(JSON.parse(bytes.toString("utf8")));
  } catch {
    return null;
  }
}
