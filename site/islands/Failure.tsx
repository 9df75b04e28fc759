import { ApiRefusal, ApiUnreachable } from "./fetch-api.ts";

const tell = (error: unknown): string => {
  if (error instanceof ApiRefusal) return `The API cannot show this: ${error.message}`;
  if (error instanceof ApiUnreachable)
    return "The live API does not answer. The figures on this page are complete without it.";
  return "The live data cannot be shown. The figures on this page are complete without them.";
};

/** Says why there is nothing to show, and offers to ask again. */
export const Failure = ({ error, retry }: { error: unknown; retry: () => void }) => (
  <div className="live-failure" role="alert">
    <p>{tell(error)}</p>
    <button type="button" onClick={() => retry()}>
      Try again
    </button>
  </div>
);
