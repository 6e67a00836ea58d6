// @ts-check

import { html, useEffect, useId, useRef, useState } from "/shared/vendor/preact.js";
import { list } from "../data/api.js";
import { useLoad, useSettled } from "../data/hooks.js";
import { containsWords, membersFilter } from "../lib/query.js";
import { problem } from "../lib/errors.js";
import { Icon } from "./icon.js";

const MOST = 8;

/** @typedef {"contacts" | "companies" | "projects"} Found What can be found. */

/** @type {Record<Found, string>} */
const ICONS = { contacts: "user", companies: "building-2", projects: "briefcase-4" };

/**
 * Finds one of the contacts, companies or projects by typing a part of its name: a combobox.
 *
 * @param {{label: string, collection: Found, company?: string, value: Named | undefined,
 *   onPick: (picked: Named | undefined) => void, autofocus?: boolean, optional?: boolean, hint?: (found: any) => string}} props
 *   `company`: only contacts of this one; `optional`: what was typed and not picked does not stay;
 *   `hint` says something about a found one that tells it from others of the same name.
 */
export function Picker({
  label,
  collection,
  company = "",
  value,
  onPick,
  autofocus = false,
  optional = false,
  hint,
}) {
  const id = useId();
  const [text, setText] = useState(value?.name ?? "");
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const searched = useSettled(text, 200);
  const { data, error } = useLoad(
    async (signal) => ({
      of: searched,
      items: await (company ? searchMembers(company, searched, signal) : search(collection, searched, signal)),
    }),
    [collection, company, searched],
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

  const onBlur = useLeave(() => {
    setOpen(false);
    if (optional && !value) setText("");
  });

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
        onBlur=${onBlur}
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
          <${Icon} name=${ICONS[collection]} />
          <span>${item.name}</span>
          ${hint && html`<span class="txt-hint">${hint(item)}</span>`}
        </li>`,
      )}
      ${current?.length === 0 && html`<li role="option" class="txt-hint" aria-disabled="true">Nothing of this name.</li>`}
      ${!current && !error && html`<li role="option" class="txt-hint" aria-disabled="true">Searching…</li>`}
      ${!current && error && html`<li class="txt-hint" role="alert">${problem(error).title}</li>`}
    </ul>
  </div>`;
}

/**
 * A press elsewhere takes the focus away before it becomes a click. Were the list closed then, what is being pressed
 * would move from under the pointer, and there would be no click: so it waits for the end of the press.
 *
 * @param {() => void} leave
 * @returns {() => void} What to call when the focus goes.
 */
function useLeave(leave) {
  const state = useRef({ pressing: false, left: false, leave });
  state.current.leave = leave;

  useEffect(() => {
    const control = new AbortController();
    const options = { capture: true, signal: control.signal };
    const begin = () => {
      state.current.pressing = true;
    };
    const end = () => {
      state.current.pressing = false;
      if (state.current.left) setTimeout(() => state.current.leave());
      state.current.left = false;
    };
    // After a finger the mouse's events follow, and it is they that take the focus away.
    for (const name of ["pointerdown", "mousedown"]) addEventListener(name, begin, options);
    for (const name of ["pointerup", "pointercancel", "mouseup"]) addEventListener(name, end, options);
    return () => control.abort();
  }, []);

  return () => {
    if (state.current.pressing) state.current.left = true;
    else leave();
  };
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

/**
 * The same among the contacts of a company.
 *
 * @param {string} company
 * @param {string} text
 * @param {AbortSignal} signal
 * @returns {Promise<Named[]>}
 */
async function searchMembers(company, text, signal) {
  const filter = membersFilter(company, { q: text });
  /** @type {ListOf<Membership>} */
  const { items } = await list("company_contacts", {
    page: 1,
    perPage: MOST,
    filter,
    sort: "contact.search",
    expand: "contact",
    skipTotal: true,
    signal,
  });
  return items.flatMap(({ expand }) => expand?.contact ?? []);
}
