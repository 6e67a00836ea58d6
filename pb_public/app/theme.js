// @ts-check
// Puts the firm's accent colour and initials on the page.

import { initials } from "../shared/format.js";
import { accentProperties } from "./colour.js";

/** @param {import("./types.js").Firm} firm */
export function applyTheme({ name, accentColor }) {
  const properties = accentProperties(accentColor);
  for (const [property, value] of Object.entries(properties ?? {})) {
    document.documentElement.style.setProperty(property, value);
  }
  const icon = document.querySelector("link[rel=icon]");
  if (icon instanceof HTMLLinkElement && name) icon.href = drawIcon(name, properties);
}

/**
 * The firm's initial on its colour, for the browser's tab.
 * @param {string} name
 * @param {Record<string, string> | null} properties
 */
function drawIcon(name, properties) {
  const fill = properties?.["--firm-accent-light"] ?? "#155e75";
  const ink = properties?.["--firm-on-accent-light"] ?? "#ffffff";
  const letter = initials(name).slice(0, 1).replace(/[<&>]/g, "");
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="${fill}"/>` +
    `<text x="16" y="22.5" font-family="system-ui,sans-serif" font-size="18" font-weight="600" text-anchor="middle" fill="${ink}">${letter}</text></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
