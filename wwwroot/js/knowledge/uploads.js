/**
 * Files on their way into knowledge bases, a few at a time, each streamed from the disk. The line belongs to this window and goes on
 * while one looks at other pages of the program.
 *
 * @typedef {{ id: number, file: File, name: string, sent: number, tries: number, request: XMLHttpRequest | null }} Upload
 * @typedef {{ id: number, name: string, size: number, code: string, detail: string, upload: Upload }} Refusal
 */

const AT_ONCE = 2;
const MOST_TRIES = 4;
const MOST_SHOWN = 50;
const MOST_NAME = 200;

/** @type {Map<string, Line>} */
const lines = new Map();
let numbers = 0;

/** @param {string} base The id of a knowledge base. */
export function lineOf(base) {
  let line = lines.get(base);
  if (!line) lines.set(base, line = new Line(base));
  return line;
}

addEventListener('beforeunload', event => {
  if ([...lines.values()].some(line => line.isBusy)) event.preventDefault();
});

export class Line {
  /** @type {Upload[]} */
  #waiting = [];
  /** @type {Set<Upload>} */
  #active = new Set();
  /** @type {Refusal[]} */
  #refused = [];
  #done = 0;
  #doneBytes = 0;
  #total = 0;
  #totalBytes = 0;
  /** @type {((line: Line) => void) | null} */
  onchange = null;

  /** @param {string} base */
  constructor(base) { this.base = base; }

  get isBusy() { return this.#active.size + this.#waiting.length > 0; }

  /**
   * @param {{ file: File, name: string }[]} files
   * @param {number} mostBytes What is larger is refused before a byte of it is sent.
   */
  add(files, mostBytes) {
    if (!this.isBusy) this.#begin();
    for (const { file, name } of files) {
      const upload = { id: ++numbers, file, name: name.normalize('NFC').slice(-MOST_NAME), sent: 0, tries: 0, request: null };
      if (file.size > mostBytes) this.#refuse(upload, 'too-large', '');
      else if (file.size === 0) this.#refuse(upload, 'empty', '');
      else this.#enqueue(upload);
    }
    this.#changed();
    this.#next();
  }

  /** @param {number} id A refused file, or one on its way. */
  drop(id) {
    this.#refused = this.#refused.filter(refusal => refusal.id !== id);
    for (const upload of this.#active) if (upload.id === id) this.#end(upload, false);
    this.#changed();
    this.#next();
  }

  /** @param {number} id A refused file. */
  retry(id) {
    const refusal = this.#refused.find(one => one.id === id);
    if (!refusal) return;
    if (!this.isBusy) this.#begin();
    this.#refused = this.#refused.filter(one => one !== refusal);
    Object.assign(refusal.upload, { sent: 0, tries: 0 });
    this.#enqueue(refusal.upload);
    this.#changed();
    this.#next();
  }

  forgetRefused() {
    this.#refused = [];
    this.#changed();
  }

  /** Stops all that has not arrived. */
  stop() {
    for (const upload of this.#waiting) this.#leave(upload);
    this.#waiting = [];
    for (const upload of [...this.#active]) this.#end(upload, false);
    this.#changed();
  }

  /** What a page shows of it: never more than a screenful, however many files there are. */
  snapshot() {
    const active = [...this.#active].map(({ id, name, file, sent }) => ({ id, name, size: file.size, sent: Math.min(sent, file.size) }));
    const sent = active.reduce((sum, one) => sum + one.sent, 0);
    return {
      done: this.#done,
      total: this.#total,
      sentBytes: this.#doneBytes + sent,
      totalBytes: this.#totalBytes,
      active,
      waiting: this.#waiting.length,
      refusedCount: this.#refused.length,
      refused: this.#refused.slice(0, MOST_SHOWN).map(({ id, name, size, code, detail }) => ({ id, name, size, code, detail })),
    };
  }

  #begin() {
    this.#done = this.#doneBytes = this.#total = this.#totalBytes = 0;
  }

  /** @param {Upload} upload */
  #enqueue(upload) {
    this.#waiting.push(upload);
    this.#total++;
    this.#totalBytes += upload.file.size;
  }

  /** @param {Upload} upload It counts no more. */
  #leave(upload) {
    this.#total--;
    this.#totalBytes -= upload.file.size;
  }

  #next() {
    while (this.#active.size < AT_ONCE && this.#waiting.length > 0) {
      const upload = /** @type {Upload} */ (this.#waiting.shift());
      this.#active.add(upload);
      this.#send(upload);
    }
  }

  /** @param {Upload} upload */
  #send(upload) {
    upload.tries++;
    const request = new XMLHttpRequest();
    upload.request = request;
    request.open('POST', `/api/v1/knowledge/${encodeURIComponent(this.base)}/documents`);
    request.upload.onprogress = event => {
      upload.sent = event.loaded;
      this.#changed();
    };
    request.onload = () => {
      if (upload.request !== request) return;
      if (request.status === 202) return void this.#end(upload, true);
      const problem = problemOf(request.responseText);
      if (request.status >= 500 && this.#again(upload)) return;
      this.#refuse(upload, problem.code ?? String(request.status), problem.detail ?? '');
      this.#end(upload, false);
    };
    request.onerror = () => {
      if (upload.request !== request || this.#again(upload)) return;
      this.#refuse(upload, 'connection', '');
      this.#end(upload, false);
    };
    const form = new FormData();
    form.append('file', upload.file, upload.name);
    request.send(form);
  }

  /** The connection may be back in a moment. @param {Upload} upload */
  #again(upload) {
    if (upload.tries >= MOST_TRIES) return false;
    const request = upload.request;
    upload.sent = 0;
    setTimeout(() => { if (upload.request === request && this.#active.has(upload)) this.#send(upload); }, 1000 * 2 ** (upload.tries - 1));
    this.#changed();
    return true;
  }

  /** @param {Upload} upload @param {string} code @param {string} detail */
  #refuse(upload, code, detail) {
    this.#refused.push({ id: upload.id, name: upload.name, size: upload.file.size, code, detail, upload });
  }

  /** @param {Upload} upload @param {boolean} arrived */
  #end(upload, arrived) {
    const { request } = upload;
    upload.request = null;
    if (!arrived) request?.abort();
    this.#active.delete(upload);
    if (arrived) {
      this.#done++;
      this.#doneBytes += upload.file.size;
    } else {
      this.#leave(upload);
    }
    this.#changed();
    this.#next();
  }

  #changed() { this.onchange?.(this); }
}

/** @param {string} text @returns {{ code?: string, detail?: string }} */
function problemOf(text) {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
