// @ts-check
// Search and sort of a list.

import { Icon } from "../../shared/icons.js";
import { html, useEffect, useRef, useState } from "../../shared/vendor/preact.js";
import { SORTS } from "../route.js";

/** Milliseconds without a key until a search begins. */
const TYPED = 250;

/**
 * @param {{query: import("../route.js").ListQuery, onChange: (query: Partial<import("../route.js").ListQuery>) => void}} props
 */
export function Toolbar({ query, onChange }) {
  return html`<div class="toolbar">
    <${SearchBox} value=${query.q} onSearch=${(/** @type {string} */ q) => onChange({ q })} />
    <span class="select">
      <select
        aria-label="Sort"
        value=${query.sort}
        onChange=${(/** @type {Event & {currentTarget: HTMLSelectElement}} */ event) =>
          onChange({ sort: event.currentTarget.value })}
      >
        ${SORTS.map(([value, label]) => html`<option key=${value} value=${value}>${label}</option>`)}
      </select>
      <${Icon} name="chevron-down" size=${16} />
    </span>
  </div>`;
}

/** @param {{value: string, onSearch: (text: string) => void}} props */
function SearchBox({ value, onSearch }) {
  const [text, setText] = useState(value);
  const sent = useRef(value);

  // The address changed by itself: the back button, or "Clear search".
  useEffect(() => {
    if (value === sent.current) return;
    sent.current = value;
    setText(value);
  }, [value]);

  const send = () => {
    const wanted = text.trim();
    if (wanted === sent.current) return;
    sent.current = wanted;
    onSearch(wanted);
  };

  useEffect(() => {
    const timer = setTimeout(send, TYPED);
    return () => clearTimeout(timer);
  }, [text]);

  /** @param {SubmitEvent} event */
  const onSubmit = (event) => {
    event.preventDefault();
    send();
  };

  return html`<form class="search" role="search" onSubmit=${onSubmit}>
    <${Icon} name="search" size=${18} />
    <input
      type="search"
      name="q"
      class="search-input"
      aria-label="Search documents"
      placeholder="Search"
      autocomplete="off"
      enterkeyhint="search"
      maxlength="100"
      value=${text}
      onInput=${(/** @type {Event & {currentTarget: HTMLInputElement}} */ event) => setText(event.currentTarget.value)}
    />
  </form>`;
}
