// `npm test`: installs the packages where they are missing, then goes on with test.ts on Node 24.
import { onNode24 } from "./bootstrap.mjs";

await onNode24("test.ts", process.argv.slice(2));
