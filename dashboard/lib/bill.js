// @ts-check

/**
 * What a bill comes to while it is typed: the rules of internal/bill, which has the last word. Both are held to
 * internal/bill/testdata/cases.json. Pure.
 */

/** @typedef {import("/shared/particulars.js").BillLine} BillLine */
/** @typedef {import("/shared/particulars.js").Totals} Totals */

/** @typedef {{code: string, decimals: number}} Currency */

/**
 * A line as a form holds it: numbers as they are typed.
 *
 * @typedef {{key: number, description: string, quantity: string, price: string, tax: string, discount: string}} LineForm
 */

export const MOST_LINES = 100;
const MOST = 9_999_999_999_999;
const WHOLE = 10_000;
const QUANTITY = /^-?\d{1,6}(\.\d{1,3})?$/u;

/**
 * Divides, and rounds a half away from zero.
 *
 * @param {bigint} n
 * @param {bigint} by
 */
function rounded(n, by) {
  const half = by / 2n;
  return (n < 0n ? n - half : n + half) / by;
}

/** @param {BillLine} line */
function amountOf({ quantity, unitPrice, discount }) {
  const [units = "", places = ""] = quantity.split(".");
  const thousandths = BigInt(units + places.padEnd(3, "0"));
  return Number(rounded(thousandths * BigInt(unitPrice) * BigInt(WHOLE - discount), BigInt(1000 * WHOLE)));
}

/**
 * @param {BillLine[]} lines
 * @returns {Totals}
 */
export function totals(lines) {
  const amounts = lines.map(amountOf);
  /** @type {Map<number, number>} */
  const nets = new Map();
  lines.forEach(({ taxRate }, at) => nets.set(taxRate, (nets.get(taxRate) ?? 0) + (amounts[at] ?? 0)));
  const taxes = [...nets]
    .toSorted(([a], [b]) => b - a)
    .map(([rate, net]) => ({ rate, net, tax: Number(rounded(BigInt(net) * BigInt(rate), BigInt(WHOLE))) }));
  const net = amounts.reduce((sum, amount) => sum + amount, 0);
  const tax = taxes.reduce((sum, { tax: one }) => sum + one, 0);
  return { amounts, taxes, net, tax, total: net + tax };
}

/**
 * What is wrong with lines, by the place and name of the field, e.g. `0.quantity`; by "" where it is all of them.
 *
 * @param {BillLine[]} lines
 * @returns {Record<string, string>}
 */
export function lineErrors(lines) {
  if (lines.length === 0) return { "": "Add at least one line." };
  if (lines.length > MOST_LINES) return { "": `There can be ${MOST_LINES} lines at most.` };
  /** @type {Record<string, string>} */
  const wrong = {};
  lines.forEach((line, at) => {
    for (const [field, message] of Object.entries(lineError(line))) wrong[`${at}.${field}`] = message;
  });
  if (Object.keys(wrong).length > 0) return wrong;
  const { net, total } = totals(lines);
  return beyond(net) || beyond(total) ? { "": "The amount is too large." } : {};
}

/**
 * @param {BillLine} line
 * @returns {Record<string, string>}
 */
function lineError(line) {
  const { description, quantity, unitPrice, taxRate, discount } = line;
  /** @type {Record<string, string>} */
  const wrong = {};
  if (!description.trim()) wrong.description = "Say what it is for.";
  if (!QUANTITY.test(quantity)) wrong.quantity = "Use a number such as 2 or 1.5, with three decimals at most.";
  if (!Number.isInteger(unitPrice)) wrong.unitPrice = "Use a number such as 12.50.";
  else if (beyond(unitPrice)) wrong.unitPrice = "The amount is too large.";
  if (!isShare(taxRate)) wrong.taxRate = "Use a percentage from 0 to 100.";
  if (!isShare(discount)) wrong.discount = "Use a percentage from 0 to 100.";
  if (Object.keys(wrong).length === 0 && beyond(amountOf(line))) wrong.unitPrice = "The amount is too large.";
  return wrong;
}

/** @param {number} points */
const isShare = (points) => Number.isInteger(points) && points >= 0 && points <= WHOLE;

/** @param {number} amount */
const beyond = (amount) => Math.abs(amount) > MOST;

/**
 * A number as people type it, in units of its last decimal; NaN where it is none. A comma is a decimal point; of a
 * separator of thousands one cannot be sure, so it is not read.
 *
 * @param {string} text
 * @param {number} decimals
 * @returns {number}
 */
export function readNumber(text, decimals) {
  const found = /^([-−]?)(\d{1,13})(?:[.,](\d+))?$/u.exec(text.replace(/\s/gu, ""));
  const places = (found?.[3] ?? "").replace(/0+$/u, "");
  if (!found || places.length > decimals) return Number.NaN;
  const n = Number(`${found[2]}${places.padEnd(decimals, "0")}`);
  return found[1] && n ? -n : n;
}

/**
 * A number as a form shows it: 1250 of two decimals is 12.50.
 *
 * @param {number} n
 * @param {number} decimals
 * @returns {string}
 */
export function writeNumber(n, decimals) {
  const digits = String(Math.abs(n)).padStart(decimals + 1, "0");
  const at = digits.length - decimals;
  return `${n < 0 ? "-" : ""}${digits.slice(0, at)}${decimals > 0 ? `.${digits.slice(at)}` : ""}`;
}

/**
 * @param {LineForm} line
 * @param {number} decimals of the bill's currency
 * @returns {BillLine}
 */
export function readLine({ description, quantity, price, tax, discount }, decimals) {
  return {
    description: description.trim(),
    quantity: quantity.trim().replace(",", ".").replace("−", "-"),
    unitPrice: readNumber(price, decimals),
    taxRate: readNumber(tax.replace("%", "") || "0", 2),
    discount: readNumber(discount.replace("%", "") || "0", 2),
  };
}

/**
 * @param {BillLine} line
 * @param {number} decimals
 * @param {number} key
 * @returns {LineForm}
 */
export function writeLine({ description, quantity, unitPrice, taxRate, discount }, decimals, key) {
  const percent = (/** @type {number} */ points) => String(points / 100);
  return {
    key,
    description,
    quantity,
    price: writeNumber(unitPrice, decimals),
    tax: percent(taxRate),
    discount: discount ? percent(discount) : "",
  };
}

/**
 * What a line comes to, or NaN while it cannot be read.
 *
 * @param {BillLine} line
 * @returns {number}
 */
export function readableAmount(line) {
  const wrong = Object.keys(lineError(line)).filter((field) => field !== "description");
  return wrong.length > 0 ? Number.NaN : amountOf(line);
}
