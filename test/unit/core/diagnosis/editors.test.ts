import { expect, it } from "vitest";
import { editedFiles } from "../../../../orchestrator/core/diagnosis/editors.ts";

it.each([
  ["vim app.conf", ["/etc/app/app.conf"]],
  ["vi +12 /etc/hosts ../hosts", ["/etc/hosts"]],
  ["/usr/bin/nano -l -T 4 ~/.bashrc", ["/root/.bashrc"]],
  ["vim -es -c wq -- -odd", ["/etc/app/-odd"]],
  ["view /etc/./passwd", ["/etc/passwd"]],
  ["vimdiff a b", ["/etc/app/a", "/etc/app/b"]],
  ["ed -s /etc/fstab", ["/etc/fstab"]],
  ["emacs -nw --eval (x) /etc/motd", ["/etc/motd"]],
  ["sudoedit -u app /etc/sudoers.d/x", ["/etc/sudoers.d/x"]],
  ["sudo -e /etc/hosts", ["/etc/hosts"]],
  ["systemctl edit app", ["/etc/systemd/system/app.service.d/override.conf"]],
  ["systemctl edit --full app.timer", ["/etc/systemd/system/app.timer"]],
  ["systemctl edit --runtime app@1", ["/run/systemd/system/app@1.service.d/override.conf"]],
  ["crontab -e", ["/var/spool/cron/crontabs/root"]],
  ["crontab -u app -e", ["/var/spool/cron/crontabs/app"]],
  ["visudo", ["/etc/sudoers"]],
  ["visudo -f /etc/sudoers.d/x", ["/etc/sudoers.d/x"]],
  ["vipw -s", ["/etc/shadow"]],
  ["vigr", ["/etc/group"]],
])("knows which files %s has open", (line, files) => {
  expect(editedFiles(line.split(" "), "/etc/app")).toEqual(files);
});

it.each([
  "vim",
  "vim *.conf",
  "nano $file",
  "crontab -l",
  "systemctl status app",
  "systemctl edit",
  "less /etc/hosts",
  "sudo -l",
  "",
])("knows no open file of %j", (line) => {
  expect(editedFiles(line.split(" "), "/etc/app")).toEqual([]);
});
