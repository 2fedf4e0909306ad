// Arguments of scripts, with the parameters of an attempt filled in.
import { render } from "./draw.ts";
import type { Arg, Args, Params } from "./lab.ts";

/** The arguments with each `{{param}}` in their texts, and in the names within them, filled in; `{{nonce}}` is left for the script. */
export function renderArgs(args: Args, params: Params): Args {
  const known = { ...params, nonce: "{{nonce}}" };
  return Object.fromEntries(Object.entries(args).map(([name, value]) => [name, renderArg(value, known)]));
}

function renderArg(value: Arg, params: Params): Arg {
  if (typeof value === "string") return render(value, params);
  if (typeof value !== "object" || value === null) return value;
  if (isList(value)) return value.map((item) => renderArg(item, params));
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [render(name, params), renderArg(item, params)]),
  );
}

/** Array.isArray does not narrow a list that is read only. */
function isList(value: object): value is readonly Arg[] {
  return Array.isArray(value);
}
