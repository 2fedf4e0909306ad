// Which layers a file tells about.
import type { Layer } from "../../protocol/labs.ts";
import { absolutePath } from "./found-command.ts";

/** What a file tells about, by its absolute path; the first that fits. */
const PATH_LAYERS: readonly (readonly [RegExp, readonly Layer[]])[] = [
  [/^\/proc\/([^/]+\/)?net\b|^\/proc\/sys\/net\b|^\/sys\/class\/net\b/, ["network"]],
  [/^\/proc\/(\d+|self|[^/]*[$*?[{`]).*\/(limits|cgroup|mountinfo|mounts|oom_)/, ["process", "os"]],
  [/^\/proc\/(\d+|self|[^/]*[$*?[{`])/, ["process"]],
  [
    /^\/proc\/(meminfo|loadavg|stat|cpuinfo|diskstats|vmstat|pressure|interrupts|softirqs|uptime|buddyinfo)\b/,
    ["host"],
  ],
  [/^\/proc\b/, ["os"]],
  [/^\/sys\/fs\/cgroup\b/, ["os", "host"]],
  [/^\/sys\b/, ["host"]],
  [
    /^\/etc\/(resolv\.conf|hosts|nsswitch\.conf|host\.conf|gai\.conf|services|network|netplan|nftables\.conf|iptables|dnsmasq|systemd\/(resolved|network))/,
    ["os", "network"],
  ],
  [/^\/etc\/(nginx|apache2|httpd|haproxy|postgresql|mysql|redis|service|sv)\b/, ["process"]],
  [/^\/var\/log\/(syslog|messages|kern|dmesg|auth|daemon|cron|boot|journal|wtmp|btmp|apt|dpkg)/, ["os"]],
  [/^\/var\/log\/./, ["process"]],
  [/^\/(etc|boot|var|usr\/lib)\b/, ["os"]],
  [/^\/(opt|srv|run|usr\/local|home)\/./, ["process"]],
];

/** The layers that a look at a file is a look at; none where its path doesn't tell, or is relative to an unknown folder. */
export function pathLayers(path: string, cwd: string | null): readonly Layer[] {
  const full = absolutePath(path, cwd);
  return full === null ? [] : (PATH_LAYERS.find(([pattern]) => pattern.test(full))?.[1] ?? []);
}
