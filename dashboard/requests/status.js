// @ts-check

import { html } from "/shared/vendor/preact.js";
import { OVERDUE, REQUEST_STATUS, isOverdue } from "../lib/requests.js";
import { Chip } from "../ui/bits.js";

/** @param {{request: DeskRequest}} props */
export function RequestChip({ request }) {
  const { label, tone } = isOverdue(request) ? OVERDUE : (REQUEST_STATUS[request.status] ?? { label: request.status, tone: "" });
  return html`<${Chip} tone=${tone}>${label}<//>`;
}
