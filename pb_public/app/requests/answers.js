// @ts-check
// How items are answered that are told and not sent: texts, yes or no, and "I don't have this".

import { Icon } from "../../shared/icons.js";
import { html, useEffect, useId, useRef, useState } from "../../shared/vendor/preact.js";
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
 * @property {Set<() => Promise<string>>} unsaved what has to be saved before the request is handed in: each says what keeps it from that
 */

/**
 * What an item has not saved yet is saved, or complained of, when the request is handed in.
 * @param {Answering} answering
 * @param {() => Promise<string>} settle resolves to a complaint; empty where there is none
 */
export function useUnsaved({ unsaved }, settle) {
  useEffect(() => {
    unsaved.add(settle);
    return () => {
      unsaved.delete(settle);
    };
  });
}

/** @param {RequestItem} item */
const notSaved = ({ name }) => `The answer to “${name}” could not be saved. Try again.`;

const LONGEST_TEXT = 5000;
const LONGEST_REASON = 1000;

/** @param {{item: RequestItem, answering: Answering}} props */
export function TextAnswer({ item, answering }) {
  const id = useId();
  const save = (/** @type {string} */ text) => answering.give(item, text ? { text } : {});
  const { text, write, status, error, flush } = useAutosave(item.text, save);
  useUnsaved(answering, async () => ((await flush()) ? "" : notSaved(item)));
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
function useChoice(item, answering) {
  const [wanted, setWanted] = useState(/** @type {string | null} */ (null));
  const [status, setStatus] = useState(/** @type {"" | "saving" | "saved" | "failed"} */ (""));
  const [error, setError] = useState(/** @type {unknown} */ (null));
  const last = useRef(Promise.resolve(""));
  useUnsaved(answering, () => last.current);

  const save = async (/** @type {string} */ value) => {
    setWanted(value);
    setStatus("saving");
    let problem = "";
    try {
      await answering.give(item, value ? { yesNo: value } : {});
      setStatus("saved");
    } catch (err) {
      setError(err);
      setStatus("failed");
      problem = notSaved(item);
    }
    // From here on the server's word counts.
    setWanted((now) => (now === value ? null : now));
    return problem;
  };
  const choose = (/** @type {string} */ value) => {
    last.current = save(value);
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

  const save = async () => {
    if (!reason.trim()) {
      setProblem("Say why, so that nobody has to ask.");
      return "";
    }
    setBusy(true);
    try {
      await answering.give(item, { missing: reason.trim() });
      onDone();
      return "";
    } catch (err) {
      setProblem(answering.explain(err));
      setBusy(false);
      return notSaved(item);
    }
  };
  useUnsaved(answering, async () => (reason.trim() === item.missing ? "" : save()));

  return html`<form
    class="ask-missing"
    noValidate
    onSubmit=${(/** @type {Event} */ event) => {
      event.preventDefault();
      if (!busy) save();
    }}
  >
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
 * @param {{item: RequestItem, before: import("../types.js").RequestAnswer, answering: Answering, onChange: () => void}} props
 *   `before`: the answer that counts again
 */
export function MissingAnswer({ item, before, answering, onChange }) {
  return html`<div class="ask-said">
    <p><strong>You don’t have this.</strong> ${item.missing}</p>
    <div class="ask-links">
      <button type="button" class="link" onClick=${onChange}>Change<span class="visually-hidden"> what you said about ${item.name}</span></button>
      <${GiveButton} item=${item} answer=${before} answering=${answering}>I have it after all<//>
    </div>
  </div>`;
}

/**
 * Gives an answer that is known already.
 * @param {{item: RequestItem, answer: import("../types.js").RequestAnswer, answering: Answering, children?: unknown}} props
 */
export function GiveButton({ item, answer, answering, children }) {
  const [problem, setProblem] = useState("");
  const give = () => {
    setProblem("");
    answering.give(item, answer).catch((err) => setProblem(answering.explain(err)));
  };
  return html`<button type="button" class="link" onClick=${give}>${children}</button>
    <div role="alert">${problem && html`<p class="field-error"><${Icon} name="alert" size=${16} /> <span>${problem}</span></p>`}</div>`;
}
