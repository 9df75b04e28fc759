import { Component, type ReactNode } from "react";
import { Failure } from "./Failure.tsx";
import { queryClient } from "./query-client.ts";

type State = { failed: false } | { failed: true; error: unknown };

/** Keeps what fails while it is drawn to itself, says so, and draws it again from fresh answers when the reader asks. */
export class ErrorBoundary extends Component<{ children: ReactNode }, State> {
  override state: State = { failed: false };

  static getDerivedStateFromError(error: unknown): State {
    return { failed: true, error };
  }

  retry = () => {
    queryClient.removeQueries({ type: "inactive" });
    this.setState({ failed: false });
  };

  override render() {
    return this.state.failed ? <Failure error={this.state.error} retry={this.retry} /> : this.props.children;
  }
}
