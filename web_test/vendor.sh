#!/usr/bin/env bash
# Makes the vendored modules again: `npm run vendor`, or into another folder with `npm run vendor -- FOLDER`.
# package.json pins what preact.js is made of; PDF.js is pinned here, since as a
# dependency it would bring a canvas for Node that Portico has no use for.
set -euo pipefail
cd "$(dirname "$0")/.."

out="$(realpath "${1:-pb_public/shared/vendor}")"
pdfjs="pdfjs-dist-6.5.438"
pdfjs_sha256=7461aefcd27c4ef0dd76f9ca5760f09466eb6b3f934432670c12132e7b3d6faa
pinned() { npm pkg get "devDependencies.$1" | tr -d '"'; }

# Preact, its hooks and htm in one ES module.
echo "
  import { h } from 'preact';
  import htm from 'htm';
  export { h, render, Fragment, Component, createContext } from 'preact';
  export { useState, useEffect, useLayoutEffect, useRef, useMemo, useCallback, useReducer, useContext, useId } from 'preact/hooks';
  export const html = htm.bind(h);
" | npx --no-install esbuild --bundle --minify --format=esm --target=es2022 --legal-comments=none --log-level=warning \
  --banner:js="/* preact $(pinned preact) and htm $(pinned htm) in one module: npm run vendor */" --outfile="$out/preact.js"
tail -n +1 node_modules/{preact,htm}/LICENSE >"$out/preact.LICENSE.txt"

# PDF.js, the legacy build: it runs in Safari and Chrome several years old. Of its extras only what a page under Portico's
# Content-Security-Policy can use: the JPEG 2000 and JBIG2 decoders as plain JavaScript (WebAssembly is refused) and
# the two symbol fonts that systems do not have. All other fonts come from the PDF or from the system.
tmp="$(mktemp -d)"
trap 'rm -rf "$tmp"' EXIT
npm pack --silent --pack-destination "$tmp" "${pdfjs%-*}@${pdfjs##*-}" >/dev/null
cd "$tmp"
echo "$pdfjs_sha256  $pdfjs.tgz" | sha256sum --check --quiet
tar -xzf "$pdfjs.tgz" --strip-components=1
cp legacy/build/pdf.min.mjs "$out/pdf.mjs"
cp legacy/build/pdf.worker.min.mjs "$out/pdf.worker.mjs"
cp wasm/{openjpeg,jbig2}_nowasm_fallback.js standard_fonts/Foxit{Symbol,Dingbats}.pfb "$out"
tail -n +1 LICENSE wasm/LICENSE_{,PDFJS_}{OPENJPEG,JBIG2,QCMS} standard_fonts/LICENSE_FOXIT >"$out/pdf.LICENSE.txt"
