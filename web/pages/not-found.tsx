import { useLocation } from "react-router";
import { Failure } from "../ui/failure.tsx";
import { Page } from "../ui/page.tsx";

/** For an address that no page has. */
export function NotFoundPage() {
  const { pathname } = useLocation();
  return (
    <Page title="Nothing here">
      <Failure
        failure={{
          code: "not-found",
          message: `There is no page at ${pathname}.`,
          remedy: "The address may be mistyped. Attempts have addresses like /attempts/ followed by their id.",
        }}
      />
    </Page>
  );
}
