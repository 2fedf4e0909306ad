// Starts the page.
import "@fontsource-variable/inter/wght.css";
import "@fontsource-variable/jetbrains-mono/wght.css";
import "./styles/mantine.css";
import "./styles/tokens.css";
import "./styles/base.css";
import { localStorageColorSchemeManager, MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createRoot } from "react-dom/client";
import { BrowserRouter } from "react-router";
import { ApiFailure } from "./api.ts";
import { App } from "./app.tsx";
import { resolveVariables, theme } from "./styles/theme.ts";
import { FailureBoundary } from "./ui/failure-boundary.tsx";
import { reloadOnLostParts } from "./ui/reload-once.ts";

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      // Only an orchestrator that is away is asked again; its refusals are answers.
      retry: (count, error) => error instanceof ApiFailure && error.code === "unreachable" && count < 1,
      retryDelay: 500,
      staleTime: 2000,
      networkMode: "always",
    },
    mutations: { networkMode: "always" },
  },
});

reloadOnLostParts();

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no element with the id root.");
createRoot(root).render(
  <MantineProvider
    theme={theme}
    cssVariablesResolver={resolveVariables}
    defaultColorScheme="dark"
    colorSchemeManager={localStorageColorSchemeManager({ key: "sickbay-colour-scheme" })}
    deduplicateCssVariables={false}
  >
    <FailureBoundary>
      <QueryClientProvider client={queries}>
        <BrowserRouter>
          <App />
        </BrowserRouter>
      </QueryClientProvider>
    </FailureBoundary>
  </MantineProvider>,
);
