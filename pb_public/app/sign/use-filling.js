// @ts-check
// What somebody has filled in and not sent yet. It outlives a reload: phones drop a page while its owner looks into the
// mail for the code.

import { parseJSON } from "../../shared/http.js";
import { keepDraft, readDraft } from "../../shared/messages/drafts.js";
import { isMade } from "../../shared/signing/strokes.js";
import { useLayoutEffect, useState } from "../../shared/vendor/preact.js";
import { useStore } from "../store.js";
import { recallFilled } from "./words.js";

/** @typedef {import("../types.js").Mark} Mark */
/** @typedef {import("./words.js").Filled} Filled */

/**
 * @typedef {object} Filling
 * @property {Filled} filled
 * @property {(kind: "signature" | "initials", mark: Mark) => void} adopt
 * @property {(field: string, text: string) => void} write
 * @property {() => void} noteCode a code was sent just now
 * @property {() => void} forget
 */

/**
 * @param {string} signing its id
 * @returns {Filling}
 */
export function useFilling(signing) {
  const contact = useStore((state) => state.contact?.id) ?? "";
  const draft = `${contact}/sign/${signing}`;
  const [filled, setFilled] = useState(() => recallFilled(parseJSON(readDraft(draft).text)));
  // At once: a reload may follow the last letter.
  useLayoutEffect(() => keep(draft, filled), [draft, filled]);

  return {
    filled,
    adopt: (kind, mark) => setFilled((last) => ({ ...last, [kind]: mark })),
    write: (field, text) => setFilled((last) => ({ ...last, texts: { ...last.texts, [field]: text } })),
    noteCode: () => setFilled((last) => ({ ...last, codeAt: Date.now() })),
    forget: () => keepDraft(draft, { text: "", files: [] }),
  };
}

/** @param {string} draft @param {Filled} filled */
function keep(draft, filled) {
  const { signature, initials, texts, codeAt } = filled;
  const isEmpty = !isMade(signature) && !isMade(initials) && !Object.values(texts).some(Boolean) && !codeAt;
  keepDraft(draft, { text: isEmpty ? "" : JSON.stringify(filled), files: [] });
}
