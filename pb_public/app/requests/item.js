// @ts-check
// One thing that is asked for.

import { Icon } from "../../shared/icons.js";
import { html, useRef, useState } from "../../shared/vendor/preact.js";
import { useStore } from "../store.js";
import { GiveButton, MissingAnswer, MissingForm, TextAnswer, YesNoAnswer } from "./answers.js";
import { Example, FilesAnswer, OwnFiles } from "./files.js";
import { stateWords } from "./words.js";

/**
 * @typedef {object} ItemProps
 * @property {import("../types.js").RequestItem} item
 * @property {string} request its id
 * @property {import("./answers.js").Answering | null} answering null where nothing can be answered
 * @property {boolean} wanted it is still to answer, and that was said
 */

/** @param {ItemProps} props */
export function RequestItem({ item, request, answering, wanted }) {
  const { id, name, explanation, state, required } = item;
  const { text, tone } = stateWords(item);
  const open = state === "accepted" ? null : answering;
  return html`<li class=${`ask is-${state} ${wanted ? "is-wanted" : ""}`} id=${`item-${id}`}>
    <div class="ask-top">
      <h2 class="ask-name" tabindex="-1">${name}</h2>
      <span class=${`chip chip-${tone}`}>${text}</span>
    </div>
    ${explanation && html`<p class="ask-explanation">${explanation}</p>`}
    ${state !== "accepted" && required && state === "open" && html`<p class="ask-required">Required</p>`}
    <${Note} item=${item} /> <${Example} request=${request} item=${item} />
    <${Answer} item=${item} request=${request} answering=${open} />
    ${wanted && html`<p class="field-error"><${Icon} name="alert" size=${16} /> <span>This is still to answer.</span></p>`}
  </li>`;
}

/** What the firm said when it returned an item. @param {{item: import("../types.js").RequestItem}} props */
function Note({ item: { state, note } }) {
  const firm = useStore((store) => store.firm.name) || "The firm";
  if (!note || state === "accepted") return null;
  if (state !== "returned") return html`<p class="ask-noted">${firm} asked for it again: ${note}</p>`;
  return html`<div class="ask-note">
    <${Icon} name="alert" />
    <p><strong>${firm} asks for this again.</strong> ${note}</p>
  </div>`;
}

/** @param {Omit<ItemProps, "wanted">} props */
function Answer({ item, request, answering }) {
  const [excusing, setExcusing] = useState(false);
  const said = useRef(/** @type {import("../types.js").RequestAnswer} */ ({}));
  const excuse = () => setExcusing(true);
  if (item.state !== "missing") said.current = answerOf(item);
  if (!answering) return html`<${Given} item=${item} />`;
  // What is on its way, or not saved yet, goes on behind the form.
  return html`<div class="ask-answer" hidden=${excusing}>
      ${item.state === "missing"
        ? html`<${MissingAnswer} item=${item} before=${said.current} answering=${answering} onChange=${excuse} />`
        : html`<${Field} item=${item} request=${request} answering=${answering} />
            <div class="ask-links">
              ${item.state === "returned" &&
              (item.text || item.yesNo) &&
              html`<${GiveButton} item=${item} answer=${said.current} answering=${answering}>Keep this answer<span class="visually-hidden">: ${item.name}</span><//>`}
              <button type="button" class="link" onClick=${excuse}>I don’t have this<span class="visually-hidden">: ${item.name}</span></button>
            </div>`}
    </div>
    ${excusing && html`<${MissingForm} item=${item} answering=${answering} onDone=${() => setExcusing(false)} />`}`;
}

/**
 * @param {import("../types.js").RequestItem} item
 * @returns {import("../types.js").RequestAnswer}
 */
function answerOf({ text, yesNo }) {
  if (text) return { text };
  return yesNo ? { yesNo } : {};
}

/** @param {{item: import("../types.js").RequestItem, request: string, answering: import("./answers.js").Answering}} props */
function Field({ item, request, answering }) {
  if (item.kind === "text") return html`<${TextAnswer} item=${item} answering=${answering} />`;
  if (item.kind === "yes_no") return html`<${YesNoAnswer} item=${item} answering=${answering} />`;
  return html`<${FilesAnswer} request=${request} item=${item} answering=${answering} />`;
}

/** An answer that cannot be changed here. @param {{item: import("../types.js").RequestItem}} props */
function Given({ item }) {
  const { kind, text, yesNo, missing, files, othersFiles } = item;
  if (missing) return html`<p class="ask-said"><strong>You don’t have this.</strong> ${missing}</p>`;
  if (kind === "file" && files.length + othersFiles > 0) return html`<${OwnFiles} item=${item} locked />`;
  const said = kind === "yes_no" ? { yes: "Yes", no: "No", "": "" }[yesNo] : text;
  return html`<p class=${said ? "ask-said" : "ask-said is-empty"}>${said || "Nothing was answered."}</p>`;
}
