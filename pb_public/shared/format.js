// @ts-check
// How sizes, dates and kinds of files are written. Pure: no DOM, no network.

const UNITS = ["B", "KB", "MB", "GB", "TB"];

/**
 * The locale to write numbers and dates in: the reader's own kind of English. The words around them are English, so
 * a date in another language would read as a mistake.
 * @returns {string}
 */
function readersLocale() {
  const wanted = globalThis.navigator?.languages ?? [];
  return wanted.find((tag) => /^en\b/i.test(tag)) ?? "en-GB";
}

/**
 * 0 B · 950 B · 1.2 KB · 34 MB, in steps of 1024.
 * @param {number} bytes
 * @param {string} [locale]
 */
export function formatSize(bytes, locale = readersLocale()) {
  if (!Number.isFinite(bytes) || bytes <= 0) return "0 B";
  let unit = 0;
  let value = bytes;
  // 1023.7 KB would be written "1,024 KB": it belongs to the next unit.
  while (unit < UNITS.length - 1 && Math.round(value) >= 1024) {
    value /= 1024;
    unit++;
  }
  const digits = unit === 0 || value >= 9.95 ? 0 : 1;
  return `${value.toLocaleString(locale, { maximumFractionDigits: digits })} ${UNITS[unit]}`;
}

/**
 * The server writes `2026-01-02 15:04:05.000Z` (UTC).
 * @param {string | null | undefined} text
 * @returns {Date | null}
 */
export function parseDate(text) {
  if (!text) return null;
  const date = new Date(text.replace(" ", "T"));
  return Number.isNaN(date.getTime()) ? null : date;
}

/**
 * @param {string | null | undefined} iso
 * @param {Intl.DateTimeFormatOptions} options
 * @param {string} locale
 */
function written(iso, options, locale) {
  const date = parseDate(iso);
  return date ? new Intl.DateTimeFormat(locale, options).format(date) : "";
}

/**
 * 2 Jan 2026
 * @param {string | null | undefined} iso
 * @param {string} [locale]
 */
export function formatDate(iso, locale = readersLocale()) {
  return written(iso, { day: "numeric", month: "short", year: "numeric" }, locale);
}

/**
 * 2 Jan 2026, 15:04
 * @param {string | null | undefined} iso
 * @param {string} [locale]
 */
export function formatDateTime(iso, locale = readersLocale()) {
  const time = { day: "numeric", month: "short", year: "numeric", hour: "numeric", minute: "2-digit" };
  return written(iso, /** @type {Intl.DateTimeFormatOptions} */ (time), locale);
}

/**
 * 2 January 2026, 15:04:05 UTC, the same for readers everywhere.
 * @param {string | null | undefined} iso
 * @param {string} [locale]
 */
export function formatMoment(iso, locale = readersLocale()) {
  return written(iso, { dateStyle: "long", timeStyle: "long", timeZone: "UTC" }, locale);
}

/**
 * 15:04
 * @param {string | null | undefined} iso
 * @param {string} [locale]
 */
export function formatTime(iso, locale = readersLocale()) {
  return written(iso, { hour: "numeric", minute: "2-digit" }, locale);
}

/**
 * The reader's day that a moment belongs to, to compare with others.
 * @param {string | null | undefined} iso
 */
export function dayOf(iso) {
  const date = parseDate(iso);
  return date ? `${date.getFullYear()}-${date.getMonth() + 1}-${date.getDate()}` : "";
}

/**
 * Today · Yesterday · Monday 12 January · Monday 12 January 2025, the year where it is another.
 * @param {string | null | undefined} iso
 * @param {{now?: number, locale?: string}} [options]
 */
export function formatDay(iso, { now = Date.now(), locale = readersLocale() } = {}) {
  const date = parseDate(iso);
  if (!date) return "";
  const today = new Date(now);
  const yesterday = new Date(today.getFullYear(), today.getMonth(), today.getDate() - 1);
  if (dayOf(iso) === dayOf(today.toISOString())) return "Today";
  if (dayOf(iso) === dayOf(yesterday.toISOString())) return "Yesterday";
  const year = date.getFullYear() === today.getFullYear() ? {} : { year: /** @type {const} */ ("numeric") };
  return written(iso, { weekday: "long", day: "numeric", month: "long", ...year }, locale);
}

/**
 * 15:04 today, otherwise the date: when the last message of a conversation came.
 * @param {string | null | undefined} iso
 * @param {{now?: number, locale?: string}} [options]
 */
export function formatWhen(iso, { now = Date.now(), locale = readersLocale() } = {}) {
  const day = formatDay(iso, { now, locale });
  if (day === "Today") return formatTime(iso, locale);
  return day === "Yesterday" ? day : formatDate(iso, locale);
}

