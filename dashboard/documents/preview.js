// @ts-check

import { html, useEffect, useState } from "/shared/vendor/preact.js";
import { Preview } from "/shared/preview.js";
import { fileUrls, openFiles } from "../data/documents.js";
import { Sheet } from "../ui/dialog.js";
import { Failure, Loading } from "../ui/states.js";
import { DownloadButton } from "./row.js";

/** Shorter than the way to the files is open: a long video is asked for piece by piece. */
const RENEW_EVERY = 120_000;

/** @param {{doc: DeskDocument, onClose: () => void}} props */
export function PreviewDialog({ doc, onClose }) {
  return html`<${FilePreview}
    title=${doc.title}
    file=${{ name: doc.title, type: doc.fileType, size: doc.fileSize, preview: doc.preview, ...fileUrls(doc) }}
    footer=${html`<span class="txt-hint desk-break">${doc.fileName}</span> <${DownloadButton} doc=${doc} full />`}
    onClose=${onClose}
  />`;
}

/**
 * A file in a dialog, whatever it belongs to.
 *
 * @param {{title: string, file: Record<string, unknown>, footer: unknown, onClose: () => void}} props
 */
export function FilePreview({ title, file, footer, onClose }) {
  const { ready, error, retry } = useFiles();
  return html`<${Sheet} title=${title} shape="popup desk-preview" onClose=${onClose} footer=${footer}>
    ${error && html`<${Failure} error=${error} onRetry=${retry} />`}
    ${!error && !ready && html`<${Loading} />`}
    ${ready && html`<${Preview} ...${file} />`}
  <//>`;
}

/** Keeps the way to the files open while the dialog is. */
export function useFiles() {
  const [ready, setReady] = useState(false);
  const [error, setError] = useState(/** @type {unknown} */ (undefined));
  const [turn, setTurn] = useState(0);

  useEffect(() => {
    let gone = false;
    setError(undefined);
    openFiles().then(
      () => !gone && setReady(true),
      (thrown) => !gone && setError(thrown),
    );
    const timer = setInterval(() => openFiles().catch(() => {}), RENEW_EVERY);
    return () => {
      gone = true;
      clearInterval(timer);
    };
  }, [turn]);

  const retry = () => {
    setReady(false);
    setTurn((last) => last + 1);
  };
  return { ready, error, retry };
}
