// @ts-check
// The groups of file types a firm can allow, as seen from a browser: by name and by the type the browser guesses.
// The server looks at the content and decides; this only spares people a long upload that would be refused.

/** @typedef {"pdf" | "images" | "office" | "text" | "media" | "archives" | "other"} TypeGroup */

/** @type {Record<Exclude<TypeGroup, "other">, {labels: string[], extensions: string[]}>} */
const GROUPS = {
  pdf: { labels: ["PDF"], extensions: ["pdf"] },
  images: {
    labels: ["images"],
    extensions: ["jpg", "jpeg", "png", "gif", "webp", "avif", "heic", "heif", "tif", "tiff", "bmp"],
  },
  office: {
    labels: ["Word", "Excel", "PowerPoint"],
    extensions: ["doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "ods", "odp", "rtf"],
  },
  text: { labels: ["text"], extensions: ["txt", "csv", "md", "log", "json", "xml"] },
  media: {
    labels: ["audio", "video"],
    extensions: ["mp3", "m4a", "wav", "ogg", "flac", "aac", "mp4", "m4v", "mov", "webm", "mkv", "avi"],
  },
  archives: { labels: ["archives"], extensions: ["zip", "7z", "rar", "tar", "gz", "tgz", "bz2", "xz"] },
};

/** @typedef {keyof typeof GROUPS} NamedGroup */

const NAMED = /** @type {NamedGroup[]} */ (Object.keys(GROUPS));

/**
 * A file name without its extension: what a title begins as.
 * @param {string} name
 */
export function titleFromName(name) {
  const base = name.replace(/\.[A-Za-z0-9]{1,8}$/, "") || name;
  return base.replace(/_+/g, " ").replace(/\s+/g, " ").trim().slice(0, 200);
}

/**
 * The group a file looks like, or "other" where the name says nothing.
 * @param {{name: string, type?: string}} file
 * @returns {TypeGroup}
 */
export function groupOf({ name, type = "" }) {
  const extension = /\.([A-Za-z0-9]{1,8})$/.exec(name)?.[1]?.toLowerCase() ?? "";
  const byName = NAMED.find((group) => GROUPS[group].extensions.includes(extension));
  if (byName) return byName;
  if (type === "application/pdf") return "pdf";
  if (type.startsWith("image/") && type !== "image/svg+xml") return "images";
  if (type.startsWith("audio/") || type.startsWith("video/")) return "media";
  return "other";
}

/**
 * Whether a file may be sent, as far as a browser can tell. One that it cannot place is left to the server.
 * @param {{name: string, type?: string}} file
 * @param {readonly string[]} allowed
 */
export function looksAllowed(file, allowed) {
  const group = groupOf(file);
  return group === "other" || allowed.includes(group);
}

/**
 * What may be sent, in words: "PDF, images and text". Empty where anything may.
 * @param {readonly string[]} allowed
 */
export function describeTypes(allowed) {
  if (allowed.includes("other") && NAMED.every((group) => allowed.includes(group))) return "";
  const labels = NAMED.filter((group) => allowed.includes(group)).flatMap((group) => GROUPS[group].labels);
  if (allowed.includes("other")) labels.push("other files");
  return joinWords(labels);
}

/** @param {string[]} words */
function joinWords(words) {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} and ${words[words.length - 1]}`;
}

/**
 * The `accept` attribute of a file field: what the file chooser offers first. Empty where anything may be sent.
 * @param {readonly string[]} allowed
 */
export function acceptAttribute(allowed) {
  if (allowed.includes("other")) return "";
  const extensions = NAMED.filter((group) => allowed.includes(group)).flatMap((group) => GROUPS[group].extensions);
  const accepts = extensions.map((extension) => `.${extension}`);
  // Phones offer the photo library only where a kind of image is named as a media type.
  if (allowed.includes("images")) accepts.unshift("image/*");
  if (allowed.includes("media")) accepts.unshift("audio/*", "video/*");
  return accepts.join(",");
}
