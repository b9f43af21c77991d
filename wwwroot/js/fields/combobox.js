/**
 * A field that offers values and lets one search them: by what is typed, by keys, or with the pointer. Follows the
 * combobox pattern of the ARIA Authoring Practices Guide (list autocomplete, focus stays in the field).
 *
 * @typedef {import('./suggestions.js').Choice} Choice
 * @typedef {import('../fields.js').TextField} TextField
 * @typedef {{ choices: Choice[], value: string, show: () => void, refresh: () => void }} Combo
 */

import { Suggestions } from './suggestions.js';

/** @type {WeakMap<HTMLElement, Combo>} */
const combos = new WeakMap();

/**
 * @param {HTMLElement} root Holds the field, a button that opens the list, and the list.
 * @param {import('../canvas/index.js').DotNet | null} dotnet Its `Chosen` method receives a value; null where any text may stand, which then goes the way of text fields.
 * @param {Choice[]} choices
 * @param {string} value
 */
export function mountCombo(root, dotnet, choices, value) {
  const field = /** @type {HTMLInputElement} */ (root.querySelector('input'));
  const list = /** @type {HTMLElement} */ (root.querySelector('[role="listbox"]'));
  const isFree = dotnet === null;
  /** @type {Combo} */
  const combo = {
    choices,
    value,
    show: () => { if (!isFree) field.value = labelOf(combo); },
    refresh: () => { if (suggestions.isOpen) open(sought); },
  };
  combos.set(root, combo);
  const suggestions = new Suggestions(field, list, () => field.getBoundingClientRect(), choice => {
    if (isFree) {
      field.value = choice.value;
      field.dispatchEvent(new Event('input', { bubbles: true }));
      field.dispatchEvent(new Event('change', { bubbles: true }));
      return;
    }
    const isOther = choice.value !== combo.value;
    combo.value = choice.value;
    combo.show();
    if (isOther) dotnet.invokeMethodAsync('Chosen', choice.value).catch(() => {});
  });

  const current = () => (isFree ? field.value : combo.value);
  let sought = '';
  const open = (text = '') => {
    sought = text;
    const found = matching(combo.choices, text).map(choice => ({ ...choice, current: choice.value === current() }));
    const chosen = found.findIndex(choice => choice.current);
    suggestions.show(found, text ? (isFree ? -1 : 0) : chosen);
  };

  field.addEventListener('focus', () => field.select());
  field.addEventListener('input', event => { if (event instanceof InputEvent) open(field.value); });
  field.addEventListener('click', () => { if (!suggestions.isOpen) open(); });
  field.addEventListener('keydown', event => {
    if (event.isComposing || suggestions.press(event)) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      open();
    }
  });
  field.addEventListener('blur', () => {
    suggestions.hide();
    if (isFree) return;
    const typed = combo.choices.find(choice => choice.label.toLowerCase() === field.value.trim().toLowerCase());
    if (typed && typed.value !== combo.value) {
      combo.value = typed.value;
      dotnet.invokeMethodAsync('Chosen', typed.value).catch(() => {});
    }
    combo.show();
  });
  const button = root.querySelector('.combo-open');
  button?.addEventListener('pointerdown', event => {
    event.preventDefault();
    const wasOpen = suggestions.isOpen;
    field.focus();
    if (wasOpen) suggestions.hide();
    else open();
  });
  combo.show();
}

/**
 * @param {HTMLElement} root
 * @param {Choice[]} choices
 * @param {string} value
 */
export function updateCombo(root, choices, value) {
  const combo = combos.get(root);
  if (!combo) return;
  Object.assign(combo, { choices, value });
  combo.refresh();
  // What somebody is searching for stays in the field.
  if (document.activeElement !== root.querySelector('input') || !root.querySelector(':popover-open')) combo.show();
}

/** @param {Combo} combo */
const labelOf = combo => combo.choices.find(choice => choice.value === combo.value)?.label ?? combo.value;

/**
 * What holds every word of a text, that which begins with it first.
 * @param {Choice[]} choices
 * @param {string} text
 */
function matching(choices, text) {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const start = text.trim().toLowerCase();
  return choices
    .filter(choice => words.every(word => `${choice.label} ${choice.value} ${choice.hint ?? ''}`.toLowerCase().includes(word)))
    .sort((one, other) => Number(other.label.toLowerCase().startsWith(start)) - Number(one.label.toLowerCase().startsWith(start)));
}
