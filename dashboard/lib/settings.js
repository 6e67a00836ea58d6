// @ts-check

const MEGABYTE = 1024 * 1024;

/**
 * The settings as a form holds them: sizes in megabytes, and a logo that may be a new file.
 *
 * @typedef {object} SettingsForm
 * @property {string} firm_name
 * @property {string} accent_color
 * @property {string} portal_url
 * @property {string} letterhead
 * @property {string} payment_link
 * @property {string} upload_assignee
 * @property {string} upload_notification_text
 * @property {string} time_server
 * @property {string} max_upload_megabytes
 * @property {string[]} allowed_types
 * @property {File | "keep" | "remove"} logo
 */

/**
 * @param {PortalSettings} settings
 * @returns {SettingsForm}
 */
export function formOf(settings) {
  return {
    firm_name: settings.firm_name,
    accent_color: settings.accent_color,
    portal_url: settings.portal_url,
    letterhead: settings.letterhead,
    payment_link: settings.payment_link,
    upload_assignee: settings.upload_assignee,
    upload_notification_text: settings.upload_notification_text,
    time_server: settings.time_server,
    max_upload_megabytes: String(Math.round((settings.max_upload_size / MEGABYTE) * 100) / 100),
    allowed_types: settings.allowed_types,
    logo: "keep",
  };
}

/**
 * What is sent to the server: JSON, or a form where a file goes with it.
 *
 * @param {SettingsForm} form
 * @returns {FormData | Record<string, unknown>}
 */
export function settingsBody({ logo, max_upload_megabytes: megabytes, ...rest }) {
  const body = { ...rest, max_upload_size: Math.round(Number(megabytes) * MEGABYTE) };
  if (logo === "keep") return body;
  if (logo === "remove") return { ...body, logo: null };
  const data = new FormData();
  for (const [name, value] of Object.entries(body)) {
    // A form has no empty list: one empty value stands for it.
    const values = Array.isArray(value) && value.length > 0 ? value : [value];
    for (const item of values) data.append(name, String(item));
  }
  data.append("logo", logo);
  return data;
}
