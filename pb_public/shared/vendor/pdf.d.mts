// What Portico uses of PDF.js.

export interface PageViewport {
  width: number;
  height: number;
}

export interface RenderTask {
  promise: Promise<void>;
  cancel(): void;
}

export interface PDFPageProxy {
  /** Lets go of what drawing has left in memory. */
  cleanup(): boolean;
  getViewport(options: { scale: number }): PageViewport;
  render(options: { canvas: HTMLCanvasElement; viewport: PageViewport }): RenderTask;
  getTextContent(): Promise<{ items: { str?: string }[] }>;
}

export interface PDFDocumentProxy {
  numPages: number;
  /** Pages count from 1. */
  getPage(number: number): Promise<PDFPageProxy>;
}

export interface PDFDocumentLoadingTask {
  promise: Promise<PDFDocumentProxy>;
  destroy(): Promise<void>;
}

export interface DocumentOptions {
  /** Where it is; or data, the PDF itself. */
  url?: string;
  data?: Uint8Array;
  /** Folder of the image decoders and of the symbol fonts, with a slash at the end. */
  wasmUrl: string;
  standardFontDataUrl: string;
  /** Off: the Content-Security-Policy refuses WebAssembly. */
  useWasm: false;
  disableAutoFetch?: boolean;
  disableWorkerRendering?: boolean;
  enableXfa?: boolean;
}

export const GlobalWorkerOptions: { workerSrc: string };

export function getDocument(options: DocumentOptions): PDFDocumentLoadingTask;
