// @ts-check
// Check a signed document: a file is dropped or chosen, and what it is stands there in a moment.

import { formatSize } from "../../shared/format.js";
import { Icon } from "../../shared/icons.js";
import { ApiError } from "../../shared/http.js";
import { useDrop } from "../../shared/use-drop.js";
import { html, useEffect, useRef, useState } from "../../shared/vendor/preact.js";
import { useStore } from "../store.js";
import { Button, FormError } from "../ui/field.js";
import { PageHeading, useTitle } from "../ui/page.js";
import { PickButton } from "../upload/drop-zone.js";
import { canHash, checkFile } from "./ask.js";
import { Result } from "./result.js";
import { explainCheck, mayTryAgain, stepWords } from "./words.js";

/**
 * @typedef {{phase: "waiting"}} Waiting
 * @typedef {{phase: "checking", file: File, progress: import("./ask.js").Progress}} Checking
 * @typedef {{phase: "failed", file: File, error: unknown}} Failed
 * @typedef {{phase: "done", file: File, answer: import("./ask.js").Answer}} Done
 * @typedef {Waiting | Checking | Failed | Done} State
 */

export function CheckFile() {
  const [state, setState] = useState(/** @type {State} */ ({ phase: "waiting" }));
  const control = useRef(/** @type {AbortController | null} */ (null));
  useTitle("Check a signed document");
  useEffect(() => () => control.current?.abort(), []);
  const page = useRef(/** @type {HTMLDivElement | null} */ (null));
  const again = useRef(false);
  // What had the focus is gone: the next thing to do is to choose another file.
  useEffect(() => {
    if (again.current && state.phase === "waiting") page.current?.querySelector("input")?.focus();
    again.current = false;
  }, [state.phase]);

  /** @param {File} file */
  const check = async (file) => {
    control.current?.abort();
    const mine = new AbortController();
    control.current = mine;
    const show = (/** @type {State} */ next) => {
      if (!mine.signal.aborted) setState(next);
    };
    show({ phase: "checking", file, progress: { step: "reading", loaded: 0, total: file.size } });
    try {
      const answer = await checkFile(file, (progress) => show({ phase: "checking", file, progress }), mine.signal);
      show({ phase: "done", file, answer });
    } catch (error) {
      if (!(error instanceof ApiError && error.aborted)) show({ phase: "failed", file, error });
    }
  };
  const begin = () => {
    control.current?.abort();
    again.current = true;
    setState({ phase: "waiting" });
  };
  const onFiles = (/** @type {File[]} */ [file]) => file && check(file);
  const { over, ...drop } = useDrop(onFiles);

  return html`<div class="verify" ref=${page} ...${drop}>
    <${PageHeading}>Check a signed document<//>
    <p class="verify-intro">See whether a file is exactly what was signed here, and who signed it.</p>
    ${(state.phase === "waiting" || state.phase === "failed") && html`<${Choose} over=${over} state=${state} onFiles=${onFiles} onAgain=${check} />`}
    ${state.phase === "checking" && html`<${Underway} state=${state} onCancel=${begin} />`}
    ${state.phase === "done" && html`<${Result} file=${state.file} answer=${state.answer} onAnother=${begin} />`}
    <${About} />
  </div>`;
}

/** @param {{over: boolean, state: Waiting | Failed, onFiles: (files: File[]) => void, onAgain: (file: File) => void}} props */
function Choose({ over, state, onFiles, onAgain }) {
  const firm = useStore((store) => store.firm.name);
  const failed = state.phase === "failed" ? state : null;
  return html`<${FormError} text=${failed ? explainCheck(failed.error, firm) : ""} />
    ${failed &&
    mayTryAgain(failed.error) &&
    html`<p class="verify-again">
      <span>${failed.file.name}</span>
      <${Button} onClick=${() => onAgain(failed.file)}><${Icon} name="refresh" size=${18} /> Try again<//>
    </p>`}
    <div class=${`drop verify-drop ${over ? "is-over" : ""}`} role="group" aria-label="The file to check">
      <${Icon} name="shield" size=${36} />
      <p class="drop-text">Drop a file here, or</p>
      <${PickButton} class="button-primary" label="Choose a file" icon="file" describedBy="verify-privacy" onFiles=${onFiles} />
      <p class="drop-limits" id="verify-privacy">
        ${canHash
          ? "The file stays on your device, and only its fingerprint is compared. If that is not known here, the file is sent for a closer look, and not kept."
          : "The file is sent to be checked, and not kept."}
      </p>
    </div>`;
}

/** @param {{state: Checking, onCancel: () => void}} props */
function Underway({ state: { file, progress }, onCancel }) {
  const { step, loaded, total } = progress;
  const percent = Math.round((100 * loaded) / total);
  const words = stepWords(progress, canHash);
  return html`<div class="verify-card">
    <div class="sending-top">
      <span class="sending-mark"><${Icon} name=${step === "sending" ? "upload" : "search"} size=${18} /></span>
      <span class="sending-name">
        <span class="sending-title">${file.name}</span>
        <span class="sending-facts">${formatSize(total)}</span>
      </span>
      <button type="button" class="button button-small" onClick=${onCancel}>Cancel</button>
    </div>
    <div class="bar-line">
      <progress class="bar" max="100" value=${percent} aria-label="Checking the file"></progress>
      <span class="bar-words">${percent} %</span>
    </div>
    <p class="verify-step" role="status">${words}</p>
  </div>`;
}

/** What a seal proves, and what it does not. */
function About() {
  const firm = useStore((state) => state.firm.name) || "this portal";
  return html`<section class="verify-about" aria-labelledby="verify-about">
    <h2 id="verify-about">What a whole seal shows</h2>
    <ul>
      <li>That ${firm} issued the file.</li>
      <li>That not one byte of it has been changed since everyone had signed.</li>
    </ul>
    <h2>What it does not show</h2>
    <ul>
      <li>Who the signers are. What each of them did to prove it is told by the certificate at the end of the file.</li>
      <li>An independent time, unless the file has a time stamp: all other times are by the clock of our server.</li>
    </ul>
  </section>`;
}
