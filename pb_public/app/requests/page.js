// @ts-check
// One request: what is asked for, and handing it in.

import { formatDate } from "../../shared/format.js";
import { ApiError } from "../../shared/http.js";
import { Icon } from "../../shared/icons.js";
import { html, useRef, useState } from "../../shared/vendor/preact.js";
import * as api from "../api.js";
import { SkeletonRows } from "../documents/row.js";
import { toast } from "../notices.js";
import { place } from "../place.js";
import { bumpVersion, getState, useStore } from "../store.js";
import { Button } from "../ui/field.js";
import { BackLink, LoadFailed, NotAvailable, Stale } from "../ui/loaded.js";
import { PageHeading, useTitle } from "../ui/page.js";
import { isGone, useLoaded } from "../ui/use-loaded.js";
import { explain } from "../words.js";
import { RequestItem } from "./item.js";
import { ProgressLine } from "./row.js";
import { dueWords, isWaiting } from "./words.js";

/** @typedef {import("../types.js").WholeRequest} WholeRequest */

/** @param {{route: import("../route.js").RequestRoute}} props */
export function RequestPage({ route: { id } }) {
  const { data, error, set } = useLoaded(id, (signal) => api.fetchRequest(id, signal));
  const firm = useStore((state) => state.firm.name) || "The firm";
  useTitle(data?.title ?? "Request");
  if (data) return html`${error !== null && html`<${Stale} />`}<${Whole} key=${id} request=${data} onChanged=${set} />`;
  return html`<${BackLink} href="#/requests">All requests<//>
    <div class="page-top"><${PageHeading}>Request<//></div>
    ${error === null && html`<${SkeletonRows} what="the request" />`}
    ${error !== null && !isGone(error) && html`<${LoadFailed} title="The request could not be loaded" error=${error} />`}
    ${isGone(error) &&
    html`<${NotAvailable} title="This request is not available" action=${html`<a class="button" href="#/requests">Go to your requests</a>`}>
      ${firm} may have taken it back, or it is for somebody else.
    <//>`}`;
}

/** @param {{request: WholeRequest, onChanged: (request: WholeRequest) => void}} props */
function Whole({ request, onChanged }) {
  const answering = useAnswering(request.id, onChanged);
  const [told, setTold] = useState(false);
  const open = request.status === "open" && !place.preview;
  return html`<div class="request">
    <${BackLink} href="#/requests">All requests<//>
    <div class="request-head">
      <${PageHeading} key=${request.id}>${request.title}<//>
      <${Facts} request=${request} />
      <${ProgressLine} progress=${request.progress} />
    </div>
    <${Standing} request=${request} />
    ${request.message && html`<p class="request-message">${request.message}</p>`}
    <ul class="request-items" role="list">
      ${request.items.map(
        (item) =>
          html`<${RequestItem}
            key=${item.id}
            item=${item}
            request=${request.id}
            answering=${open ? answering : null}
            wanted=${open && told && isWaiting(item)}
          />`,
      )}
    </ul>
    ${open && html`<${Submit} request=${request} answering=${answering} told=${told} onTold=${setTold} onChanged=${onChanged} />`}
  </div>`;
}

/** @param {{request: WholeRequest}} props */
function Facts({ request }) {
  const { text, overdue } = dueWords(request);
  const { by, sent, status } = request;
  return html`<p class="request-facts">
    ${status === "open" && text && html`<span class=${overdue ? "overdue" : "due"}><${Icon} name=${overdue ? "alert" : "clock"} size=${18} /> ${text}</span>`}
    ${by && html`<span>Asked by ${by}${sent && ` on ${formatDate(sent)}`}</span>`}
  </p>`;
}

/** Whose turn it is, where it is not the client's. @param {{request: WholeRequest}} props */
function Standing({ request: { status, submitted } }) {
  const firm = useStore((state) => state.firm.name) || "The firm";
  return html`<div role="status">
    ${status === "submitted" &&
    html`<p class="notice notice-good"><${Icon} name="check" />
      <span><strong>Handed in on ${formatDate(submitted)}.</strong> ${firm} looks through it and says here if something is missing.</span></p>`}
    ${status === "done" &&
    html`<p class="notice notice-good"><${Icon} name="check" /> <span><strong>All done.</strong> ${firm} has what was needed. There is nothing left to do.</span></p>`}
    ${status === "open" &&
    place.preview &&
    html`<p class="notice"><${Icon} name="eye" /> <span>Previews are read-only: nothing can be answered here.</span></p>`}
  </div>`;
}

