// @ts-check
// The portal begins here.

import { html, render } from "../shared/vendor/preact.js";
import { App } from "./app.js";
import { start, watchBrowser } from "./session.js";

const root = document.getElementById("app");
if (root) {
  watchBrowser();
  render(html`<${App} />`, root);
  start();
}
