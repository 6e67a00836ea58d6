import assert from "node:assert/strict";
import { readFileSync, readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path/posix";
import { fileURLToPath } from "node:url";
import { test } from "node:test";

const ROOT = fileURLToPath(new URL("../pb_public", import.meta.url));
const PAGES = [
  { name: "the portal", path: "/index.html", main: "/app/main.js" },
  { name: "a public link", path: "/s/index.html", main: "/app/link/main.js" },
  { name: "checking a file", path: "/verify/index.html", main: "/app/verify/main.js" },
].map((page) => ({ ...page, text: readFileSync(ROOT + page.path, "utf8") }));

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

/** What a page links to with this relation. */
function linked({ text }, relation) {
  return [...text.matchAll(new RegExp(`<link rel="${relation}" href="([^"]+)"`, "g"))].map(([, href]) => href);
}

for (const page of PAGES) {
  test(`the page of ${page.name} asks for every module at once instead of one import after the other`, () => {
    const needed = [...modulesFrom(page.main)].filter((path) => path !== page.main).sort();
    assert.deepEqual(linked(page, "modulepreload"), needed);
  });

  test(`the page of ${page.name} links style sheets that are there`, () => {
    const links = linked(page, "stylesheet");
    assert.ok(links.length > 0);
    for (const href of links) assert.ok(statSync(ROOT + href).isFile());
  });

  test(`nothing in the page of ${page.name} needs what its Content-Security-Policy refuses`, () => {
    assert.doesNotMatch(page.text, /<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)/);
    for (const path of modulesFrom(page.main)) {
      if (path.includes("/vendor/")) continue;
      assert.doesNotMatch(readFileSync(ROOT + path, "utf8"), /\sstyle="|innerHTML|\beval\(/, path);
    }
  });

  test(`the page of ${page.name} stays out of search engines`, () => {
    assert.match(page.text, /<meta name="robots" content="noindex" \/>/);
  });
}

test("the portal links every style sheet of its own", () => {
  const sheets = readdirSync(`${ROOT}/app/css`).map((name) => `/app/css/${name}`);
  const links = linked(PAGES[0], "stylesheet").filter((href) => href.startsWith("/app/"));
  assert.deepEqual(links.sort(), sheets.sort());
});
