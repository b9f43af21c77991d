/**
 * Text fields whose text belongs to the browser while it is typed: nothing that the server sends can disturb typing or
 * an input method's composition. The server is told after a pause, on leaving the field, and before anything that runs.
 *
 * @typedef {import('./canvas/index.js').DotNet} DotNet
 * @typedef {HTMLInputElement | HTMLTextAreaElement} TextField
 * @typedef {{ known: string, timer: number, send: () => void, composing: boolean }} Binding
 */

const PAUSE = 300;
/** The format allows a setting of 1 MiB; more would not be saved. */
const MOST = 1_048_576;

/** @type {Map<TextField, Binding>} */
const bindings = new Map();

/**
 * @param {TextField | null} field
 * @param {DotNet} dotnet Its `Typed` method receives the text.
 * @param {string} value
 */
export function bind(field, dotnet, value) {
  // What was drawn may be gone again before this is called: somebody goes through nodes quickly.
  if (!field) return;
  field.value = value;
  if (field instanceof HTMLTextAreaElement || field.type === 'text') field.maxLength = MOST;
  /** @type {Binding} */
  const binding = {
    known: value,
    timer: 0,
    composing: false,
    send() {
      clearTimeout(binding.timer);
      binding.timer = 0;
      if (field.value === binding.known) return;
      binding.known = field.value;
      dotnet.invokeMethodAsync('Typed', field.value).catch(() => {});
    },
  };
  bindings.set(field, binding);
  field.addEventListener('compositionstart', () => { binding.composing = true; });
  field.addEventListener('compositionend', () => {
    binding.composing = false;
    restart(binding);
  });
  field.addEventListener('input', () => {
    paint(field);
    if (!binding.composing) restart(binding);
  });
  field.addEventListener('blur', () => binding.send());
  field.addEventListener('change', () => binding.send());
  paint(field);
}

/** @param {Binding} binding */
function restart(binding) {
  clearTimeout(binding.timer);
  binding.timer = setTimeout(binding.send, PAUSE);
}

/**
 * Shows a text that came from elsewhere: an undo, another person. What is being typed right now wins.
 * @param {TextField} field
 * @param {string} value
 */
export function set(field, value) {
  const binding = bindings.get(field);
  if (!binding || binding.composing || binding.timer) return;
  binding.known = value;
  if (field.value !== value) field.value = value;
  paint(field);
}

/** @param {TextField} field */
export function unbind(field) {
  bindings.get(field)?.send();
  bindings.delete(field);
}

/** Sends what was typed and not sent yet, everywhere. */
export function flushFields() {
  for (const [field, binding] of bindings) {
    if (field.isConnected) binding.send();
    else bindings.delete(field);
  }
}

/**
 * Marks `{{variables}}` in the copy that lies under a template's field.
 * @param {TextField} field
 */
function paint(field) {
  const ink = field.parentElement?.querySelector(':scope > .template-ink');
  if (!ink) return;
  const pieces = field.value.split(/(\{\{\{?[^{}]*\}?\}\})/);
  // The last line needs something in it to have a height.
  ink.replaceChildren(...pieces.map((piece, index) => {
    if (index % 2 === 0) return document.createTextNode(piece);
    const mark = document.createElement('mark');
    if (/^\{\{\{?\s*([#/!^>]|else\b)/.test(piece)) mark.className = 'block';
    mark.textContent = piece;
    return mark;
  }), document.createTextNode('\u200b'));
}
