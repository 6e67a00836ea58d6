// @ts-check
// A PDF of JPEG pictures, one a page. Pure: bytes in, bytes out.

/** A4, in points. */
const SHORT = 595.28;
const LONG = 841.89;

/** How colours are told by the number of channels. @type {Record<number, string>} */
const COLOURS = { 1: "/DeviceGray", 3: "/DeviceRGB", 4: "/DeviceCMYK" };

/** @typedef {{width: number, height: number, channels: number}} JpegFacts */

/**
 * What a JPEG says of itself.
 * @param {Uint8Array} bytes
 * @returns {JpegFacts}
 */
export function readJpeg(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 4 || view.getUint16(0) !== 0xffd8) throw new Error("not a JPEG");
  let at = 2;
  while (at + 4 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0;
    // A marker may be filled up with any number of FF.
    if (marker === 0xff) {
      at++;
      continue;
    }
    if (isFrame(marker) && at + 10 <= bytes.length) {
      return { height: view.getUint16(at + 5), width: view.getUint16(at + 7), channels: bytes[at + 9] ?? 0 };
    }
    at += 2 + view.getUint16(at + 2);
  }
  throw new Error("a JPEG without a frame");
}

/**
 * SOF0 to SOF15, without what looks like one and is a table.
 * @param {number} marker
 */
function isFrame(marker) {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

/**
 * Every picture fills an A4 page, upright or lying, as far as its proportions let it.
 * @param {readonly Uint8Array[]} pictures JPEGs
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function pdfOfJpegs(pictures) {
  const out = writer();
  const pages = pictures.map((_, index) => 3 + 3 * index);
  out.text("%PDF-1.4\n");
  // So that no program takes it for text.
  out.bytes(new Uint8Array([0x25, 0xe2, 0xe3, 0xcf, 0xd3, 0x0a]));
  out.object(1, "<< /Type /Catalog /Pages 2 0 R >>");
  out.object(2, `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((page) => `${page} 0 R`).join(" ")}] >>`);
  pictures.forEach((picture, index) => writePage(out, 3 + 3 * index, picture));
  return out.end();
}

/**
 * @param {ReturnType<typeof writer>} out
 * @param {number} number of the page's object; what it draws and the picture follow
 * @param {Uint8Array} picture
 */
function writePage(out, number, picture) {
  const { width, height, channels } = readJpeg(picture);
  const colours = COLOURS[channels];
  if (!colours || width === 0 || height === 0) throw new Error("a JPEG of an unknown kind");
  const [across, down] = width > height ? [LONG, SHORT] : [SHORT, LONG];
  const scale = Math.min(across / width, down / height);
  const [w, h] = [width * scale, height * scale];
  const place = [w, 0, 0, h, (across - w) / 2, (down - h) / 2].map((value) => value.toFixed(2)).join(" ");
  out.object(
    number,
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${across} ${down}] /Contents ${number + 1} 0 R ` +
      `/Resources << /XObject << /Picture ${number + 2} 0 R >> >> >>`,
  );
  out.stream(number + 1, "", new TextEncoder().encode(`q ${place} cm /Picture Do Q`));
  out.stream(
    number + 2,
    `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace ${colours} /BitsPerComponent 8 /Filter /DCTDecode `,
    picture,
  );
}

/** Puts a PDF together and remembers where each object begins. */
function writer() {
  /** @type {Uint8Array[]} */
  const parts = [];
  /** @type {number[]} */
  const starts = [];
  let length = 0;

  const bytes = (/** @type {Uint8Array} */ part) => {
    parts.push(part);
    length += part.length;
  };
  const text = (/** @type {string} */ part) => bytes(new TextEncoder().encode(part));
  const begin = (/** @type {number} */ number) => {
    starts[number] = length;
    text(`${number} 0 obj\n`);
  };

  return {
    bytes,
    text,
    object: (/** @type {number} */ number, /** @type {string} */ body) => {
      begin(number);
      text(`${body}\nendobj\n`);
    },
    stream: (/** @type {number} */ number, /** @type {string} */ facts, /** @type {Uint8Array} */ content) => {
      begin(number);
      text(`<< ${facts}/Length ${content.length} >>\nstream\n`);
      bytes(content);
      text("\nendstream\nendobj\n");
    },
    /** The table of where everything is. */
    end: () => {
      const table = length;
      const rows = starts.slice(1).map((start) => `${String(start).padStart(10, "0")} 00000 n \n`);
      text(`xref\n0 ${starts.length}\n0000000000 65535 f \n${rows.join("")}`);
      text(`trailer\n<< /Size ${starts.length} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`);
      const whole = new Uint8Array(length);
      let at = 0;
      for (const part of parts) {
        whole.set(part, at);
        at += part.length;
      }
      return whole;
    },
  };
}
