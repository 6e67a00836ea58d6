// @ts-check
// Where a message is written: text, files, and sending. What was begun is kept until it is sent.

import { acceptAttribute } from "../filetypes.js";
import { ApiError } from "../http.js";
import { Icon } from "../icons.js";
import { keyring } from "../upload.js";
import { html, useId, useLayoutEffect, useRef, useState } from "../vendor/preact.js";
import { MOST_FILES, areComing, arrived, whatHolds } from "./attachments.js";
import { keepDraft, readDraft } from "./drafts.js";
import { FilesToSend } from "./files-to-send.js";

/** The longest text of a message. */
export const LONGEST_TEXT = 5000;

/**
 * @typedef {Pick<import("./types.js").ConversationProps, "id" | "label" | "send" | "attach" | "detach" | "explain" | "limits" | "firm" | "note">
 *   & {onSent: (message: import("./types.js").Message) => void, files: ReturnType<typeof import("./use-attachments.js").useAttachments>}} ComposerProps
 */

/** @param {ComposerProps} props */
export function Composer({ id, label, send, explain, limits, firm = "", note = "", onSent, files }) {
  const names = useId();
  const field = useRef(/** @type {HTMLTextAreaElement | null} */ (null));
  const [text, setText] = useState(() => readDraft(id).text);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState(/** @type {unknown} */ (null));
  const keys = useRef(keyring());
  const coming = areComing(files.items);
  const sent = arrived(files.items);

  // At once: a reload may follow the last letter.
  useLayoutEffect(() => keepDraft(id, { text, files: sent }), [id, text, files.items]);
  useGrowing(field, text);

  const submit = async () => {
    const message = { text: text.trim(), files: sent.map((file) => file.id) };
    if (busy) return;
    const held = whatHolds(files.items);
    if (held) {
      setError(new ApiError({ status: 400, data: { files: { code: "held", message: held } } }));
      return;
    }
    if (!message.text && message.files.length === 0) {
      field.current?.focus();
      return;
    }
    setBusy(true);
    setError(null);
    try {
      const made = await send(message, keys.current.keyFor(message));
      keys.current.used();
      // What was written or added meanwhile stays.
      setText((now) => (now.startsWith(text) ? now.slice(text.length) : now));
      files.clear(message.files);
      onSent(made);
      field.current?.focus();
    } catch (err) {
      setError(err);
    }
    setBusy(false);
  };

  /** @param {KeyboardEvent} event */
  const onKeyDown = (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
    event.preventDefault();
    submit();
  };

  /** @param {ClipboardEvent} event */
  const onPaste = (event) => {
    const data = event.clipboardData;
    // What is copied from a word processor is text and, beside it, a picture of the text.
    if (!data || data.files.length === 0 || data.getData("text/plain")) return;
    event.preventDefault();
    files.add([...data.files]);
  };

  const described = [note && `${names}-note`, `${names}-keys`, error !== null && `${names}-error`].filter(Boolean).join(" ");
  return html`<form
    class="talk-composer"
    onSubmit=${(/** @type {Event} */ event) => {
      event.preventDefault();
      submit();
    }}
  >
    <${FilesToSend} files=${files} limits=${limits} firm=${firm} />
    <div class="talk-write">
      <textarea
        ref=${field}
        class="talk-field"
        rows="1"
        aria-label=${`Write to: ${label}`}
        placeholder="Write a message"
        maxlength=${LONGEST_TEXT}
        aria-describedby=${described}
        value=${text}
        onInput=${(/** @type {Event & {currentTarget: HTMLTextAreaElement}} */ event) => setText(event.currentTarget.value)}
        onKeyDown=${onKeyDown}
        onPaste=${onPaste}
      ></textarea>
      <div class="talk-tools">
        <${AttachButton} limits=${limits} off=${files.items.length >= MOST_FILES} onFiles=${files.add} />
        <button type="submit" class="talk-button talk-send" aria-disabled=${busy || coming || undefined}>
          <${Icon} name="send" size=${18} /> <span class="talk-send-text">${busy ? "Sending…" : "Send"}</span>
        </button>
      </div>
    </div>
    <div role="alert" id=${`${names}-error`}>
      ${error !== null &&
      html`<p class="talk-error">
        <${Icon} name="alert" size=${18} />
        <span>Not sent. ${reason(error, explain)}</span>
        <button type="button" class="talk-link" onClick=${submit}>Try again</button>
      </p>`}
    </div>
    <p class="talk-hint">
      <span id=${`${names}-note`}>${note}</span>
      <span id=${`${names}-keys`} class="talk-keys">${isApple() ? "⌘" : "Ctrl"} + Enter sends</span>
    </p>
  </form>`;
}

/**
 * @param {unknown} err
 * @param {(err: unknown) => string} explain
 */
function reason(err, explain) {
  const complaint = err instanceof ApiError && err.status === 400 ? Object.values(err.data)[0]?.message : "";
  return complaint || explain(err);
}

const isApple = () => /mac|iphone|ipad/i.test(navigator.userAgent);

/**
 * As many lines as the text has, within what the style sheet allows.
 * @param {{current: HTMLTextAreaElement | null}} field
 * @param {string} text
 */
function useGrowing(field, text) {
  useLayoutEffect(() => {
    const element = field.current;
    if (!element) return;
    element.style.blockSize = "auto";
    element.style.blockSize = `${element.scrollHeight + element.offsetHeight - element.clientHeight}px`;
  }, [text]);
}

/**
 * A file field that looks like a button; the field itself is what is focused and pressed.
 * @param {{limits: import("./types.js").ConversationProps["limits"], off: boolean, onFiles: (files: File[]) => void}} props
 */
function AttachButton({ limits, off, onFiles }) {
  const ref = useRef(/** @type {HTMLInputElement | null} */ (null));
  const onChange = () => {
    const input = ref.current;
    if (!input?.files?.length) return;
    onFiles([...input.files]);
    // So that the same file can be chosen again.
    input.value = "";
  };
  return html`<label class=${`talk-button talk-attach ${off ? "is-off" : ""}`} title=${off ? `${MOST_FILES} files at most` : "Attach files"}>
    <${Icon} name="paperclip" size=${20} />
    <input
      ref=${ref}
      class="talk-pick"
      type="file"
      multiple
      disabled=${off}
      aria-label="Attach files"
      accept=${acceptAttribute(limits.allowedTypes ?? ["other"]) || undefined}
      onChange=${onChange}
    />
  </label>`;
}
