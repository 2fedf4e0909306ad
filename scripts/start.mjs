// `npm start`: installs the packages where they are missing, then goes on with start.ts on Node 24.
import { onNode24 } from "./bootstrap.mjs";

await onNode24("start.ts", process.argv.slice(2));
