// Tools that look with some words and change something with others: `systemctl status` and `systemctl restart`.
import type { CommandClass } from "../../protocol/diagnosis.ts";
import type { Layer } from "../../protocol/labs.ts";

export interface Tool {
  /** What it does where nothing below decides. */
  readonly class: CommandClass;
  readonly layers?: readonly Layer[];
  /** Words that decide, tried in this order on each argument. */
  readonly words?: readonly (readonly [RegExp, CommandClass])[];
  /** By its first operand; words separated by spaces. */
  readonly verbs?: Readonly<Partial<Record<CommandClass, string>>>;
  /** Without an operand. */
  readonly bare?: CommandClass;
  /** Options that take a value, so that it is not read as an operand. */
  readonly valued?: string;
  /** Whether the paths that it names tell its layers; with `layers` given only those in /proc and /sys do. */
  readonly paths?: true;
}

/** Words with which a tool of several subjects changes one of them. */
const SET = /^(set|add|del|delete|change|replace|append|flush|restore|up|down|save|reset)$/;

/** What of gdb's commands acts on the process, or runs what only the debugger knows. */
export const GDB_ACTS =
  /^(call|set (var(iable)?|[{(*]|\$)|signal|kill|jump|return|python|py|source|tbreak .* commands|p(rint)?(\/\w+)? (.*\w\(|[^=]*[^=!<>]=[^=]))/;

/** These tools, by name. */
export const TOOLS_BY_WORDS: Readonly<Record<string, Tool>> = {
  systemctl: {
    class: "change",
    layers: ["process"],
    bare: "observe",
    valued: "n H M t p o type state property lines output host machine root signal kill-who job-mode",
    verbs: {
      observe: `status show cat list-units list-unit-files list-timers list-sockets list-jobs list-dependencies
        list-machines is-active is-enabled is-failed is-system-running get-default show-environment help edit`,
      // It takes over what an edit before it changed; by itself it does nothing.
      neutral: "daemon-reload",
      destructive: "poweroff reboot halt kexec rescue emergency isolate",
    },
  },
  journalctl: {
    class: "observe",
    layers: ["process", "os"],
    words: [
      [/^--vacuum-/, "destructive"],
      [/^--(rotate|flush|relinquish-var|setup-keys|update-catalog)$/, "change"],
    ],
  },
  sv: {
    class: "change",
    layers: ["process"],
    valued: "w",
    verbs: { observe: "status s check" },
  },
  supervisorctl: { class: "change", layers: ["process"], verbs: { observe: "status tail avail pid" } },
  rcctl: { class: "change", layers: ["process"], verbs: { observe: "check get ls" } },
  ...same("hostname domainname", { class: "observe", layers: ["host"] }),
  ...same("date cal", { class: "observe", layers: ["os"] }),
  mount: { class: "change", layers: ["os"] },
  ...same("service fuser kill pkill killall skill", { class: "change", layers: ["process"] }),
  ifconfig: { class: "observe", layers: ["network"] },
  crontab: { class: "change", layers: ["os"] },
  atq: { class: "observe", layers: ["os"] },
  visudo: { class: "observe", layers: ["os"] },
  vipw: { class: "observe", layers: ["os"] },
  vigr: { class: "observe", layers: ["os"] },
  nginx: { class: "change", layers: ["process"], words: [[/^-[tTvVh]+$/, "observe"]] },
  ...same("apachectl apache2ctl httpd", {
    class: "change",
    layers: ["process"],
    words: [[/^(-[tvVSMl]|configtest|status|fullstatus)$/, "observe"]],
  }),
  logrotate: { class: "change", layers: ["os"], words: [[/^(-[a-z]*d[a-z]*|--debug|--version)$/, "observe"]] },
  haproxy: { class: "change", layers: ["process"], words: [[/^-(c|v+)$/, "observe"]] },
  sysctl: {
    class: "observe",
    layers: ["os"],
    words: [[/^(-[a-z]*[wp].*|--(write|load|system).*|[\w./-]+=.*)$/, "change"]],
  },
  ...same("df du ls ll dir tree stat file find locate lsattr getfacl fdfind fd", {
    class: "observe",
    layers: ["os"],
    paths: true,
  }),
  df: { class: "observe", layers: ["os", "host"] },
  dmesg: { class: "observe", layers: ["os", "host"], words: [[/^(-[a-z]*[cCDEn]|--clear|--read-clear)$/, "change"]] },
  ulimit: { class: "observe", layers: ["os"] },
  getent: { class: "observe", layers: ["os", "network"] },
  ss: { class: "observe", layers: ["network"], words: [[/^(-[a-zA-Z0-9]*K[a-zA-Z0-9]*|--kill)$/, "change"]] },
  ip: { class: "observe", layers: ["network"], words: [[SET, "change"]] },
  bridge: { class: "observe", layers: ["network"], words: [[SET, "change"]] },
  tc: { class: "observe", layers: ["network"], words: [[SET, "change"]] },
  route: { class: "observe", layers: ["network"], words: [[SET, "change"]] },
  arp: { class: "observe", layers: ["network"], words: [[/^-[a-z]*[ds]$/, "change"]] },
  ethtool: {
    class: "observe",
    layers: ["network", "host"],
    words: [[/^(-[sACGKLNXEf]|--(change|set|features|offload).*|--reset)$/, "change"]],
  },
  iptables: firewall(),
  ip6tables: firewall(),
  "iptables-legacy": firewall(),
  "iptables-save": { class: "observe", layers: ["network"] },
  nft: {
    class: "change",
    layers: ["network"],
    words: [
      [/^(flush|destroy)\b/, "destructive"],
      [/^(list|monitor|describe)\b/, "observe"],
    ],
  },
  ufw: { class: "change", layers: ["network"], verbs: { observe: "status show version", destructive: "reset" } },
  "firewall-cmd": { class: "change", layers: ["network"], words: [[/^--(list|get|query|state|info)/, "observe"]] },
  conntrack: {
    class: "observe",
    layers: ["network"],
    words: [[/^(-[DFIU]|--(delete|flush|create|update))$/, "change"]],
  },
  nmcli: {
    class: "observe",
    layers: ["network"],
    words: [[/^(up|down|add|modify|delete|connect|disconnect|on|off|reload)$/, "change"]],
  },
  resolvectl: resolver(),
  "systemd-resolve": resolver(),
  openssl: { class: "observe", layers: ["network"] },
  hostnamectl: { class: "observe", layers: ["host"], words: [[/^(set-.*|hostname)$/, "change"]] },
  timedatectl: { class: "observe", layers: ["os", "host"], words: [[/^set-/, "change"]] },
  localectl: { class: "observe", layers: ["os"], words: [[/^set-/, "change"]] },
  loginctl: {
    class: "change",
    layers: ["os"],
    bare: "observe",
    verbs: {
      observe: "list-sessions list-users list-seats session-status user-status seat-status show-session show-user",
    },
  },
  chronyc: {
    class: "change",
    layers: ["os", "network"],
    bare: "observe",
    verbs: { observe: "tracking sources sourcestats activity ntpdata serverstats clients" },
  },
  prlimit: {
    class: "observe",
    layers: ["process", "os"],
    words: [[/^(--(?!pid|output)[a-z]+=.+|-[cdefilmnqrstuvxy]\d.*)$/, "change"]],
  },
  chrt: { class: "change", layers: ["process"], words: [[/^(-[a-z]*[mh]|--max)$/, "observe"]] },
  ionice: { class: "observe", layers: ["process"], words: [[/^(-[cn].*|--class.*)$/, "change"]] },
  taskset: { class: "observe", layers: ["process"], words: [[/^(0x)?[0-9a-f]+[,-]/, "change"]] },
  swapon: {
    class: "change",
    layers: ["os", "host"],
    bare: "observe",
    words: [
      [/^(-s|--show.*|--summary)$/, "observe"],
      [/^(-[a-z]*a|--all)$/, "change"],
    ],
  },
  fdisk: { class: "destructive", layers: ["os", "host"], words: [[/^(-[a-z]*l|--list.*)$/, "observe"]] },
  sfdisk: { class: "destructive", layers: ["os", "host"], words: [[/^(-[a-z]*[ld]|--(list|dump).*)$/, "observe"]] },
  parted: { class: "destructive", layers: ["os", "host"], words: [[/^(-l|--list|print)$/, "observe"]] },
  wipefs: { class: "observe", layers: ["os"], words: [[/^(-[a-z]*a[a-z]*|--all|-o.*)$/, "destructive"]] },
  fsck: { class: "change", layers: ["os"], words: [[/^-[a-zA-Z]*[nN]/, "observe"]] },
  tune2fs: { class: "change", layers: ["os"], words: [[/^-l$/, "observe"]] },
  dumpe2fs: { class: "observe", layers: ["os"] },
  ...same("lvs vgs pvs lvdisplay vgdisplay pvdisplay", { class: "observe", layers: ["os", "host"] }),
  ...same("apt apt-get aptitude", {
    class: "change",
    layers: ["os"],
    bare: "observe",
    words: [[/^(-s|--simulate|--dry-run|--just-print|--print-uris)$/, "observe"]],
    valued: "o t c",
    verbs: { observe: "list show search policy depends rdepends madison changelog check help versions why why-not" },
  }),
  ...same("yum dnf microdnf zypper apk", {
    class: "change",
    layers: ["os"],
    bare: "observe",
    verbs: { observe: "list info search repolist provides deplist history check-update repoquery policy" },
  }),
  dpkg: {
    class: "change",
    layers: ["os"],
    words: [[/^(-[lLsSVpC]|--(list|listfiles|status|search|verify|get-|print-|audit|version).*)$/, "observe"]],
  },
  rpm: { class: "change", layers: ["os"], words: [[/^(-q.*|-V.*|--query|--verify)$/, "observe"]] },
  ...same("pip pip3", { class: "change", verbs: { observe: "list show freeze check config debug index" } }),
  git: {
    class: "change",
    bare: "observe",
    valued: "C c git-dir work-tree",
    words: [
      [/^--hard$/, "destructive"],
      [/^-[dDmM]$/, "change"],
    ],
    verbs: {
      observe: `status log diff show blame grep ls-files ls-tree rev-parse describe reflog shortlog branch remote
        rev-list cat-file whatchanged help bisect-log`,
      destructive: "clean",
    },
  },
  ...same("docker podman", {
    class: "change",
    layers: ["process", "host"],
    bare: "observe",
    verbs: { observe: "ps logs inspect stats top images info version events port diff history", destructive: "rm rmi" },
    words: [[/^prune$/, "destructive"]],
  }),
  kubectl: {
    class: "change",
    layers: ["process", "host"],
    bare: "observe",
    valued: "n context namespace",
    verbs: {
      observe: "get describe logs top explain events version cluster-info api-resources",
      destructive: "delete",
    },
  },
  "redis-cli": {
    class: "observe",
    layers: ["process"],
    words: [
      [/^(flushall|flushdb|shutdown)$/i, "destructive"],
      [
        /^(set|del|unlink|expire|rewrite|resetstat|kill|lpush|rpush|hset|hdel|sadd|srem|zadd|incr|decr|rename|failover|replicaof)$/i,
        "change",
      ],
    ],
  },
  pg_ctl: { class: "change", layers: ["process"], valued: "D m l o t w", verbs: { observe: "status" } },
  pg_ctlcluster: { class: "change", layers: ["process"], words: [[/^status$/, "observe"]] },
  passwd: { class: "change", layers: ["os"], words: [[/^(-S|--status)$/, "observe"]] },
  chage: { class: "change", layers: ["os"], words: [[/^(-l|--list)$/, "observe"]] },
  gdb: {
    class: "observe",
    layers: ["process"],
    words: [[GDB_ACTS, "change"]],
  },
  ...same("http https httpie xh curlie", {
    class: "observe",
    layers: ["network"],
    words: [[/^(PUT|PATCH|DELETE|-X(PUT|PATCH|DELETE))$/, "change"]],
  }),
  certbot: { class: "change", layers: ["network"], verbs: { observe: "certificates" } },
  postfix: { class: "change", layers: ["process"], verbs: { observe: "status check" } },
  mailq: { class: "observe", layers: ["process"] },
  rabbitmqctl: {
    class: "change",
    layers: ["process"],
    words: [[/^(status|list_.*|environment|report|cluster_status)$/, "observe"]],
  },
};

/** The names in a list. */
export function names(list: string): string[] {
  return list.split(/\s+/).filter((name) => name !== "");
}

function same(list: string, tool: Tool): Record<string, Tool> {
  return Object.fromEntries(names(list).map((name) => [name, tool]));
}

function firewall(): Tool {
  return {
    class: "change",
    layers: ["network"],
    words: [
      [/^(-[FX]|--flush|--delete-chain)$/, "destructive"],
      [/^(-[a-z]*[LS][a-z]*|--list.*|-C|--check|-V)$/, "observe"],
    ],
  };
}

function resolver(): Tool {
  return {
    class: "observe",
    layers: ["network", "os"],
    words: [[/^(revert|flush-caches|reset-.*|--(flush-caches|set-|revert).*)$/, "change"]],
  };
}
