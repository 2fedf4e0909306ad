// The engine's own calls, with nothing of ours between: network, container, shell.
import type Docker from "dockerode";
import type { Parts } from "./figures.ts";
import { showsPrompt } from "./prompt.ts";

/**
 * Makes an internal network and one container in it, opens a login shell, and removes all again.
 *
 * @param image reference on the engine
 * @param subnet of the network, free on this machine
 */
export async function engineStart(docker: Docker, image: string, subnet: string): Promise<Parts> {
  const clicked = performance.now();
  const network = await docker.createNetwork({
    Name: `sickbay-bench-${process.pid}`,
    Internal: true,
    IPAM: { Config: [{ Subnet: subnet }] },
  });
  const withNetwork = performance.now();
  try {
    const container = await docker.createContainer({ Image: image, HostConfig: { NetworkMode: network.id } });
    try {
      await container.start();
      const started = performance.now();
      await shellPrompt(container);
      const prompted = performance.now();
      return {
        "click to prompt": prompted - clicked,
        network: withNetwork - clicked,
        machine: started - withNetwork,
        shell: prompted - started,
      };
    } finally {
      await container.remove({ force: true });
    }
  } finally {
    await network.remove();
  }
}

async function shellPrompt(container: Docker.Container): Promise<void> {
  const exec = await container.exec({
    Cmd: ["/bin/bash", "-l"],
    AttachStdin: true,
    AttachStdout: true,
    AttachStderr: true,
    Tty: true,
  });
  const stream = await exec.start({ hijack: true, stdin: true, Tty: true });
  let output = "";
  for await (const chunk of stream) {
    output += chunk.toString();
    if (showsPrompt(output)) return;
  }
  throw new Error(`The shell ended without a prompt: ${output}`);
}
