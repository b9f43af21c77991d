/**
 * The coloured copy that lies under a see-through field of code: variables of a template, the parts of JSON, and the
 * place that cannot be read.
 *
 * @typedef {{ text: string, name: string }} Piece
 */

const TEMPLATE = /(\{\{!--[\s\S]*?--~?\}\}|\{\{\{?[^{}]*\}?\}\})/;
const JSON_PARTS = /("(?:[^"\\\n]|\\.)*"(?:\s*:)?|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|\b(?:true|false|null)\b)/;

/** @param {HTMLElement} field @returns {HTMLElement | null} */
export const inkOf = field => field.parentElement?.querySelector(':scope > .ink') ?? null;

/** @param {HTMLInputElement | HTMLTextAreaElement} field */
export function paint(field) {
  const ink = inkOf(field);
  if (!ink) return;
  const pieces = ink.dataset.language === 'json' ? split(field.value, JSON_PARTS, nameOfJson) : split(field.value, TEMPLATE, nameOfTag);
  const wrong = field.dataset.mark ? rangeOf(field.value, field.dataset.mark, ink.dataset.language) : null;
  // The last line needs something in it to have a height.
  ink.replaceChildren(...(wrong ? cut(pieces, wrong) : pieces).map(shown), document.createTextNode('\u200b'));
}

/** @param {Piece} piece */
function shown(piece) {
  if (!piece.name) return document.createTextNode(piece.text);
  const mark = document.createElement('mark');
  mark.className = piece.name;
  mark.textContent = piece.text;
  return mark;
}

/** @param {string} text @param {RegExp} parts @param {(text: string) => string} nameOf @returns {Piece[]} */
function split(text, parts, nameOf) {
  return text.split(parts).map((piece, index) => ({ text: piece, name: index % 2 ? nameOf(piece) : '' })).filter(piece => piece.text);
}

/** @param {string} tag */
function nameOfTag(tag) {
  if (/^\{\{~?!/.test(tag)) return 'comment';
  return /^\{\{\{?~?\s*([#/^>]|else\b)/.test(tag) ? 'block' : 'variable';
}

/** @param {string} part */
function nameOfJson(part) {
  if (part.endsWith(':')) return 'key';
  return part.startsWith('"') ? 'string' : 'literal';
}

/**
 * From a line and a column to the characters that are marked: a whole tag, a word, or at least one character.
 * @param {string} text
 * @param {string} place
 * @param {string | undefined} language
 */
function rangeOf(text, place, language) {
  const [line, column] = place.split(':').map(Number);
  let start = 0;
  for (let i = 1; i < line; i++) start = text.indexOf('\n', start) + 1;
  start = Math.min(start + column - 1, Math.max(0, text.length - 1));
  const rest = text.slice(start);
  const whole = language === 'json' ? /^("[^"\n]*"?|[\w.+-]+|.)/ : /^(\{\{[^}\n]*\}{0,3}|\S+|.)/;
  return { start, end: start + Math.max(1, whole.exec(rest)?.[0].length ?? 1) };
}

/** @param {Piece[]} pieces @param {{ start: number, end: number }} wrong */
function cut(pieces, wrong) {
  /** @type {Piece[]} */
  const result = [];
  let at = 0;
  for (const piece of pieces) {
    const from = Math.min(Math.max(wrong.start - at, 0), piece.text.length);
    const to = Math.min(Math.max(wrong.end - at, 0), piece.text.length);
    result.push(
      { text: piece.text.slice(0, from), name: piece.name },
      { text: piece.text.slice(from, to), name: `${piece.name} wrong` },
      { text: piece.text.slice(to), name: piece.name });
    at += piece.text.length;
  }
  return result.filter(piece => piece.text);
}

/**
 * Where a character of the field is seen, found in the ink beneath it.
 * @param {HTMLElement} field
 * @param {number} offset
 * @returns {DOMRect}
 */
export function placeOf(field, offset) {
  const ink = inkOf(field);
  if (!ink) return field.getBoundingClientRect();
  const walker = document.createTreeWalker(ink, NodeFilter.SHOW_TEXT);
  let rest = offset;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const length = node.textContent?.length ?? 0;
    if (rest <= length) {
      const range = document.createRange();
      range.setStart(node, rest);
      range.collapse(true);
      const rects = range.getClientRects();
      return rects[0] ?? ink.getBoundingClientRect();
    }
    rest -= length;
  }
  return ink.getBoundingClientRect();
}
