// Commands on processes and on the machine itself whose words decide: kill, date, mount, crontab.
import { has, type Rule } from "./command-call.ts";
import { operands } from "./command-words.ts";

/** A pattern that every process fits. */
const EVERYTHING = /^(\.|\.\*|\^|\$|)$/;

const kill: Rule = ({ args }) => {
  if (has(args, /^(-l|-L|--list|--table)/)) return "neutral";
  // A first word with a dash is the signal; a second one is a group of processes, and -1 is every process.
  const [first = "", ...rest] = args;
  const named = /^(-s|-n|--signal)$/.test(first);
  const signal = named ? (rest[0] ?? "") : first.startsWith("-") && first !== "--" ? first.replace(/^-(s|n)?/, "") : "";
  if (signal === "0") return "observe";
  const targets = named ? rest.slice(1) : first.startsWith("-") ? rest : args;
  return has(targets, /^(-1|1)$/) && !/^(HUP|USR[12]|CHLD)$/.test(signal.replace(/^SIG/, ""))
    ? "destructive"
    : "change";
};

const killByName: Rule = ({ args }) => {
  if (has(args, /^(-0|-l|--list)$/) || /^(-s|--signal)\s(0|none)$/i.test(args.slice(0, 2).join(" "))) return "observe";
  const names = operands(args, "s u U G g P t signal euid uid parent user");
  return names.some((name) => EVERYTHING.test(name)) ? "destructive" : "change";
};

const fuser: Rule = ({ args }) => (has(args, /^(-[a-jl-z]*k[a-z]*|--kill)$/i) ? "change" : "observe");

const date: Rule = ({ args }) => {
  if (has(args, /^(-[uR]*s.*|--set.*)$/)) return "change";
  return has(operands(args, "d f r I date file reference"), /^\d{8}/) ? "change" : "observe";
};

const hostname: Rule = ({ args }) =>
  has(args, /^(-F|-b|--file|--boot)/) || operands(args, "").length > 0 ? "change" : "observe";

const mount: Rule = ({ args }) =>
  operands(args, "t").length === 0 && !has(args, /^(-[a-zA-Z]*a|--all)$/) ? "observe" : "change";

const service: Rule = ({ args }) => (has(args, /^(status|--status-all)$/) ? "observe" : "change");

const ifconfig: Rule = ({ args }) => (operands(args, "").length <= 1 ? "observe" : "change");

const crontab: Rule = ({ args }) => {
  if (has(args, /^-[a-z]*r$/)) return "destructive";
  return has(args, /^-[a-z]*[le]$/) ? "observe" : "change";
};

/** A shell that reads its commands from a pipe runs what the line does not tell. */
const shell: Rule = ({ args, command }) => {
  if (operands(args, "o O").length > 0) return "observe";
  return command.piped && command.stdin === null ? "change" : "neutral";
};

/** Rules by the command's name. */
export const PROCESS_RULES: Readonly<Record<string, Rule>> = {
  kill,
  pkill: killByName,
  killall: killByName,
  skill: killByName,
  fuser,
  date,
  mount,
  service,
  ifconfig,
  crontab,
  hostname,
  bash: shell,
  sh: shell,
  dash: shell,
  zsh: shell,
  ksh: shell,
  ash: shell,
};
