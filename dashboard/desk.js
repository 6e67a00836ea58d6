// @ts-check

import { html, render } from "/shared/vendor/preact.js";
import { Desk } from "./ui/desk.js";
import { setHost } from "./host.js";

/** Pages that nobody needs to be signed in for. */
const OPEN_PAGES = new Set(["sign_in", "forgot_password"]);

/**
 * Shows a page in the element. A page is a module of pages/ with a component `Page`; it is loaded when it is first
 * asked for.
 *
 * @param {Host} host
 * @param {HTMLElement} el
 * @param {string} name
 * @param {Route} route
 * @param {() => boolean} isWanted Whether nobody has gone on while the page was loaded.
 */
export async function enter(host, el, name, route, isWanted) {
  setHost(host);
  const { Page } = await import(`./pages/${name}.js`);
  if (!isWanted()) return;
  const page = html`<${Page} key=${pageKey(name, route)} ...${route} />`;
  render(OPEN_PAGES.has(name) ? page : html`<${Desk}>${page}<//>`, el);
}

/**
 * Takes down whatever the element shows, so that no page goes on listening unseen.
 *
 * @param {HTMLElement} el
 */
export function leave(el) {
  if (!el.isConnected) render(null, el);
}

/**
 * A record's page lives on while its section changes; a list starts anew with another query.
 *
 * @param {string} name
 * @param {Route} route
 */
function pageKey(name, route) {
  return route.params.id ? `${name}/${route.params.id}` : `${name}${route.path}`;
}
