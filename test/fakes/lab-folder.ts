// Writes folders of labs for tests, and removes them.
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A lab.yaml that is right; tests change lines of it. */
export const goodLabYaml = `id: good
title: Notes can't be saved
summary: Every note is refused.
level: 1
minutes: 5
layers: [os]
teaches: [reading logs]
params:
  service: [notes, memos]
  port: {from: 8100, to: 8900}
variants:
  wrong-owner:
    folder: [a, b]
machines:
  web:
    hostname: "{{service}}-1"
    image: base
symptom: {probe: symptom.py}
checks:
  - {id: save, title: Notes are saved, proves: symptom, probe: save.py, args: {count: 3}}
  - {id: restart, title: Restart, provoke: restart.sh}
  - {id: owner, title: The folder, proves: root, look: owner.py}
`;

/** All files of the lab `good`, by path. */
export const goodLab: Readonly<Record<string, string>> = {
  "lab.yaml": goodLabYaml,
  "brief.md": "{{service}} on {{host_web}} refuses every note.\n",
  "debrief.md": "The folder belonged to root.\n",
  "scene/web/etc/{{service}}/conf": "port={{port}}\n",
  "fault/wrong-owner/web.sh": "chown root /srv/{{folder}}\n",
  "checks/symptom.py": "met('seen')\n",
  "checks/save.py": "met('seen')\n",
  "checks/owner.py": "met('seen')\n",
  "checks/restart.sh": "systemctl restart {{service}}\n",
  "solutions/chown.sh": "# title: Give it back\n\nchown notes /srv/{{folder}}\n\nsystemctl restart {{service}}\n",
  "masks/restart.sh": "# title: Restart\n# expect: not-fixed\n\nsystemctl restart {{service}}\n",
};

export class LabsFolder implements AsyncDisposable {
  readonly path: string;

  private constructor(path: string) {
    this.path = path;
  }

  /** Writes labs, by id and by path in the lab. */
  static async with(labs: Readonly<Record<string, Readonly<Record<string, string>>>>): Promise<LabsFolder> {
    const folder = new LabsFolder(await mkdtemp(join(tmpdir(), "labs-")));
    for (const [id, files] of Object.entries(labs)) {
      for (const [path, content] of Object.entries(files)) await folder.write(`${id}/${path}`, content);
    }
    return folder;
  }

  async write(path: string, content: string): Promise<void> {
    const full = join(this.path, path);
    await mkdir(dirname(full), { recursive: true });
    await writeFile(full, content);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.path, { recursive: true });
  }
}
