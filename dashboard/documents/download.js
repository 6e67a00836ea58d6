// @ts-check

import { fileUrls, save } from "../data/documents.js";
import { endIfOver } from "../data/hooks.js";
import { host } from "../host.js";
import { problem } from "../lib/errors.js";

/**
 * Has the browser save a file, or says why it cannot.
 *
 * @param {string} url
 * @param {string} name What people call the file.
 */
export async function download(url, name) {
  try {
    await save(url);
  } catch (error) {
    endIfOver(error);
    const { status, title } = problem(error);
    host().warn(status === 404 ? `“${name}” is no longer available.` : title);
  }
}

/** @param {DeskDocument} doc */
export function downloadDocument(doc) {
  return download(fileUrls(doc).downloadUrl, doc.title);
}
