import { Component, type ReactNode } from "react";
import { Failure, failureText } from "./failure.tsx";

/** Shows a failure of drawing as a page instead of a blank screen. */
export class FailureBoundary extends Component<{ children: ReactNode }, { error: unknown }> {
  override state: { error: unknown } = { error: null };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render() {
    if (this.state.error === null) return this.props.children;
    return (
      <main>
        <Failure failure={failureText(this.state.error)} home={false} retry={() => location.reload()} />
      </main>
    );
  }
}
