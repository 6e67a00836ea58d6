import assert from "node:assert/strict";
import { test } from "node:test";

import * as preact from "/shared/vendor/preact.js";

test("the vendored Preact brings all that pages import", () => {
  const names = Object.keys(preact).sort();
  assert.deepEqual(names, [
    "Component",
    "Fragment",
    "createContext",
    "h",
    "html",
    "render",
    "useCallback",
    "useContext",
    "useEffect",
    "useId",
    "useLayoutEffect",
    "useMemo",
    "useReducer",
    "useRef",
    "useState",
  ]);
});

test("html makes Preact's nodes", () => {
  const node = preact.html`<p class="note">${"<b>"}</p>`;
  assert.equal(node.type, "p");
  assert.deepEqual(node.props, { class: "note", children: "<b>" });
});
