// Commands that every page offers: the labs, recent results, the look of the page.
import { useMantineColorScheme } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useNavigate } from "react-router";
import { type Command, useCommands } from "./commands.ts";
import { attemptsQuery, labsQuery } from "./queries.ts";
import { useStartLab } from "./use-start-lab.ts";

const RESULTS_SHOWN = 8;

/** Draws nothing; offers the commands. */
export function GeneralCommands() {
  const navigate = useNavigate();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const { data: labs } = useQuery({ ...labsQuery, refetchOnMount: false });
  const { data: attempts } = useQuery({ ...attemptsQuery, enabled: labs !== undefined });
  const { start } = useStartLab();

  const commands = useMemo<Command[]>(() => {
    const next = colorScheme === "light" ? "dark" : "light";
    const over = (attempts?.attempts ?? []).filter((attempt) => attempt.state === "ended");
    return [
      ...(labs?.labs ?? []).map((lab) => ({
        id: `lab-${lab.id}`,
        group: "Labs",
        title: lab.running ? `Resume: ${lab.title}` : `Start: ${lab.title}`,
        detail: lab.summary,
        words: [lab.id, ...lab.layers, ...lab.teaches],
        run: () => (lab.running ? navigate(`/attempts/${lab.running}`) : start(lab.id)),
      })),
      ...over.slice(0, RESULTS_SHOWN).map((attempt) => ({
        id: `result-${attempt.id}`,
        group: "Results",
        title: `Result: ${attempt.lab.title}`,
        detail: new Date(attempt.createdAtMs).toLocaleString(),
        run: () => navigate(`/attempts/${attempt.id}/result`),
      })),
      { id: "home", group: "Sickbay", title: "All labs", words: ["library", "home"], run: () => navigate("/") },
      {
        id: "progress",
        group: "Sickbay",
        title: "Progress",
        detail: "What to take next, how it went so far, and the plans",
        words: ["next", "trend", "score", "weakest", "plan"],
        run: () => navigate("/progress"),
      },
      {
        id: "scheme",
        group: "Sickbay",
        title: `Switch to the ${next} page`,
        words: ["theme", "colour", "color"],
        run: () => setColorScheme(next),
      },
    ];
  }, [labs, attempts, colorScheme, setColorScheme, navigate, start]);
  useCommands(commands);
  return null;
}
