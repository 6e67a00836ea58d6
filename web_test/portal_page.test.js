import assert from "node:assert/strict";
import { readFileSync, readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path/posix";
import { fileURLToPath } from "node:url";
import { test } from "node:test";

const ROOT = fileURLToPath(new URL("../pb_public", import.meta.url));
const page = readFileSync(`${ROOT}/index.html`, "utf8");

/** The addresses of all modules that a module imports at once, itself included. */
function modulesFrom(path, found = new Set()) {
  if (found.has(path)) return found;
  found.add(path);
  const text = readFileSync(ROOT + path, "utf8");
  for (const [, name] of text.matchAll(/^(?:import|export)\s[^;"]*"(\.[^"]+)";$/gm)) {
    modulesFrom(join(dirname(path), name), found);
  }
  return found;
}

/** What the page links to with this relation. */
function linked(relation) {
  return [...page.matchAll(new RegExp(`<link rel="${relation}" href="([^"]+)"`, "g"))].map(([, href]) => href);
}

test("the page asks for every module at once instead of one import after the other", () => {
  const needed = [...modulesFrom("/app/main.js")].filter((path) => path !== "/app/main.js").sort();
  assert.deepEqual(linked("modulepreload"), needed);
});

test("the page links every style sheet of the portal", () => {
  const sheets = readdirSync(`${ROOT}/app/css`).map((name) => `/app/css/${name}`);
  const links = linked("stylesheet");
  assert.deepEqual(links.filter((href) => href.startsWith("/app/")).sort(), sheets.sort());
  for (const href of links) assert.ok(statSync(ROOT + href).isFile());
});

test("nothing in the portal needs what its Content-Security-Policy refuses", () => {
  assert.doesNotMatch(page, /<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)/);
  for (const path of modulesFrom("/app/main.js")) {
    if (path.includes("/vendor/")) continue;
    assert.doesNotMatch(readFileSync(ROOT + path, "utf8"), /\sstyle="|innerHTML|\beval\(/, path);
  }
});
