// @ts-check
// Search and sort of a list.

import { Icon } from "../../shared/icons.js";
import { html, useEffect, useRef, useState } from "../../shared/vendor/preact.js";

/** Milliseconds without a key until a search begins. */
const TYPED = 250;

/**
 * @param {object} props
 * @param {string} props.what is searched
 * @param {readonly (readonly [string, string])[]} props.sorts
 * @param {import("../route.js").ListQuery} props.query
 * @param {(query: Partial<import("../route.js").ListQuery>) => void} props.onChange
 */
export function Toolbar({ what, sorts, query, onChange }) {
  return html`<div class="toolbar">
    <${SearchBox} what=${what} value=${query.q} onSearch=${(/** @type {string} */ q) => onChange({ q })} />
    <span class="select">
      <select
        aria-label="Sort"
        value=${query.sort}
        onChange=${(/** @type {Event & {currentTarget: HTMLSelectElement}} */ event) =>
          onChange({ sort: event.currentTarget.value })}
      >
        ${sorts.map(([value, label]) => html`<option key=${value} value=${value}>${label}</option>`)}
      </select>
      <${Icon} name="chevron-down" size=${16} />
    </span>
  </div>`;
}

/** @param {{what: string, value: string, onSearch: (text: string) => void}} props */
export function SearchBox({ what, value, onSearch }) {
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
      aria-label=${`Search ${what}`}
      placeholder="Search"
      autocomplete="off"
      enterkeyhint="search"
      maxlength="100"
      value=${text}
      onInput=${(/** @type {Event & {currentTarget: HTMLInputElement}} */ event) => setText(event.currentTarget.value)}
    />
  </form>`;
}
