/**
 * Text fields whose text belongs to the browser while it is typed: nothing that the server sends can disturb typing or
 * an input method's composition. The server is told after a pause, on leaving the field, and before anything that runs.
 *
 * @typedef {import('./canvas/index.js').DotNet} DotNet
 * @typedef {HTMLInputElement | HTMLTextAreaElement} TextField
 * @typedef {{ known: string, timer: number, send: (again?: boolean) => void, composing: boolean, draft: DraftOf }} Binding
 */

import { DraftOf } from './drafts.js';
import { complete } from './fields/completion.js';
import { paint } from './fields/ink.js';

export { mountCombo, updateCombo } from './fields/combobox.js';

const PAUSE = 300;
/** The format allows a setting of 1 MiB; more would not be saved. */
const MOST = 1_048_576;

/** @type {Map<TextField, Binding>} */
const bindings = new Map();
/** What is typed in an outage is kept and sent after it. */
let isOffline = false;

/**
 * @param {TextField} field
 * @param {DotNet} dotnet Its `Typed` method receives the text.
 * @param {string} value The text that the page put in.
 * @param {HTMLElement | null} list Where names are offered; null for nowhere.
 * @param {import('./fields/completion.js').Word[]} words
 */
export function bind(field, dotnet, value, list, words) {
  if (field instanceof HTMLTextAreaElement || field.type === 'text') field.maxLength = MOST;
  /** @type {Binding} */
  const binding = {
    known: asField(value),
    timer: 0,
    composing: false,
    draft: new DraftOf(field, asField(value)),
    send(again = false) {
      clearTimeout(binding.timer);
      binding.timer = 0;
      if (field.value === binding.known && !again) return;
      const text = field.value;
      if (isOffline) return binding.draft.keep(text, true);
      binding.known = text;
      binding.draft.sent(text);
      dotnet.invokeMethodAsync('Typed', text).then(() => binding.draft.taken(text), () => {});
    },
  };
  bindings.set(field, binding);
  field.addEventListener('compositionstart', () => { binding.composing = true; });
  field.addEventListener('compositionend', () => {
    binding.composing = false;
    restart(binding);
  });
  field.addEventListener('input', () => {
    delete field.dataset.mark;
    paint(field);
    if (!binding.composing) restart(binding);
  });
  field.addEventListener('keydown', event => {
    // Escape may take the field away, with what was typed last.
    if (event.key === 'Escape' && !event.isComposing) binding.send();
    else step(field, /** @type {KeyboardEvent} */ (event));
  });
  field.addEventListener('blur', () => binding.send());
  field.addEventListener('change', () => binding.send());
  const draft = binding.draft.recall();
  if (draft !== null) {
    field.value = draft;
    restart(binding);
  }
  paint(field);
  if (list) complete(field, list, words);
  // The page came with the text in it; whatever else stands there now was typed before this listened.
  if (field.value !== binding.known) restart(binding);
}

/** A field has no other ends of lines. @param {string} text */
const asField = text => text.replaceAll('\r\n', '\n').replaceAll('\r', '\n');

/** @param {Binding} binding */
function restart(binding) {
  clearTimeout(binding.timer);
  binding.timer = setTimeout(() => binding.send(), PAUSE);
}

/**
 * Shows a text that came from elsewhere: an undo, another person. What is being typed right now wins.
 * @param {TextField} field
 * @param {string} value
 */
export function set(field, value) {
  const binding = bindings.get(field);
  if (!binding || binding.composing || binding.timer) return;
  binding.known = asField(value);
  binding.draft.shown(binding.known);
  if (field.value !== binding.known) {
    const caret = field.selectionStart;
    field.value = binding.known;
    if (document.activeElement === field && caret !== null) field.setSelectionRange(caret, caret);
  }
  paint(field);
}

/**
 * Marks the place at which a text cannot be read; the next keystroke takes the mark away.
 * @param {TextField} field
 * @param {number} line From 1; 0 for no mark.
 * @param {number} column From 1.
 */
export function mark(field, line, column) {
  const binding = bindings.get(field);
  // It is about what the server knows, which is no longer what stands there.
  if (line > 0 && binding && (binding.timer || binding.composing || field.value !== binding.known)) return;
  if (line > 0) field.dataset.mark = `${line}:${column}`;
  else delete field.dataset.mark;
  paint(field);
}

/**
 * Offers other names inside of `{{` as a template is typed.
 * @param {TextField} field
 * @param {HTMLElement} list
 * @param {import('./fields/completion.js').Word[]} words
 */
export function offer(field, list, words) {
  if (field && list) complete(field, list, words);
}

/** Sends what was typed and not sent yet, everywhere. */
export function flushFields() {
  for (const [field, binding] of bindings) {
    if (field.isConnected) binding.send();
    else bindings.delete(field);
  }
}

// What went out just before the connection was lost may not have arrived: it is sent once more.
document.addEventListener('connection-down', () => { isOffline = true; });
document.addEventListener('connection-up', () => {
  isOffline = false;
  for (const [field, binding] of bindings) {
    if (!field.isConnected || !binding.draft.isOpen(field.value)) continue;
    binding.send(true);
  }
});

window.addEventListener('pagehide', () => {
  for (const [field, binding] of bindings) binding.draft.keep(field.value, isOffline);
});

/**
 * Up and Down count in a field of numbers.
 * @param {TextField} field
 * @param {KeyboardEvent} event
 */
function step(field, event) {
  const size = Number(field.dataset.step);
  const way = { ArrowUp: 1, ArrowDown: -1 }[event.key];
  if (!size || !way || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
  const now = Number(field.value.trim().replace(',', '.'));
  if (Number.isNaN(now)) return;
  event.preventDefault();
  const least = Number(field.dataset.least ?? -Infinity);
  const most = Number(field.dataset.most ?? Infinity);
  const next = field.value.trim() === '' && field.dataset.least !== undefined ? least : now + way * size * (event.shiftKey ? 10 : 1);
  field.value = String(Math.round(Math.min(most, Math.max(least, next)) * 1e6) / 1e6);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

// A press elsewhere may take the field away before it has lost the focus.
document.addEventListener('pointerdown', event => {
  for (const [field, binding] of bindings) {
    if (binding.timer && event.target !== field) binding.send();
  }
}, { capture: true });

// A slider shows its number as it slides; the server hears of it when it stands.
document.addEventListener('input', event => {
  const slider = event.target;
  if (!(slider instanceof HTMLInputElement) || slider.type !== 'range' || !slider.dataset.numberField) return;
  const field = document.getElementById(slider.dataset.numberField);
  if (field instanceof HTMLInputElement) field.value = slider.value;
});
