// @ts-check
// The page of a public link begins here.

import { html, render } from "../../shared/vendor/preact.js";
import { LinkPage } from "./page.js";

const root = document.getElementById("app");
if (root) render(html`<${LinkPage} />`, root);
