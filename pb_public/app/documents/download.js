// @ts-check
// Downloads that say why they do not begin.

import { downloadUrl } from "../api.js";
import { toast } from "../notices.js";
import { bumpVersion } from "../store.js";
import { markOpened } from "./opened.js";

/**
 * For a click on the download link of a document.
 * @param {MouseEvent} event
 * @param {import("../types.js").PortalDocument} doc
 */
export async function onDownloadClick(event, doc) {
  if (await download(event, downloadUrl(doc.id), doc.title)) markOpened(doc);
}

/**
 * For a click on a download link: asks the server first, because a browser tells nobody why a download failed. Keys
 * that mean "in another tab" keep their meaning.
 * @param {MouseEvent} event
 * @param {string} url
 * @param {string} name what people call the file
 * @returns {Promise<boolean>} whether it has begun here
 */
export async function download(event, url, name) {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return false;
  event.preventDefault();
  try {
    const answer = await fetch(url, { method: "HEAD", credentials: "same-origin", cache: "no-store" });
    if (answer.ok) {
      save(url);
      return true;
    }
    bumpVersion();
    toast(answer.status === 404 ? `“${name}” is no longer available.` : "The download did not work.", "bad");
  } catch {
    toast("The download could not begin: there is no connection. Try again in a moment.", "bad");
  }
  return false;
}

/** @param {string} url */
function save(url) {
  const link = document.createElement("a");
  link.href = url;
  link.download = "";
  link.click();
}
