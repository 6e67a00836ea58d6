// @ts-check
// A document to sign: the room where it is signed, and how it stands afterwards.

import { formatDate } from "../../shared/format.js";
import { Icon } from "../../shared/icons.js";
import { html, useEffect, useRef } from "../../shared/vendor/preact.js";
import * as api from "../api.js";
import { SkeletonRows } from "../documents/row.js";
import { place } from "../place.js";
import { signingsHref } from "../route.js";
import { useStore } from "../store.js";
import { BackLink, LoadFailed, NotAvailable, Stale } from "../ui/loaded.js";
import { PageHeading, useTitle } from "../ui/page.js";
import { isGone, useLoaded } from "../ui/use-loaded.js";
import { Outcome } from "./outcome.js";
import { SigningRoom } from "./room.js";
import { dueWords } from "./words.js";

/** @typedef {import("../types.js").WholeSigning} WholeSigning */

/** @param {{id: string}} props */
export function SigningPage({ id }) {
  const { data, error, set } = useLoaded(id, (signal) => api.fetchSigning(id, signal));
  const firm = useStore((state) => state.firm.name) || "The firm";
  useTitle(data?.title ?? "Sign");
  if (data) return html`${error !== null && html`<${Stale} />`}<${Whole} signing=${data} onChanged=${set} />`;
  return html`<${BackLink} href=${signingsHref(false)}>All documents to sign<//>
    <div class="page-top"><${PageHeading}>Sign<//></div>
    ${error === null && html`<${SkeletonRows} what="the document to sign" />`}
    ${error !== null && !isGone(error) && html`<${LoadFailed} title="The document to sign could not be loaded" error=${error} />`}
    ${isGone(error) &&
    html`<${NotAvailable}
      title="There is nothing to sign here"
      action=${html`<a class="button" href=${signingsHref(false)}>Go to your documents to sign</a>`}
    >
      ${firm} may have stopped sharing the document, or somebody else was asked to sign it.
    <//>`}`;
}

/** @param {{signing: WholeSigning, onChanged: (signing: WholeSigning) => void}} props */
function Whole({ signing, onChanged }) {
  const { turn, title } = signing;
  const wasTurn = useRef(turn);
  // What had the focus is gone with the room.
  useEffect(() => {
    if (wasTurn.current === turn) return;
    wasTurn.current = turn;
    document.querySelector("h1")?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, [turn]);
  return html`<div class=${`signing ${turn && !place.preview ? "is-open" : ""}`}>
    <${BackLink} href=${signingsHref(!turn)}>All documents to sign<//>
    <div class="signing-head">
      <${PageHeading}>${title}<//>
      <${Facts} signing=${signing} />
    </div>
    ${turn ? html`<${SigningRoom} signing=${signing} onChanged=${onChanged} />` : html`<${Outcome} signing=${signing} />`}
  </div>`;
}

/** @param {{signing: WholeSigning}} props */
function Facts({ signing }) {
  const { by, sent } = signing;
  const due = dueWords(signing);
  return html`<p class="request-facts">
    ${due && html`<span class="due"><${Icon} name="clock" size=${18} /> ${due}</span>`}
    ${by && html`<span>Sent by ${by}${sent && ` on ${formatDate(sent)}`}</span>`}
  </p>`;
}
