// @ts-check

import { html, useEffect } from "/shared/vendor/preact.js";
import { loadFirm } from "../data/session.js";
import { useLoad } from "../data/hooks.js";
import { dress } from "../ui/desk.js";
import { useArrival } from "../ui/page.js";

/**
 * The frame of the pages before the sign-in: whose desk it is.
 *
 * @param {{title: string, children: unknown}} props
 */
export function Door({ title, children }) {
  const { data: firm } = useLoad(loadFirm, []);
  const heading = useArrival();

  useEffect(() => {
    if (firm) dress(firm);
  }, [firm]);

  return html`<div class="desk-door">
    <header class="txt-center m-b-base">
      <img class="desk-door-logo" src=${firm?.logoUrl || "./extensions/portico/images/logo.svg"} alt="" />
      <p class="txt-hint">${firm?.name || "Portico"}</p>
      <h1 ref=${heading} tabindex="-1">${title}</h1>
    </header>
    ${children}
  </div>`;
}
