// @ts-check
// Upload Document: filling in, sending, and the confirmation, in one dialog.

import { Dialog } from "../../shared/dialog.js";
import { plural } from "../../shared/format.js";
import { Icon } from "../../shared/icons.js";
import { newKey } from "../../shared/upload.js";
import { useDrop } from "../../shared/use-drop.js";
import { html, useId, useLayoutEffect, useReducer, useRef, useState } from "../../shared/vendor/preact.js";
import { getState, setState, useStore } from "../store.js";
import { documentsHref } from "../route.js";
import { Button } from "../ui/field.js";
import { ConfirmDialog } from "../ui/confirm.js";
import { go } from "../use-route.js";
import { Compose } from "./compose.js";
import { Progress } from "./progress.js";
import { emptyQueue, phaseOf, problems, queueReducer, wouldLose } from "./queue.js";
import { useSending } from "./send.js";

/** @returns {import("./queue.js").Limits} */
function limits() {
  const { maxUploadSize, allowedTypes } = getState().firm;
  return { maxSize: maxUploadSize, allowedTypes };
}

/** A form, and the files that were dropped on the page. */
function begin() {
  const items = emptyQueue(newKey);
  return queueReducer(items, { type: "files", files: getState().dropped, limits: limits(), newKey });
}

const close = () => setState({ uploading: false, dropped: [] });

export function UploadDialog() {
  const headingId = useId();
  const [items, dispatch] = useReducer(queueReducer, undefined, begin);
  const [tried, setTried] = useState(false);
  const [leaving, setLeaving] = useState(/** @type {{by: () => void} | null} */ (null));
  // Where they go is settled when the dialog opens, whatever page is behind it later.
  const [{ project, ticket }] = useState(() => getState());
  const { cancel } = useSending(items, dispatch, destination(project, ticket));
  const form = useRef(/** @type {HTMLFormElement | null} */ (null));
  const phase = phaseOf(items);
  // Meanwhile all of it may have arrived.
  const asking = leaving !== null && wouldLose(items);

  const onFiles = (/** @type {File[]} */ files) => dispatch({ type: "files", files, limits: limits(), newKey });
  const { over, ...drop } = useDrop(onFiles);
  const onRemove = (/** @type {string} */ key) => {
    setTried(false);
    dispatch({ type: "remove", key, newKey });
  };
  const onReplace = (/** @type {string} */ key, /** @type {File} */ file) =>
    dispatch({ type: "replace", key, file, limits: limits(), newKey });

  /** @param {SubmitEvent} event */
  const onSubmit = (event) => {
    event.preventDefault();
    setTried(true);
    const ready = items.every((item) => Object.keys(problems(item)).length === 0);
    if (ready) dispatch({ type: "start" });
    else setTimeout(() => focusFirstProblem(form.current));
  };

  /** Asks first, where something would be lost. @param {() => void} leave */
  const after = (leave) => {
    if (asking) return;
    if (wouldLose(items)) setLeaving({ by: leave });
    else leave();
  };
  const onClose = () => after(close);
  const reset = () => {
    setLeaving(null);
    setTried(false);
    dispatch({ type: "reset", newKey });
  };
  const finish = () => {
    close();
    if (!ticket && items.some(({ status }) => status === "done")) go(documentsHref("uploads", {}, "", project?.slug));
  };

  return html`<${Dialog} labelledBy=${headingId} class="upload" onClose=${onClose}>
    <form class="upload-form" method="post" noValidate ref=${form} onSubmit=${onSubmit} ...${phase === "compose" ? drop : {}}>
      <div class="dialog-top">
        <${Heading} id=${headingId} items=${items} phase=${phase} />
        <button type="button" class="icon-button" onClick=${onClose}>
          <${Icon} name="close" /><span class="visually-hidden">Close</span>
        </button>
      </div>
      <div class="upload-body" ...${phase === "compose" ? {} : { tabindex: 0, role: "region", "aria-labelledby": headingId }}>
        ${phase === "compose"
          ? html`<${Compose}
              items=${items}
              project=${project}
              ticket=${ticket}
              over=${over}
              tried=${tried}
              onFiles=${onFiles}
              onEdit=${(/** @type {string} */ key, /** @type {object} */ patch) => dispatch({ type: "edit", key, patch })}
              onRemove=${onRemove}
              onReplace=${onReplace}
            />`
          : html`<${Confirmation} items=${items} phase=${phase} project=${project} ticket=${ticket} />
              <${Progress}
                items=${items}
                onCancel=${cancel}
                onRetry=${(/** @type {string} */ key) => dispatch({ type: "retry", key })}
                onRemove=${onRemove}
                onReplace=${onReplace}
              />`}
      </div>
      <${Actions} phase=${phase} items=${items} onClose=${onClose} onAgain=${() => after(reset)} onDone=${() => after(finish)} />
    </form>
    ${asking && html`<${LeaveDialog} phase=${phase} onLeave=${leaving.by} onStay=${() => setLeaving(null)} />`}
  <//>`;
}

