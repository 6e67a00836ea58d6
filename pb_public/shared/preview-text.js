// @ts-check
// A text file's beginning as text. Large logs and tables would freeze a page, so only so much is shown.

import { html, useEffect, useState } from "./vendor/preact.js";

const MOST = 512 * 1024;

/**
 * Reads text of unknown encoding: UTF-8 where it is that, otherwise what Windows programs write.
 * @param {ArrayBuffer} bytes
 * @param {boolean} whole false where the last character may be cut in two
 */
export function decodeText(bytes, whole) {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: !whole });
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

/** @param {{url: string, name: string, size: number, onFail: () => void}} props */
export function TextFile({ url, name, size, onFail }) {
  const [text, setText] = useState(/** @type {string | null} */ (null));

  useEffect(() => {
    const control = new AbortController();
    readStart(url, control.signal).then(
      (bytes) => setText(decodeText(bytes, bytes.byteLength >= size)),
      () => control.signal.aborted || onFail(),
    );
    return () => control.abort();
  }, [url]);

  if (text === null) {
    return html`<div class="preview preview-wait" role="status"><span class="preview-spinner"></span>Opening…</div>`;
  }
  return html`<div class="preview preview-text" tabindex="0" role="region" aria-label=${name}>
    <pre>${text}</pre>
    ${size > MOST && html`<p class="preview-cut">This is the beginning of the file. Download it to see all of it.</p>`}
  </div>`;
}

/**
 * @param {string} url
 * @param {AbortSignal} signal
 */
async function readStart(url, signal) {
  const answer = await fetch(url, {
    headers: { Range: `bytes=0-${MOST - 1}` },
    credentials: "same-origin",
    cache: "no-store",
    signal,
  });
  if (!answer.ok) throw new Error(`refused with ${answer.status}`);
  return (await answer.arrayBuffer()).slice(0, MOST);
}
