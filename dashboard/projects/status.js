// @ts-check

import { html } from "/shared/vendor/preact.js";
import { PROJECT_STATUS } from "../lib/labels.js";
import { Chip } from "../ui/bits.js";

/** @param {{status: ProjectStatus}} props */
export function StatusChip({ status }) {
  const { label, tone } = PROJECT_STATUS[status] ?? { label: status, tone: "" };
  return html`<${Chip} tone=${tone}>${label}<//>`;
}