/**
 * Of a ticket's uploads the server knows the project.
 * @param {import("../types.js").Project | null} project
 * @param {import("../types.js").Ticket | null} ticket
 * @returns {import("../api.js").Destination}
 */
function destination(project, ticket) {
  if (ticket) return { ticket: ticket.id };
  return project ? { project: project.id } : {};
}

/** @param {HTMLFormElement | null} form */
function focusFirstProblem(form) {
  const field = form?.querySelector("[aria-invalid=true]");
  if (field instanceof HTMLElement) field.focus();
}

/** @typedef {{items: import("./queue.js").Item[], phase: ReturnType<typeof phaseOf>}} PhaseProps */

/**
 * Says where things stand, and takes the focus when that changes.
 * @param {PhaseProps & {id: string}} props
 */
function Heading({ id, items, phase }) {
  const ref = useRef(/** @type {HTMLHeadingElement | null} */ (null));
  const before = useRef(phase);
  // Before anybody can have gone on to what comes after it.
  useLayoutEffect(() => {
    if (before.current !== phase) ref.current?.focus();
    before.current = phase;
  }, [phase]);
  return html`<h2 id=${id} tabindex="-1" ref=${ref}>${headingOf(items, phase)}</h2>`;
}

/**
 * @param {import("./queue.js").Item[]} items
 * @param {ReturnType<typeof phaseOf>} phase
 */
function headingOf(items, phase) {
  if (phase === "compose") return "Upload Document";
  const sent = items.filter(({ file }) => file);
  const done = sent.filter(({ status }) => status === "done").length;
  if (phase === "sending") return `Uploading ${plural(sent.length, "document")}…`;
  if (done === sent.length) return done === 1 ? "Document uploaded" : `${plural(done, "document")} uploaded`;
  return done === 0 ? "Not uploaded" : `${done} of ${plural(sent.length, "document")} uploaded`;
}

/** @typedef {{project: import("../types.js").Project | null, ticket: import("../types.js").Ticket | null}} PlaceProps where the uploads go */

/** @param {PhaseProps & PlaceProps} props */
function Confirmation({ items, phase, project, ticket }) {
  const firm = useStore((state) => state.firm.name);
  const done = items.filter(({ status }) => status === "done");
  const whole = phase === "finished" && done.length > 0 && done.length === items.filter(({ file }) => file).length;
  return html`<div role="status">
    ${whole &&
    html`<div class="confirmation">
      <span class="confirmation-mark"><${Icon} name="check" size=${32} /></span>
      <p>
        ${firm || "The firm"} has received ${done.length === 1 ? html`<strong>${done[0]?.title}</strong>` : `all ${done.length} documents`}${project &&
        html` for the project <strong>${project.name}</strong>`}.
        You find ${done.length === 1 ? "it" : "them"} ${ticket ? "at the ticket" : `under My uploads${project ? " of the project" : ""}`}.
      </p>
    </div>`}
  </div>`;
}

/**
 * @param {PhaseProps & {onClose: () => void, onAgain: () => void, onDone: () => void}} props
 */
function Actions({ items, phase, onClose, onAgain, onDone }) {
  if (phase === "compose") {
    const files = items.filter(({ file }) => file).length;
    return html`<div class="dialog-actions">
      <${Button} onClick=${onClose}>Cancel<//>
      <${Button} type="submit" class="button-primary">
        <${Icon} name="upload" /> Upload${files > 1 ? ` ${files} documents` : ""}
      <//>
    </div>`;
  }
  if (phase === "sending") {
    return html`<div class="dialog-actions"><p class="dialog-note">Keep this page open until it is done.</p></div>`;
  }
  return html`<div class="dialog-actions">
    <${Button} onClick=${onAgain}>Upload another<//>
    <${Button} class="button-primary" onClick=${onDone}>Done<//>
  </div>`;
}

/** @param {{phase: PhaseProps["phase"], onLeave: () => void, onStay: () => void}} props */
function LeaveDialog({ phase, onLeave, onStay }) {
  const [title, action] = phase === "sending" ? ["Stop uploading?", "Stop"] : ["Discard this upload?", "Discard"];
  return html`<${ConfirmDialog} title=${title} action=${action} danger cancel="Go on" onConfirm=${onLeave} onClose=${onStay}>
    <p>${phase === "compose" ? "Nothing has been sent yet." : "What has not arrived yet will not be stored."}</p>
  <//>`;
}
