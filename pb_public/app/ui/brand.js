// @ts-check
// The firm's logo, or its initials on its colour where it has none.

import { initials } from "../../shared/format.js";
import { html, useState } from "../../shared/vendor/preact.js";
import { useStore } from "../store.js";

/** @param {{large?: boolean}} props */
export function Brand({ large = false }) {
  const { name, logoUrl } = useStore((state) => state.firm);
  const [broken, setBroken] = useState("");
  const hasLogo = logoUrl && broken !== logoUrl;
  return html`<span class=${`brand ${large ? "brand-large" : ""}`}>
    ${hasLogo
      ? html`<img class="brand-logo" src=${logoUrl} alt="" onError=${() => setBroken(logoUrl)} />`
      : html`<span class="brand-mark" aria-hidden="true">${initials(name).slice(0, 1)}</span>`}
    <span class="brand-name">${name}</span>
  </span>`;
}
