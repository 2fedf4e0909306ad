// `sql`: what a question to PostgreSQL gives.
import { z } from "zod";
import { bound, host, line, port, timeout, within } from "./words.ts";

export const sql = z
  .strictObject({
    host: host.default("127.0.0.1").describe("an address; the machine's loopback when left out"),
    port: port.default(5432),
    dbname: line(63).describe("the database"),
    user: line(63).default("postgres").describe("the role; postgres when left out"),
    password: z
      .union([line(200), z.number()])
      .optional()
      .describe("a password; loopback needs none"),
    query: z.string().min(1).max(4000).describe("one statement that reads; may hold {{param}} and {{nonce}}"),
    value: z
      .union([bound, line(400)])
      .optional()
      .describe("what the first column of the first row has to be: a text, a number, or bounds like {lt: 20}"),
    rows: bound.optional().describe("how many rows there have to be, for example 0 or {ge: 1}"),
    timeout,
    "within-s": within,
  })
  .refine((given) => (given.value ?? given.rows) !== undefined, { message: "holds none of value, rows" })
  .describe("one question to PostgreSQL: {dbname, query} and value or rows");
