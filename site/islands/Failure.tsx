import { ApiRefusal } from "./fetch-api.ts";

/** Says why there is no answer, and offers to ask again. */
export const Failure = ({ error, retry }: { error: unknown; retry: () => void }) => (
  <div className="trials-failure" role="alert">
    <p>
      {error instanceof ApiRefusal
        ? `The API cannot show this: ${error.message}`
        : "The live API does not answer; the figures on this page are complete without it."}
    </p>
    <button type="button" onClick={retry}>
      Retry
    </button>
  </div>
);
