// @ts-check

import { html } from "/shared/vendor/preact.js";
import { DEFAULT_NAMING, nameBy } from "../lib/requests.js";
import { TextField } from "../ui/form.js";

/**
 * The rule by which what clients send in is named, with what it makes.
 *
 * @param {{values: import("../lib/requests.js").RequestForm, value: string, error?: string | undefined,
 *   onInput: (value: string) => void}} props
 */
export function Naming({ values, value, error, onInput }) {
  const item = values.items.find(({ kind, name }) => kind === "file" && name)?.name ?? "Passport";
  const example = nameBy(value, values.title || "Year-end 2025", item);
  return html`<${TextField}
    label="Name files by this rule"
    value=${value}
    error=${error}
    onInput=${onInput}
    maxLength=${200}
    placeholder=${DEFAULT_NAMING}
    help=${html`<code>{request}</code> stands for the title, <code>{item}</code> for the item's name. A file is then called:${" "}
      <strong>${example}</strong>`}
  />`;
}
