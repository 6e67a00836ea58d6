// @ts-check

import { html } from "/shared/vendor/preact.js";
import { RecordMenu } from "./record.js";

const ENTRIES = [
  { section: "portal", href: "#/portal-settings", icon: "door-open", label: "Portal" },
  { section: "staff", href: "#/portal-settings/staff", icon: "team", label: "Staff accounts" },
];

/** @param {{section: "portal" | "staff"}} props */
export function SettingsMenu({ section }) {
  return html`<${RecordMenu} label="Settings" groups=${[{ title: "", entries: ENTRIES }]} section=${section} />`;
}
