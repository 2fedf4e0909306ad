// What a command does to a machine, and which layers it looks at, told by its words alone.
import type { CommandClass } from "../../protocol/diagnosis.ts";
import { type Layer, layer } from "../../protocol/labs.ts";
import { CODE_RULES } from "./classify-code.ts";
import { FILE_RULES, isFilter, showsItsInput } from "./classify-files.ts";
import { PROCESS_RULES } from "./classify-processes.ts";
import { type Call, has, type Rule, strongest } from "./command-call.ts";
import { operands } from "./command-words.ts";
import { TOOLS } from "./commands-table.ts";
import { editsNotes, editsUnseen } from "./editors.ts";
import { absolutePath, type FoundCommand } from "./found-command.ts";
import { pathLayers } from "./path-layers.ts";
import type { Tool } from "./tools-by-words.ts";

const RULES: Readonly<Record<string, Rule>> = { ...FILE_RULES, ...CODE_RULES, ...PROCESS_RULES };
/** Wrappers that show something of the command that they run. */
const LOOKING_WRAPPERS: ReadonlySet<string> = new Set(["strace", "ltrace"]);
const KERNEL = /^\/(proc|sys)\//;
const A_DISK = /^\/dev\/(sd|hd|vd|xvd|nvme|mmcblk|loop|dm-|mapper\/)/;
const OWN_HOST = /^(https?:\/\/)?(localhost|127\.[\d.]+|\[::1\]|0\.0\.0\.0)([:/?]|$)/;
const OWN_INSIDE = /\/(metrics|debug|stats?|status|health\w*|live\w*|ready\w*|vars|info|admin|pool)\b/;

/** The class of a simple command. */
export function classOf(command: FoundCommand): CommandClass {
  const { writes } = command;
  if (has(writes, A_DISK)) return "destructive";
  return strongest([
    ownClass(callOf(command)),
    writes.length > 0 || command.script === "nothing" ? "change" : "neutral",
    opensSocket(command),
  ]);
}

/** The layers that a simple command looks at; none for a command that does not just look. */
export function layersOf(command: FoundCommand): readonly Layer[] {
  if (classOf(command) !== "observe") return [];
  const call = callOf(command);
  const traced: Layer[] = command.via.some((wrapper) => LOOKING_WRAPPERS.has(wrapper)) ? ["process"] : [];
  const socket: Layer[] = opensSocket(command) === "observe" ? ["network"] : [];
  return [...new Set([...ownLayers(call), ...traced, ...socket])];
}

/** Of a line: the class of its strongest command, and all layers that its looking commands look at. */
export function classifyLine(commands: readonly FoundCommand[]): { class: CommandClass; layers: Layer[] } {
  const classes = classesOf(commands);
  const seen = new Set(commands.flatMap((command, place) => (classes[place] === "observe" ? layersOf(command) : [])));
  return { class: strongest(classes), layers: layer.options.filter((each) => seen.has(each)) };
}

/** The class of each command of a line. A filter shows no more than what it is fed with: `history | grep x` shows nothing. */
export function classesOf(commands: readonly FoundCommand[]): CommandClass[] {
  const classes: CommandClass[] = [];
  for (const command of commands) {
    const own = classOf(command);
    const fed = command.piped && classes.at(-1) === "neutral" && isFilter(callOf(command));
    classes.push(own === "observe" && fed ? "neutral" : own);
  }
  return classes;
}

function callOf(command: FoundCommand): Call {
  const { argv, slot } = command;
  const [name = "", ...given] = argv;
  const { token = null, words = [] } = slot ?? {};
  const args =
    token === null ? [...given, ...words] : given.flatMap((word) => (word.includes(token) ? [...words] : [word]));
  const script = /^\/etc\/(init|rc)\.d\/[^/]+$/.test(name);
  return { name: script ? "service" : name, args, command };
}

function ownClass(call: Call): CommandClass {
  const words = [call.name, ...call.args];
  if (call.name === "" || editsNotes(words, call.command.cwd)) return "neutral";
  if (editsUnseen(words)) return "change";
  if (call.command.script === "text") return "neutral";
  const kind = classByName(call);
  return kind === "observe" && showsItsInput(call) ? "neutral" : kind;
}

function classByName(call: Call): CommandClass {
  const rule = Object.hasOwn(RULES, call.name) ? RULES[call.name] : undefined;
  if (rule) return rule(call);
  if (call.name.startsWith("mkfs")) return "destructive";
  const tool = TOOLS.get(call.name);
  return tool ? classByTable(tool, call.args) : "observe";
}

function classByTable(tool: Tool, args: readonly string[]): CommandClass {
  for (const [pattern, decided] of tool.words ?? []) {
    if (has(args, pattern)) return decided;
  }
  const [verb] = operands(args, tool.valued ?? "");
  if (verb === undefined) return tool.bare ?? (has(args, /^(--help|--version)$/) ? "neutral" : tool.class);
  for (const decided of ["neutral", "observe", "change", "destructive"] as const) {
    if (tool.verbs?.[decided]?.split(/\s+/).includes(verb)) return decided;
  }
  return tool.class;
}

function ownLayers({ name, args, command }: Call): readonly Layer[] {
  if (name === "curl" || name === "wget") return requestLayers(args);
  const tool = TOOLS.get(name);
  if (!tool) return [];
  const layers = tool.layers ?? [];
  if (name === "ss" || name === "netstat") return has(args, /^-[a-zA-Z]*p/) ? ["process", ...layers] : layers;
  if (name === "lsof") return has(args, /^-[a-zA-Z]*i/) ? ["process", "network"] : layers;
  if (!tool.paths) return layers;
  const named = args.filter((arg) => !arg.startsWith("-"));
  if (layers.length === 0) return [...named, ...command.opens].flatMap((path) => pathLayers(path, command.cwd));
  // Sizes and rights of files are the system's, whatever is in them; but in /proc a name is as good as a content.
  const folders = named.length > 0 ? named : ["."];
  const kernel = folders.filter((path) => KERNEL.test(absolutePath(path, command.cwd) ?? ""));
  return kernel.length > 0 ? kernel.flatMap((path) => pathLayers(path, command.cwd)) : layers;
}

/** A request to another host is a look at the network; one to the own service only where it asks for its inside. */
function requestLayers(args: readonly string[]): readonly Layer[] {
  const targets = args.filter((arg) => /^https?:\/\/|^[\w.[\]-]+:\d+/.test(arg) || OWN_HOST.test(arg));
  if (targets.some((target) => !OWN_HOST.test(target))) return ["network"];
  return has(targets, OWN_INSIDE) ? ["process"] : [];
}

/** Opening /dev/tcp/HOST/PORT is bash's way to try whether a port answers. */
function opensSocket({ opens }: FoundCommand): CommandClass {
  return has(opens, /^\/dev\/(tcp|udp)\//) ? "observe" : "neutral";
}
