// @ts-check
// Where the files of an item are dropped, chosen or photographed, by clients and by guests, and sent at once.

import { acceptAttribute } from "../../shared/filetypes.js";
import { useAttachments } from "../../shared/messages/use-attachments.js";
import { useDrop } from "../../shared/use-drop.js";
import { html, useEffect } from "../../shared/vendor/preact.js";
import { useStore } from "../store.js";
import { FilesComing } from "../ui/files-coming.js";
import { PickButton, describeLimits } from "../upload/drop-zone.js";
import { Camera, ScanTray, useScan } from "./scan.js";
import { scanName } from "./words.js";

/** As many as anybody chooses at once. */
const MOST_AT_ONCE = 200;

/**
 * Files on their way to an item, and pictures that will be one; what has arrived, the item shows itself.
 * @param {string} id
 * @param {import("../../shared/messages/types.js").ConversationProps["attach"]} attach
 */
export function useTaking(id, attach) {
  const firm = useStore((state) => state.firm);
  const files = useAttachments({
    id,
    attach,
    detach: async () => {},
    limits: { maxSize: firm.maxUploadSize, allowedTypes: firm.allowedTypes, most: MOST_AT_ONCE },
  });
  useEffect(() => {
    for (const one of files.items) if (one.status === "done") files.remove(one);
  }, [files.items]);
  return { files, scan: useScan(files.add) };
}

/**
 * @param {object} props
 * @param {string} props.item its name
 * @param {boolean} props.more some have arrived
 * @param {ReturnType<typeof useTaking>} props.taking
 * @param {unknown} [props.children] what has arrived
 */
export function TakeFiles({ item, more, taking: { files, scan }, children }) {
  const firm = useStore((state) => state.firm);
  const { over, ...drop } = useDrop(files.add);
  const asPdf = firm.allowedTypes.includes("pdf");
  const photos = asPdf || firm.allowedTypes.includes("images");
  return html`<div class="ask-files" ...${drop}>
    ${children} <${FilesComing} files=${files} />
    <${ScanTray} scan=${scan} item=${item} onSend=${() => files.add([scan.take(scanName(item))])} />
    <div class=${`drop drop-small ${over ? "is-over" : ""}`} role="group" aria-label=${`Files for ${item}`}>
      <p class="drop-text">Drop ${more ? "more files" : "files"} here, or</p>
      <div class="drop-buttons">
        <${PickButton}
          label="Choose files"
          icon="file"
          input=${{ multiple: true, accept: acceptAttribute(firm.allowedTypes) || undefined, "aria-label": `Choose files for ${item}` }}
          onFiles=${files.add}
        />
        ${photos &&
        scan.pages.length === 0 &&
        html`<${Camera} label="Take photos" name=${`Take photos for ${item}`} onFiles=${asPdf ? scan.add : files.add} />`}
      </div>
      <p class="drop-limits">${describeLimits(firm)}</p>
    </div>
  </div>`;
}