/**
 * 2 January 2026, of a day that the server writes `2026-01-02`: the same day for readers everywhere.
 * @param {string} day
 * @param {string} [locale]
 */
export function formatCalendarDay(day, locale = readersLocale()) {
  return written(`${day}T00:00:00Z`, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }, locale);
}

/**
 * The same, shorter: 2 Jan 2026.
 * @param {string} day
 * @param {string} [locale]
 */
export function formatShortDay(day, locale = readersLocale()) {
  return written(`${day}T00:00:00Z`, { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" }, locale);
}

/**
 * The reader's own day of a moment, as the server writes days: `2026-01-02`.
 * @param {Date} date
 */
export function calendarDay(date) {
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/**
 * €1,234.50, of an amount in minor units.
 * @param {number} amount
 * @param {string} currency
 * @param {number} decimals how many the minor units make
 * @param {string} [locale]
 */
export function formatMoney(amount, currency, decimals, locale = readersLocale()) {
  const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  return new Intl.NumberFormat(locale, { style: "currency", currency, ...digits }).format(amount / 10 ** decimals);
}

/**
 * 19%, of basis points.
 * @param {number} points
 * @param {string} [locale]
 */
export function formatPercent(points, locale = readersLocale()) {
  return (points / 10_000).toLocaleString(locale, { style: "percent", maximumFractionDigits: 2 });
}

/**
 * 1,234.5, of a decimal number as text.
 * @param {string} quantity
 * @param {string} [locale]
 */
export function formatQuantity(quantity, locale = readersLocale()) {
  return Number(quantity).toLocaleString(locale, { maximumFractionDigits: 3 });
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * just now · 5 minutes ago · yesterday · 3 days ago, and the date from a week on.
 * @param {string | null | undefined} iso
 * @param {{now?: number, locale?: string}} [options]
 */
export function formatAgo(iso, { now = Date.now(), locale = readersLocale() } = {}) {
  const date = parseDate(iso);
  if (!date) return "";
  const seconds = Math.round((now - date.getTime()) / 1000);
  // A clock that is a little behind the server's must not say "in 20 seconds".
  if (seconds < 45) return "just now";
  const ago = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  if (seconds < HOUR) return ago.format(-Math.max(1, Math.round(seconds / MINUTE)), "minute");
  if (seconds < 22 * HOUR) return ago.format(-Math.round(seconds / HOUR), "hour");
  const days = Math.max(1, Math.round(seconds / DAY));
  return days < 7 ? ago.format(-days, "day") : formatDate(iso, locale);
}

/** Pieces of media types, and what a person calls such a file. The first that fits counts. */
const FILE_KINDS = /** @type {const} */ ([
  [/^application\/pdf$/, "PDF"],
  [/^image\//, "Image"],
  [/^audio\//, "Audio"],
  [/^video\//, "Video"],
  [/spreadsheet|ms-excel|\/csv$|tab-separated/, "Spreadsheet"],
  [/presentation|ms-powerpoint/, "Presentation"],
  [/wordprocessing|msword|opendocument\.text|\/rtf$/, "Document"],
  [/zip|x-7z|x-rar|vnd\.rar|x-tar|x-bzip|x-xz/, "Archive"],
  [/^text\/|\/json$|\/xml$/, "Text"],
]);

/**
 * What a person calls a file of this media type.
 * @param {string | null | undefined} mime
 */
export function fileKind(mime) {
  const type = (mime ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
  return FILE_KINDS.find(([pattern]) => pattern.test(type))?.[1] ?? "File";
}

/** @type {Record<string, string>} */
const DOCUMENT_KINDS = {
  document: "Document",
  estimate: "Estimate",
  invoice: "Invoice",
  daily_log: "Daily log",
  proposal: "Proposal",
  engagement_letter: "Engagement letter",
  contract: "Contract",
};

/**
 * What a person calls a document of this kind.
 * @param {string} kind
 */
export function documentKind(kind) {
  return DOCUMENT_KINDS[kind] ?? "Document";
}

/**
 * The letters of a round picture for someone without one: "Ada Lovelace" → "AL".
 * @param {string} name
 */
export function initials(name) {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const first = [...(words[0] ?? "")][0] ?? "";
  const last = words.length > 1 ? ([...(words[words.length - 1] ?? "")][0] ?? "") : "";
  return (first + last).toLocaleUpperCase();
}

/**
 * 1 document · 3 documents
 * @param {number} count
 * @param {string} one
 * @param {string} [many]
 */
export function plural(count, one, many = `${one}s`) {
  return `${count.toLocaleString(readersLocale())} ${count === 1 ? one : many}`;
}
