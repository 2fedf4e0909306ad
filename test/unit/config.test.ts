import { describe, expect, it } from "vitest";
import { readConfig } from "../../orchestrator/config.ts";

describe("the settings", () => {
  it("have defaults that bind to loopback", () => {
    expect(readConfig({}, "/srv/sickbay")).toMatchObject({
      host: "127.0.0.1",
      port: 4180,
      dataFolder: "/srv/sickbay/data",
      labs: [{ kind: "folder", path: "/srv/sickbay/labs" }],
      capacity: 8,
      origins: [],
      execTrace: false,
      dockerHost: undefined,
    });
    expect(readConfig({ SICKBAY_EXEC_TRACE: "1" }, "/").execTrace).toBe(true);
  });

  it("take an empty variable as none and split origins at commas", () => {
    const config = readConfig(
      { SICKBAY_PORT: "", DOCKER_HOST: "", SICKBAY_ORIGIN: "https://a.example, http://b.example:8080" },
      "/",
    );
    expect(config).toMatchObject({
      port: 4180,
      dockerHost: undefined,
      origins: ["https://a.example", "http://b.example:8080"],
    });
  });

  it.each([
    ["SICKBAY_PORT", "http"],
    ["SICKBAY_PORT", "70000"],
    ["SICKBAY_CAPACITY", "0"],
    ["SICKBAY_CAPACITY", "2.5"],
    ["SICKBAY_ORIGIN", "labs.example.org"],
    ["SICKBAY_ORIGIN", "https://labs.example.org/path"],
    ["SICKBAY_ORIGIN", "ftp://labs.example.org"],
    ["SICKBAY_LOG_LEVEL", "loud"],
    ["SICKBAY_EXEC_TRACE", "yes"],
    ["SICKBAY_SUBNETS", "nonsense"],
    ["SICKBAY_SUBNETS", "10.213.0.0/31"],
    ["SICKBAY_SUBNETS", "300.1.0.0/16"],
  ])("refuse %s=%s by its name", (name, value) => {
    expect(() => readConfig({ [name]: value }, "/")).toThrow(name);
  });
});