/**
 * @param {string} id
 * @param {(request: WholeRequest) => void} onChanged
 * @returns {import("./answers.js").Answering}
 */
function useAnswering(id, onChanged) {
  const firm = useStore((state) => state.firm.name);
  const writer = useStore((state) => state.contact?.id);
  const unsaved = useRef(/** @type {import("./answers.js").Answering["unsaved"]} */ (new Set()));
  const last = useRef(/** @type {Promise<unknown>} */ (Promise.resolve()));

  /** @type {import("./answers.js").Answering["give"]} */
  const give = async (item, answer) => {
    // Whoever has signed in since did not say this.
    if (getState().contact?.id !== writer) return;
    try {
      onChanged(await api.answerItem(id, item.id, answer));
    } catch (err) {
      loadAgainIfChanged(err);
      throw err;
    }
  };
  return {
    request: id,
    unsaved: unsaved.current,
    // One after the other: each is answered with the whole request, and the last answer is what is shown.
    give: (item, answer) => {
      const given = last.current.then(() => give(item, answer));
      last.current = given.catch(() => {});
      return given;
    },
    explain: (err) => complaint(err) || explain(err, firm),
  };
}

/**
 * The firm was quicker: what is shown is not true any more.
 * @param {unknown} err
 */
function loadAgainIfChanged(err) {
  const changed = err instanceof ApiError && err.data["request"]?.code === "validation_wrong_state";
  if (!changed && !isGone(err)) return false;
  toast("This was changed meanwhile. It was loaded again.", "bad");
  bumpVersion();
  return true;
}

/** @param {unknown} err */
function complaint(err) {
  if (!(err instanceof ApiError) || err.status !== 400) return "";
  return Object.values(err.data).find((field) => field?.message)?.message ?? "";
}

/**
 * @param {object} props
 * @param {WholeRequest} props.request
 * @param {import("./answers.js").Answering} props.answering
 * @param {boolean} props.told what is missing was said
 * @param {(told: boolean) => void} props.onTold
 * @param {(request: WholeRequest) => void} props.onChanged
 */
function Submit({ request, answering, told, onTold, onChanged }) {
  const firm = useStore((state) => state.firm.name) || "the firm";
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState("");
  const missing = request.items.filter(isWaiting);

  const submit = async () => {
    if (busy) return;
    setBusy(true);
    setError("");
    const problems = await Promise.all([...answering.unsaved].map((save) => save()));
    const problem = problems.find(Boolean);
    if (problem) {
      setError(`Not submitted yet. ${problem}`);
      setBusy(false);
      return;
    }
    try {
      onChanged(await api.submitRequest(request.id));
      onTold(false);
      document.querySelector("h1")?.focus();
      window.scrollTo(0, 0);
      bumpVersion();
    } catch (err) {
      const known = err instanceof ApiError && err.status === 400 && request.items.some(({ id }) => id in err.data);
      if (known) onTold(true);
      else if (!loadAgainIfChanged(err)) setError(answering.explain(err));
      setBusy(false);
    }
  };

  return html`<div class="request-submit">
    <div role="alert">
      ${told && missing.length > 0 && html`<${StillMissing} items=${missing} />`}
      ${error && html`<p class="notice notice-bad"><${Icon} name="alert" /> <span>${error}</span></p>`}
    </div>
    <p class="request-hint">
      ${missing.length > 0 ? `${missing.length} still to answer. What you have done is saved: you can go on later.` : `Everything is there. Submit tells ${firm} that you are done.`}
    </p>
    <${Button} class="button-primary" busy=${busy} onClick=${submit}>Submit<//>
  </div>`;
}

/** @param {{items: import("../types.js").RequestItem[]}} props */
function StillMissing({ items }) {
  const goTo = (/** @type {string} */ id) => {
    const item = document.getElementById(`item-${id}`);
    item?.scrollIntoView({ block: "center" });
    item?.querySelector("h2")?.focus({ preventScroll: true });
  };
  return html`<div class="notice notice-bad">
    <${Icon} name="alert" />
    <div>
      <p><strong>Not submitted yet.</strong> Still to answer:</p>
      <ul class="request-missing" role="list">
        ${items.map(({ id, name }) => html`<li key=${id}><button type="button" class="link" onClick=${() => goTo(id)}>${name}</button></li>`)}
      </ul>
    </div>
  </div>`;
}
