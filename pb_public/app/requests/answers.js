// @ts-check
// How items are answered that are told and not sent: texts, yes or no, and "I don't have this".

import { Icon } from "../../shared/icons.js";
import { html, useEffect, useId, useState } from "../../shared/vendor/preact.js";
import { focusOnce } from "../ui/focus.js";
import { Button } from "../ui/field.js";
import { useAutosave } from "./use-autosave.js";

/** @typedef {import("../types.js").RequestItem} RequestItem */

/**
 * What an item can do to its request.
 * @typedef {object} Answering
 * @property {string} request its id
 * @property {(item: RequestItem, answer: import("../types.js").RequestAnswer) => Promise<void>} give throws an ApiError
 * @property {(err: unknown) => string} explain
 * @property {Set<() => Promise<boolean>>} unsaved what has to be saved before the request is handed in; false where it could not
 */

const LONGEST_TEXT = 5000;
const LONGEST_REASON = 1000;

/** @param {{item: RequestItem, answering: Answering}} props */
export function TextAnswer({ item, answering }) {
  const id = useId();
  const save = (/** @type {string} */ text) => answering.give(item, text ? { text } : {});
  const { text, write, status, error, flush } = useAutosave(item.text, save);
  useEffect(() => {
    answering.unsaved.add(flush);
    return () => {
      answering.unsaved.delete(flush);
    };
  });
  return html`<div class=${`field ${status === "failed" ? "is-wrong" : ""}`}>
    <label class="field-label" for=${id}>Your answer</label>
    <textarea
      id=${id}
      class="input"
      rows="2"
      maxlength=${LONGEST_TEXT}
      aria-label=${`Your answer: ${item.name}`}
      aria-describedby=${`${id}-status`}
      value=${text}
      onInput=${(/** @type {Event & {currentTarget: HTMLTextAreaElement}} */ event) => write(event.currentTarget.value)}
      onBlur=${() => {
        // Where it failed there is a button for it, which must not go while it is pressed.
        if (status !== "failed") flush();
      }}
    ></textarea>
    <p class="ask-status" id=${`${id}-status`} role="status">
      ${(status === "waiting" || status === "saving") && "Saving…"}
      ${status === "saved" && html`<${Icon} name="check" size=${16} /> Saved`}
      ${status === "failed" &&
      html`<span class="field-error"><${Icon} name="alert" size=${16} /> <span>Not saved. ${answering.explain(error)}</span></span>
        <button type="button" class="link" onClick=${flush}>Try again</button>`}
    </p>
  </div>`;
}

/** @param {{item: RequestItem, answering: Answering}} props */
export function YesNoAnswer({ item, answering }) {
  const name = useId();
  const { chosen, choose, status, error } = useChoice(item, answering);
  return html`<fieldset class="ask-choice">
    <legend class="visually-hidden">${item.name}</legend>
    ${["yes", "no"].map(
      (value) =>
        html`<label class="ask-option" key=${value}>
          <input type="radio" name=${name} value=${value} checked=${chosen === value} onChange=${() => choose(value)} />
          ${value === "yes" ? "Yes" : "No"}
        </label>`,
    )}
    ${chosen !== "" && !item.required && html`<button type="button" class="link" onClick=${() => choose("")}>Clear</button>`}
    <p class="ask-status" role="status">
      ${status === "saving" && "Saving…"}${status === "saved" && html`<${Icon} name="check" size=${16} /> Saved`}
      ${status === "failed" && html`<span class="field-error"><${Icon} name="alert" size=${16} /> <span>Not saved. ${answering.explain(error)}</span></span>`}
    </p>
  </fieldset>`;
}

/**
 * @param {RequestItem} item
 * @param {Answering} answering
 */
function useChoice(item, { give }) {
  const [wanted, setWanted] = useState(/** @type {string | null} */ (null));
  const [status, setStatus] = useState(/** @type {"" | "saving" | "saved" | "failed"} */ (""));
  const [error, setError] = useState(/** @type {unknown} */ (null));
  const choose = async (/** @type {string} */ value) => {
    setWanted(value);
    setStatus("saving");
    try {
      await give(item, value ? { yesNo: value } : {});
      setStatus("saved");
    } catch (err) {
      setError(err);
      setStatus("failed");
    }
    // From here on the server's word counts.
    setWanted(null);
  };
  return { chosen: wanted ?? item.yesNo, choose, status, error };
}

/**
 * Says why there is nothing to send.
 * @param {{item: RequestItem, answering: Answering, onDone: () => void}} props
 */
export function MissingForm({ item, answering, onDone }) {
  const id = useId();
  const [reason, setReason] = useState(item.missing);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState("");

  const save = async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (busy) return;
    if (!reason.trim()) {
      setProblem("Say why, so that nobody has to ask.");
      return;
    }
    setBusy(true);
    try {
      await answering.give(item, { missing: reason.trim() });
      onDone();
    } catch (err) {
      setProblem(answering.explain(err));
      setBusy(false);
    }
  };

  return html`<form class="ask-missing" noValidate onSubmit=${save}>
    <div class=${`field ${problem ? "is-wrong" : ""}`}>
      <label class="field-label" for=${id}>Why don’t you have it?</label>
      <textarea
        id=${id}
        ref=${focusOnce}
        class="input"
        rows="2"
        maxlength=${LONGEST_REASON}
        aria-invalid=${problem ? "true" : undefined}
        aria-describedby=${problem ? `${id}-error` : undefined}
        value=${reason}
        onInput=${(/** @type {Event & {currentTarget: HTMLTextAreaElement}} */ event) => setReason(event.currentTarget.value)}
      ></textarea>
      <div role="alert">
        ${problem && html`<p class="field-error" id=${`${id}-error`}><${Icon} name="alert" size=${16} /> <span>${problem}</span></p>`}
      </div>
    </div>
    <div class="form-buttons">
      <${Button} type="submit" class="button-small button-primary" busy=${busy}>Save<//>
      <${Button} class="button-small" onClick=${onDone}>Cancel<//>
    </div>
  </form>`;
}

/**
 * What was said, and that it can be taken back.
 * @param {{item: RequestItem, answering: Answering | null, onChange: () => void}} props
 */
export function MissingAnswer({ item, answering, onChange }) {
  const [problem, setProblem] = useState("");
  const takeBack = async () => {
    setProblem("");
    try {
      await answering?.give(item, {});
    } catch (err) {
      setProblem(answering?.explain(err) ?? "");
    }
  };
  return html`<div class="ask-said">
    <p><strong>You don’t have this.</strong> ${item.missing}</p>
    ${answering &&
    html`<p class="ask-links">
      <button type="button" class="link" onClick=${onChange}>Change<span class="visually-hidden"> what you said about ${item.name}</span></button>
      <button type="button" class="link" onClick=${takeBack}>I have it after all</button>
    </p>`}
    <div role="alert">${problem && html`<p class="field-error"><${Icon} name="alert" size=${16} /> <span>${problem}</span></p>`}</div>
  </div>`;
}
