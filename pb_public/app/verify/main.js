// @ts-check
// The page on which everyone can check a signed document begins here.

import { html, render } from "../../shared/vendor/preact.js";
import { Brand } from "../ui/brand.js";
import { useFirm } from "../use-firm.js";
import { CheckFile } from "./check.js";

function VerifyPage() {
  useFirm();
  return html`<div class="shell">
    <header class="header"><div class="header-inner"><span class="header-brand"><${Brand} /></span></div></header>
    <main class="main" id="main"><${CheckFile} /></main>
  </div>`;
}

// A file that misses its place must not take the page's.
for (const type of ["dragover", "drop"]) window.addEventListener(type, (event) => event.preventDefault());

const root = document.getElementById("app");
if (root) render(html`<${VerifyPage} />`, root);
