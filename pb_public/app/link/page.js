// @ts-check
// What is behind a public link, a document or a request: it is shown to whoever has the link, and nothing else is.

import { Icon } from "../../shared/icons.js";
import { html, useEffect, useState } from "../../shared/vendor/preact.js";
import { useStore } from "../store.js";
import { Brand } from "../ui/brand.js";
import { Button } from "../ui/field.js";
import { PageHeading, useTitle } from "../ui/page.js";
import { useFirm } from "../use-firm.js";
import { explain } from "../words.js";
import { DocumentView } from "./document.js";
import { asksForPassword, isGone, isRequest, openLink } from "./open.js";
import { AskPassword } from "./password.js";
import { keepOpened, takeSecret } from "./secret.js";

/** @typedef {import("./open.js").OpenDocument} OpenDocument */
/** @typedef {import("./open.js").OpenRequest} OpenRequest */

/**
 * @typedef {{phase: "opening" | "gone"}} Plain
 * @typedef {{phase: "password", secret: string}} Locked
 * @typedef {{phase: "failed", error: unknown}} Failed
 * @typedef {{phase: "open", doc: OpenDocument}} Open
 * @typedef {{phase: "request", request: OpenRequest, secret: string, View: typeof import("./request.js").RequestView}} Asked
 * @typedef {Plain | Locked | Failed | Open | Asked} State
 */

export function LinkPage() {
  const [state, setPage] = useState(/** @type {State} */ ({ phase: "opening" }));
  useFirm();

  /**
   * @param {OpenDocument | OpenRequest} opened
   * @param {string} secret
   */
  const onOpened = async (opened, secret) => {
    if (isRequest(opened)) {
      // Most links are to documents: they do not wait for what sends files.
      const { RequestView: View } = await import("./request.js");
      setPage({ phase: "request", request: opened, secret, View });
      return;
    }
    keepOpened(opened);
    setPage({ phase: "open", doc: opened });
  };
  const onGone = () => setPage({ phase: "gone" });

  const begin = async () => {
    const { secret, opened } = takeSecret();
    if (opened) {
      setPage({ phase: "open", doc: opened });
      return;
    }
    if (!secret) {
      onGone();
      return;
    }
    setPage({ phase: "opening" });
    try {
      await onOpened(await openLink(secret), secret);
    } catch (error) {
      if (isGone(error)) onGone();
      else if (asksForPassword(error)) setPage({ phase: "password", secret });
      else setPage({ phase: "failed", error });
    }
  };

  useEffect(() => {
    begin();
    // Another link pasted into the same tab changes nothing but what stands after the #.
    const onHash = () => location.hash.length > 1 && begin();
    window.addEventListener("hashchange", onHash);
    return () => window.removeEventListener("hashchange", onHash);
  }, []);

  switch (state.phase) {
    case "opening":
      return html`<div class="boot" role="status"><span class="visually-hidden">Opening…</span></div>`;
    case "open":
      return html`<${DocumentView} doc=${state.doc} onGone=${onGone} />`;
    case "request":
      return html`<${state.View} key=${state.secret} request=${state.request} secret=${state.secret} onGone=${onGone} />`;
    case "password":
      return html`<${Card} title="This document is protected" intro="Enter the password that came with the link.">
        <${AskPassword} key=${state.secret} secret=${state.secret} onOpened=${onOpened} onGone=${onGone} />
      <//>`;
    case "failed":
      return html`<${Card} icon="offline" title="The link could not be opened" intro=${html`<${Why} error=${state.error} />`}>
        <${Button} class="button-primary button-wide" onClick=${begin}><${Icon} name="refresh" /> Try again<//>
      <//>`;
    default:
      return html`<${Card}
        icon="lock"
        title="This link is not available."
        intro="It may have expired or been switched off. Ask whoever sent it to you for another one."
      />`;
  }
}

/**
 * @param {{title: string, intro: unknown, icon?: string, children?: unknown}} props
 */
function Card({ title, intro, icon, children }) {
  useTitle(title.replace(/\.$/, ""));
  return html`<div class="auth">
    <header class="auth-brand"><${Brand} large /></header>
    <main class=${`auth-card ${icon ? "auth-card-center" : ""}`} id="main">
      ${icon && html`<span class="state-icon"><${Icon} name=${icon} size=${28} /></span>`}
      <${PageHeading} key=${title}>${title}<//>
      <div class="auth-intro" role=${icon ? "status" : undefined}>${intro}</div>
      ${children}
    </main>
  </div>`;
}

/** @param {{error: unknown}} props */
function Why({ error }) {
  return explain(error, useStore((state) => state.firm.name));
}
