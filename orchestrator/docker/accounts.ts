// Adds users to an image's own account files, as text.

import type { MachineUser } from "../core/lab.ts";
import { LabError } from "../core/lab-error.ts";

/** The three files that a user is in, by path. */
export const ACCOUNT_FILES = ["/etc/passwd", "/etc/group", "/etc/shadow"] as const;
export type AccountTexts = Readonly<Record<(typeof ACCOUNT_FILES)[number], string>>;

// Days since 1970 of the last change of password; any day in the past will do.
const PASSWORD_DAY = 20_000;

/** The account files with the users added: each with a group of its own, no password, and a shell. */
export function withUsers(texts: AccountTexts, users: readonly MachineUser[]): AccountTexts {
  const passwd = texts["/etc/passwd"].split("\n").map((line) => line.split(":"));
  const names = new Set(passwd.map((fields) => fields[0]));
  const uids = new Set(passwd.map((fields) => fields[2]));
  for (const { name, uid } of users) {
    if (names.has(name) || uids.has(String(uid))) {
      throw new LabError(
        "lab-invalid",
        `The user ${name} (uid ${uid}) is in the image already, by name or by uid.`,
        "Choose another name and uid, or leave the user out.",
      );
    }
    names.add(name);
    uids.add(String(uid));
  }
  const append = (text: string, line: (user: MachineUser) => string): string =>
    `${text.replace(/\n*$/, "\n")}${users.map((user) => `${line(user)}\n`).join("")}`;
  return {
    "/etc/passwd": append(texts["/etc/passwd"], ({ name, uid }) => `${name}:x:${uid}:${uid}::/home/${name}:/bin/bash`),
    "/etc/group": append(texts["/etc/group"], ({ name, uid }) => `${name}:x:${uid}:`),
    "/etc/shadow": append(texts["/etc/shadow"], ({ name }) => `${name}:!:${PASSWORD_DAY}:0:99999:7:::`),
  };
}
