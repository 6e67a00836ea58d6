import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { accentProperties, contrast, parseHex } from "/app/colour.js";

const LIGHT = [255, 255, 255];
const DARK = [27, 32, 39];

test("contrast is what WCAG computes", () => {
  assert.equal(contrast([0, 0, 0], [255, 255, 255]), 21);
  assert.equal(contrast([10, 20, 30], [10, 20, 30]), 1);
  assert.equal(contrast([119, 119, 119], [255, 255, 255]).toFixed(2), "4.48");
});

test("whatever colour a firm has, it can be read and seen", () => {
  for (let red = 0; red <= 255; red += 51) {
    for (let green = 0; green <= 255; green += 51) {
      for (let blue = 0; blue <= 255; blue += 51) {
        const hex = `#${[red, green, blue].map((part) => part.toString(16).padStart(2, "0")).join("")}`;
        const made = accentProperties(hex);
        for (const [mode, surface] of [["light", LIGHT], ["dark", DARK]]) {
          const of = (name) => parseHex(made[`--firm-${name}-${mode}`]);
          assert.ok(contrast(of("on-accent"), of("accent")) >= 4.5, `words on a button, ${hex}, ${mode}`);
          assert.ok(contrast(of("accent-text"), surface) >= 4.5, `text, ${hex}, ${mode}`);
          assert.ok(contrast(of("accent-line"), surface) >= 3, `lines, ${hex}, ${mode}`);
          assert.ok(contrast(of("accent"), surface) >= 1.3, `buttons, ${hex}, ${mode}`);
        }
      }
    }
  }
});

test("a colour that can be read stays as it is", () => {
  const made = accentProperties("#155e75");
  assert.equal(made["--firm-accent-light"], "#155e75");
  assert.equal(made["--firm-accent-text-light"], "#155e75");
});

test("what is no colour changes nothing", () => {
  for (const text of ["", "red", "#12", "#12345g", "url(x)"]) assert.equal(accentProperties(text), null);
});

test("the surfaces are those of the style sheets", () => {
  const raw = readFileSync(new URL("../pb_public/app/css/colours.css", import.meta.url), "utf8");
  const value = (name) => parseHex(new RegExp(`--${name}: (#[0-9a-f]{6});`).exec(raw)[1]);
  assert.deepEqual(value("white"), LIGHT);
  assert.deepEqual(value("night-100"), DARK);
});
