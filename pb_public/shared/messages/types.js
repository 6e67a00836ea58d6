// @ts-check
// What messages are made of, and what a page gives to a conversation so that it can be shown. Types only.

/**
 * @typedef {object} MessageFile
 * @property {string} id
 * @property {string} name
 * @property {string} type
 * @property {number} size
 * @property {import("../preview.js").PreviewType} preview
 */

/**
 * @typedef {object} Message
 * @property {string} id
 * @property {number} seq counts 1, 2, 3 … in its conversation
 * @property {"client" | "firm"} side
 * @property {string} author
 * @property {boolean} mine
 * @property {string} text
 * @property {string} at
 * @property {MessageFile[]} files
 */

/** How far a client has read. @typedef {{name: string, seq: number}} Reader */

/**
 * A part of a conversation, as the server gives it.
 * @typedef {object} ThreadPage
 * @property {Message[]} items the oldest first
 * @property {boolean} earlier there are messages before these
 * @property {number} read the last one that my side has read
 * @property {number} last the last one there is
 * @property {Reader[]} [readers] the firm sees them
 * @property {boolean} [canWrite] false where one may only look; absent means one may
 */

/** A conversation in a list. @typedef {{kind: "contact" | "document" | "project" | "ticket", id: string, name: string, slug: string, context: string, last: string, by: string, side: "client" | "firm", at: string, unread: number, messages: number}} Summary */

/**
 * All that a conversation needs of the page that it is shown in.
 * @typedef {object} ConversationProps
 * @property {string} id names the conversation and who looks, e.g. "{account}/document/{id}": a draft is kept under it. Use it as the `key`, too
 * @property {string} label what it is called: "Comments", "Messages with Miller & Co"
 * @property {"client" | "firm"} side whose eyes look
 * @property {unknown} version anything that changes whenever there may be news
 * @property {(before: number, signal: AbortSignal) => Promise<ThreadPage>} load what comes before a message, or the last ones where `before` is 0; throws an ApiError
 * @property {(message: {text: string, files: string[]}, key: string) => Promise<Message>} send `key` is for the Idempotency-Key header
 * @property {(seq: number) => Promise<unknown>} [markRead] leave it out where looking does not count
 * @property {(file: File, key: string, onProgress: (progress: {loaded: number, total: number}) => void, signal: AbortSignal) => Promise<MessageFile>} attach
 * @property {(id: string) => Promise<unknown>} detach
 * @property {(file: MessageFile) => {url: string, downloadUrl: string}} urls
 * @property {(file: MessageFile) => void} onPreview opens a file in the page's viewer
 * @property {(event: MouseEvent, file: MessageFile) => void} [onDownload] for a click on a download link
 * @property {(err: unknown) => string} explain
 * @property {{maxSize: number, allowedTypes?: readonly string[], most?: number}} limits of a file, and how many at once
 * @property {string} [firm] whom to turn to when a file does not arrive
 * @property {string} [note] who reads along
 * @property {string} [readOnly] why nothing can be written here; empty where it can
 * @property {string} [refused] the same, where the thread's `canWrite` is false
 * @property {unknown} empty what to show where nobody has written yet
 * @property {unknown} gone what to show where it is not there, or not any more
 * @property {() => void} [onRetry] somebody asks to load it again after it failed
 */

export {};
