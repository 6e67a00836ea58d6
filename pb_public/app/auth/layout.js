// @ts-check
// The frame of all pages for people who are not signed in: the firm above one card.

import { html } from "../../shared/vendor/preact.js";
import { useStore } from "../store.js";
import { Brand } from "../ui/brand.js";
import { PageHeading, useTitle } from "../ui/page.js";

/**
 * @param {{title: string, intro?: unknown, focusHeading?: boolean, children?: unknown}} props
 */
export function AuthLayout({ title, intro, focusHeading = true, children }) {
  const firm = useStore((state) => state.firm.name);
  useTitle(title);
  return html`<div class="auth">
    <header class="auth-brand"><${Brand} large /></header>
    <main class="auth-card" id="main">
      <${PageHeading} key=${title} focus=${focusHeading}>${title}<//>
      ${intro && html`<div class="auth-intro">${intro}</div>`} ${children}
    </main>
    <footer class="auth-footer">Do you need help? Contact ${firm || "the firm"}.</footer>
  </div>`;
}
