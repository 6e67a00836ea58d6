// @ts-check
// Where files come from: dropped, chosen, or taken with the phone's camera.

import { acceptAttribute, describeTypes } from "../../shared/filetypes.js";
import { formatSize } from "../../shared/format.js";
import { Icon } from "../../shared/icons.js";
import { html, useId, useRef } from "../../shared/vendor/preact.js";
import { useStore } from "../store.js";

/** @typedef {import("../types.js").Firm} Firm */

/**
 * "PDF, images and text, up to 100 MB each."
 * @param {Firm} firm
 */
export function describeLimits({ allowedTypes, maxUploadSize }) {
  const types = describeTypes(allowedTypes) || "Any type of file";
  const size = maxUploadSize > 0 ? `, up to ${formatSize(maxUploadSize)} each` : "";
  return `${types.charAt(0).toUpperCase()}${types.slice(1)}${size}.`;
}

/**
 * @param {{over: boolean, more: boolean, error: string, onFiles: (files: File[]) => void}} props
 */
export function DropZone({ over, more, error, onFiles }) {
  const firm = useStore((state) => state.firm);
  const id = useId();
  const describedBy = [`${id}-limits`, error && `${id}-error`].filter(Boolean).join(" ");
  return html`<div class=${`field ${error ? "is-wrong" : ""}`}>
    ${!more && html`<p class="field-label" id=${`${id}-label`}>File</p>`}
    <div
      class=${`drop ${over ? "is-over" : ""} ${more ? "drop-small" : ""}`}
      role="group"
      aria-labelledby=${more ? undefined : `${id}-label`}
      aria-label=${more ? "More files" : undefined}
    >
      ${!more && html`<${Icon} name="upload" size=${28} />`}
      <p class="drop-text">Drop ${more ? "more files" : "files"} here, or</p>
      <div class="drop-buttons">
        <${PickButton}
          label=${more ? "Add more files" : "Choose files"}
          icon=${more ? "plus" : "file"}
          describedBy=${describedBy}
          invalid=${Boolean(error)}
          input=${{ multiple: true, accept: acceptAttribute(firm.allowedTypes) || undefined }}
          onFiles=${onFiles}
        />
        ${firm.allowedTypes.includes("images") &&
        html`<${PickButton}
          class="drop-camera"
          label="Take a photo"
          icon="camera"
          input=${{ accept: "image/*", capture: "environment" }}
          onFiles=${onFiles}
        />`}
      </div>
      <p class="drop-limits" id=${`${id}-limits`}>${describeLimits(firm)}</p>
    </div>
    ${error &&
    html`<p class="field-error" id=${`${id}-error`}><${Icon} name="alert" size=${16} /> <span>${error}</span></p>`}
  </div>`;
}

/**
 * A file field that looks like a button; the field itself is what is focused and pressed.
 * @param {object} props
 * @param {string} props.label
 * @param {string} props.icon
 * @param {(files: File[]) => void} props.onFiles
 * @param {string} [props.class]
 * @param {string} [props.describedBy]
 * @param {boolean} [props.invalid]
 * @param {Record<string, unknown>} [props.input]
 */
export function PickButton({ label, icon, onFiles, class: className = "", describedBy, invalid = false, input }) {
  const ref = useRef(/** @type {HTMLInputElement | null} */ (null));
  const onChange = () => {
    const field = ref.current;
    if (!field?.files?.length) return;
    onFiles([...field.files]);
    // So that the same file can be chosen again.
    field.value = "";
  };
  return html`<label class=${`button pick ${className}`}>
    <${Icon} name=${icon} size=${18} /> ${label}
    <input
      ref=${ref}
      class="pick-input"
      type="file"
      aria-label=${label}
      aria-describedby=${describedBy}
      aria-invalid=${invalid || undefined}
      onChange=${onChange}
      ...${input}
    />
  </label>`;
}
