import { createRoot } from "react-dom/client";
import style from "../styles/trials.css?url";
import { TrialsDialog } from "./TrialsDialog.tsx";
import { readTrials } from "./trials-address.ts";
import { followAddress, leaveTrials } from "./trials-history.ts";

const loadStyle = () =>
  new Promise<void>((resolve) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = style;
    // Without its style the dialog is plain, and still better than none.
    link.onload = link.onerror = () => resolve();
    document.head.append(link);
  });

const makeDialog = async (): Promise<HTMLDialogElement> => {
  const dialog = document.createElement("dialog");
  dialog.className = "trials-dialog";
  dialog.setAttribute("aria-labelledby", "trials-title");
  dialog.setAttribute("closedby", "any");
  await loadStyle();
  document.body.append(dialog);
  dialog.addEventListener("close", () => {
    // Escape and the closing button close the dialog first; then the address follows. Where the address was first, it may be
    // elsewhere again by now: the event comes late.
    if (!closedByAddress && readTrials(location.search)) leaveTrials();
    closedByAddress = false;
    // Safari does not focus a link that is clicked, and so would not come back to it.
    lastOpener?.focus();
  });
  createRoot(dialog).render(<TrialsDialog close={() => dialog.close()} />);
  return dialog;
};

let dialog: Promise<HTMLDialogElement> | undefined;
let lastOpener: HTMLElement | SVGElement | undefined;
let closedByAddress = false;

const follow = async () => {
  const shown = await dialog;
  if (!shown) return;
  const asked = readTrials(location.search) !== undefined;
  if (asked && !shown.open) shown.showModal();
  if (!asked && shown.open) {
    closedByAddress = true;
    shown.close();
  }
};

/** Opens the dialog on what the page's address asks for. Takes the link to come back to. */
export const showTrials = async (opener?: HTMLElement | SVGElement) => {
  lastOpener = opener ?? lastOpener;
  if (!dialog) {
    dialog = makeDialog();
    followAddress(() => void follow());
  }
  await follow();
};
