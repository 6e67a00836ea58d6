// @ts-check

import { html, useEffect, useId, useState } from "/shared/vendor/preact.js";
import { list } from "../data/api.js";
import { useLoad, useSettled } from "../data/hooks.js";
import { containsWords } from "../lib/query.js";
import { problem } from "../lib/errors.js";
import { Icon } from "./icon.js";

const MOST = 8;

/**
 * Finds one contact or company among many by typing a part of its name: a combobox. Its list stays open when the focus
 * leaves: a button below it would move away from under the press that takes the focus.
 *
 * @param {{label: string, collection: "contacts" | "companies", value: Named | undefined,
 *   onPick: (picked: Named | undefined) => void, autofocus?: boolean, hint?: (found: any) => string}} props
 *   `hint` says something about a found one that tells it from others of the same name.
 */
export function Picker({ label, collection, value, onPick, autofocus = false, hint }) {
  const id = useId();
  const [text, setText] = useState(value?.name ?? "");
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const searched = useSettled(text, 200);
  const { data, error } = useLoad(
    async (signal) => ({ of: searched, items: await search(collection, searched, signal) }),
    [collection, searched],
  );
  // What was found for the letters before must not be picked with the Enter after the next.
  const current = data?.of === text ? data.items : undefined;
  const found = current ?? [];

  useEffect(() => setActive(0), [data]);

  /** @param {Named} item */
  const pick = (item) => {
    setText(item.name);
    setOpen(false);
    onPick(item);
  };

  /** @param {InputEvent & {currentTarget: HTMLInputElement}} event */
  const onInput = (event) => {
    setText(event.currentTarget.value);
    setOpen(true);
    onPick(undefined);
  };

  /** @param {KeyboardEvent} event */
  const onKeyDown = (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      setOpen(true);
      const step = event.key === "ArrowDown" ? 1 : -1;
      if (found.length) setActive((last) => (last + step + found.length) % found.length);
    } else if (event.key === "Enter" && open) {
      event.preventDefault();
      if (found[active]) pick(found[active]);
    } else if (event.key === "Escape" && open) {
      // Closes the list only, not the dialog around it.
      event.preventDefault();
      event.stopPropagation();
      setOpen(false);
    }
  };

  return html`<div class="desk-picker">
    <div class="field">
      <label for=${id}>${label}</label>
      <input
        id=${id}
        type="text"
        class="no-error"
        role="combobox"
        autocomplete="off"
        autofocus=${autofocus}
        placeholder="Type a name"
        aria-expanded=${open}
        aria-controls="${id}-list"
        aria-autocomplete="list"
        aria-activedescendant=${open && found[active] ? `${id}-${found[active].id}` : undefined}
        value=${text}
        onInput=${onInput}
        onKeyDown=${onKeyDown}
        onFocus=${() => !value && setOpen(true)}
      />
    </div>
    <ul id="${id}-list" class="desk-picker-list" role="listbox" aria-label=${label} hidden=${!open}>
      ${found.map(
        (item, index) => html`<li
          key=${item.id}
          id="${id}-${item.id}"
          role="option"
          class=${index === active ? "active" : ""}
          aria-selected=${item.id === value?.id}
          onMouseDown=${(/** @type {Event} */ event) => event.preventDefault()}
          onClick=${() => pick(item)}
        >
          <${Icon} name=${collection === "contacts" ? "user" : "building-2"} />
          <span>${item.name}</span>
          ${hint && html`<span class="txt-hint">${hint(item)}</span>`}
        </li>`,
      )}
      ${current?.length === 0 && html`<li class="txt-hint" aria-disabled="true">Nothing of this name.</li>`}
      ${!current && !error && html`<li class="txt-hint" aria-disabled="true">Searching…</li>`}
      ${!current && error && html`<li class="txt-hint" role="alert">${problem(error).title}</li>`}
    </ul>
  </div>`;
}

/**
 * @param {string} collection
 * @param {string} text
 * @param {AbortSignal} signal
 * @returns {Promise<Named[]>}
 */
async function search(collection, text, signal) {
  const filter = containsWords("search", text);
  /** @type {ListOf<Named>} */
  const { items } = await list(collection, { page: 1, perPage: MOST, filter, sort: "search", skipTotal: true, signal });
  return items;
}
