// @ts-check
// What somebody has filled in and not sent yet. It outlives a reload, but for what they drew.

import { keepDraft, readDraft } from "../../shared/messages/drafts.js";
import { parseJSON } from "../../shared/http.js";
import { isMade } from "../../shared/signing/strokes.js";
import { useLeaving } from "../../shared/use-leaving.js";
import { useEffect, useState } from "../../shared/vendor/preact.js";
import { useStore } from "../store.js";

/** @typedef {import("../types.js").Mark} Mark */
/** @typedef {import("./words.js").Filled} Filled */

/**
 * @typedef {object} Filling
 * @property {Filled} filled
 * @property {(kind: "signature" | "initials", mark: Mark) => void} adopt
 * @property {(field: string, text: string) => void} write
 * @property {() => void} forget
 */

/**
 * @param {string} signing its id
 * @returns {Filling}
 */
export function useFilling(signing) {
  const contact = useStore((state) => state.contact?.id) ?? "";
  const draft = `${contact}/sign/${signing}`;
  const [filled, setFilled] = useState(() => recall(draft));
  const drawn = Boolean(filled.signature?.strokes || filled.initials?.strokes);
  useLeaving(drawn, drawn);
  useEffect(() => keep(draft, filled), [draft, filled]);

  return {
    filled,
    adopt: (kind, mark) => setFilled((last) => ({ ...last, [kind]: mark })),
    write: (field, text) => setFilled((last) => ({ ...last, texts: { ...last.texts, [field]: text } })),
    forget: () => keep(draft, { signature: null, initials: null, texts: {} }),
  };
}

/** @param {string} draft @returns {Filled} */
function recall(draft) {
  const kept = parseJSON(readDraft(draft).text) ?? {};
  const mark = (/** @type {unknown} */ text) => (typeof text === "string" && text ? { text } : null);
  const texts = Object.entries(kept.texts ?? {}).filter(([, text]) => typeof text === "string");
  return { signature: mark(kept.signature), initials: mark(kept.initials), texts: Object.fromEntries(texts) };
}

/** @param {string} draft @param {Filled} filled */
function keep(draft, { signature, initials, texts }) {
  const isEmpty = !isMade(signature) && !isMade(initials) && !Object.values(texts).some(Boolean);
  const text = isEmpty ? "" : JSON.stringify({ signature: signature?.text, initials: initials?.text, texts });
  keepDraft(draft, { text, files: [] });
}
