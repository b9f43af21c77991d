/**
 * Completion inside of `{{`: the variables of the template, what its ports are wired to, and the blocks.
 *
 * @typedef {{ name: string, hint: string, kind?: string }} Word
 * @typedef {import('../fields.js').TextField} TextField
 */

import { placeOf } from './ink.js';
import { Suggestions } from './suggestions.js';

/** @type {WeakMap<TextField, Word[]>} */
const known = new WeakMap();

/**
 * @param {TextField} field
 * @param {HTMLElement} list
 * @param {Word[]} words Variables first; those of the kind `block` begin a block and take the rest of the tag with them.
 */
export function complete(field, list, words) {
  const isNew = !known.has(field);
  known.set(field, words);
  if (!isNew) return;
  /** @type {{ start: number, isBlock: boolean } | null} */
  let tag = null;
  const anchor = () => placeOf(field, tag?.start ?? field.selectionStart ?? 0);
  const suggestions = new Suggestions(field, list, anchor, choice => {
    const at = tagAt(field);
    if (at) take(field, at, choice.value);
  });

  const look = () => {
    tag = tagAt(field);
    if (!tag || document.activeElement !== field) return suggestions.hide();
    const found = choicesFor(field, tag, known.get(field) ?? []);
    suggestions.show(found, 0);
  };
  field.addEventListener('input', look);
  field.addEventListener('click', look);
  field.addEventListener('blur', () => suggestions.hide());
  field.addEventListener('keydown', event => {
    if (event.isComposing || suggestions.press(event)) return;
    // Ctrl+Space asks for the list again after Escape.
    if (event.key === ' ' && event.ctrlKey) {
      event.preventDefault();
      look();
    }
  });
  field.addEventListener('keyup', event => {
    if (suggestions.isOpen && /^(ArrowLeft|ArrowRight|Home|End)$/.test(event.key)) look();
  });
}

/**
 * The tag that the caret stands in and that is not closed before it.
 * @param {TextField} field
 */
function tagAt(field) {
  const caret = field.selectionStart ?? 0;
  if (caret !== field.selectionEnd) return null;
  const before = field.value.slice(0, caret);
  const open = before.lastIndexOf('{{');
  if (open < 0 || before[open - 1] === '\\') return null;
  const inside = before.slice(open).replace(/^\{\{\{?~?/, '');
  if (/[{}!>]/.test(inside)) return null;
  const parts = /^\s*(?:([#/])\s*|([#^]?(?:each|if|unless|with|else\s+if)\s+))?(\S*)$/.exec(inside);
  if (!parts) return null;
  return { start: caret - parts[3].length - (parts[1] ? 1 : 0), caret, sign: parts[1] ?? '', isArgument: parts[2] !== undefined, typed: (parts[1] ?? '') + parts[3] };
}

/** @param {TextField} field @param {NonNullable<ReturnType<typeof tagAt>>} tag @param {Word[]} words */
function choicesFor(field, tag, words) {
  const open = openBlocks(field.value.slice(0, tag.start));
  const seen = new Set();
  /** @type {Word[]} */
  const all = [
    ...(tag.sign !== '#' && !tag.isArgument && open.length ? [{ name: `/${open.at(-1)}`, hint: '', kind: 'close' }] : []),
    ...(tag.sign ? [] : words.filter(word => !word.kind)),
    ...(tag.sign ? [] : namesIn(field.value, tag).map(name => ({ name, hint: '' }))),
    ...(tag.sign || !open.includes('each') ? [] : words.filter(word => word.kind === 'item')),
    ...(tag.isArgument || tag.sign === '/' ? [] : words.filter(word => word.kind === 'block')),
    ...(tag.sign || tag.isArgument || !open.length ? [] : words.filter(word => word.kind === 'else')),
  ];
  const typed = tag.typed.toLowerCase();
  return all
    .filter(word => !seen.has(word.name) && seen.add(word.name))
    .filter(word => word.name.toLowerCase().includes(typed) || (typed && word.hint.toLowerCase().includes(typed)))
    .sort((one, other) => rank(one.name, typed) - rank(other.name, typed))
    .map(word => ({ value: word.name, label: word.name, hint: word.hint }));
}

/** @param {string} name @param {string} typed */
function rank(name, typed) {
  const lower = name.toLowerCase();
  return lower === typed ? 0 : lower.startsWith(typed) ? 1 : 2;
}

/** The names that stand in other tags of the text. @param {string} text @param {{ start: number }} tag */
function namesIn(text, tag) {
  const names = [];
  for (const match of text.matchAll(/\{\{\{?~?\s*(?:[#^]\w+\s+)?([\p{L}_][^\s{}|.~]*)/gu)) {
    const isHere = match.index + match[0].length >= tag.start && match.index < tag.start;
    if (!isHere && !/^(else|this)$/.test(match[1])) names.push(match[1]);
  }
  return names;
}

/** The blocks that are open at the end of a text, outermost first. @param {string} text */
function openBlocks(text) {
  /** @type {string[]} */
  const open = [];
  for (const [, sign, word] of text.matchAll(/\{\{~?\s*([#/])\s*(\w+)[^{}]*\}\}/g)) {
    if (sign === '#') open.push(word);
    else if (open.at(-1) === word) open.pop();
  }
  return open;
}

/**
 * Writes a choice, and what belongs behind it: the end of the tag, or the end of the block.
 * @param {TextField} field
 * @param {NonNullable<ReturnType<typeof tagAt>>} tag
 * @param {string} name
 */
function take(field, tag, name) {
  const after = field.value.slice(tag.caret);
  const rest = /^[\p{L}\p{N}_#/.@-]*/u.exec(after)?.[0].length ?? 0;
  const isClosed = /^\s*~?\}\}/.test(after.slice(rest));
  const isBlock = name.startsWith('#');
  field.setSelectionRange(tag.start, tag.caret + rest);
  write(field, isBlock ? `${name} ` : name + (isClosed ? '' : '}}'));
  if (!isBlock) {
    if (isClosed) moveBy(field, /^\s*~?\}\}/.exec(field.value.slice(field.selectionStart ?? 0))?.[0].length ?? 0);
    return;
  }
  const caret = field.selectionStart ?? 0;
  if (!isClosed) write(field, `}}{{/${name.slice(1)}}}`);
  field.setSelectionRange(caret, caret);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

/** @param {TextField} field @param {number} by */
function moveBy(field, by) {
  const caret = (field.selectionStart ?? 0) + by;
  field.setSelectionRange(caret, caret);
}

// The browser's own command keeps the field's undo whole, which setting the value would not.
/** @param {TextField} field @param {string} text */
function write(field, text) {
  if (document.execCommand('insertText', false, text)) return;
  field.setRangeText(text, field.selectionStart ?? 0, field.selectionEnd ?? 0, 'end');
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
