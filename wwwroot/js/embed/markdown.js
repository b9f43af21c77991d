// Markdown as elements made one by one: no markup of a text is ever read as HTML, and pictures are links.
import { copy, iconButton, make } from './dom.js';

const fence = /^ {0,3}(`{3,}|~{3,}) *([^\s`]*)[^`]*$/;
const heading = /^ {0,3}#{1,6}\s+(.+?)\s*#*\s*$/;
const rule = /^ {0,3}([-*_])( *\1){2,}\s*$/;
const quote = /^ {0,3}> ?/;
const item = /^( *)([-*+]|\d{1,9}[.)])(?: +|$)/;
const border = /^ {0,3}\|?(?: *:?-+:? *\|)+ *(?::?-+:?)? *$/;
const mostNested = 8;

// Each has a limit, so that no text takes longer than its length times that.
const inlines = new RegExp([
  /(?<code>(?<ticks>`+)(?!`)(?<verbatim>[^]{1,2000}?)(?<!`)\k<ticks>(?!`))/,
  /\\(?<escaped>[!-/:-@[-`{-~])/,
  /!?\[(?<label>[^\]\n]{0,500})\]\(\s*<?(?<target>(?:[^\s()<>]|\([^\s()]{0,200}\)){1,2000})>?(?:\s+"[^"\n]{0,200}")?\s*\)/,
  /<?(?<address>(?:https?:\/\/|mailto:)[^\s<>]{0,1999}[^\s<>.,;:!?'")\]*_])>?/,
  /\[(?<cite>\d{1,3})\]/,
  /(?<strongs>\*\*|__)(?=\S)(?<strong>[^]{1,2000}?)(?<=\S)\k<strongs>/,
  /~~(?=\S)(?<struck>[^]{1,2000}?)(?<=\S)~~/,
  /(?:\*(?=[^\s*])(?<em>[^]{1,2000}?)(?<=[^\s*])\*(?!\*))|(?:(?<![\p{L}\p{N}_])_(?=[^\s_])(?<under>[^]{1,2000}?)(?<=[^\s_])_(?![\p{L}\p{N}_]))/u,
  /(?<line>(?: *|\\)\n)/,
].map((part) => part.source).join('|'), 'gu');

/** Shows a text in Markdown while it grows: what cannot change any more stays, only the last block is made again. */
export class Markdown {
  #start = 0;
  #kept = 0;
  #text = '';

  /**
   * @param {HTMLElement} box where it is shown
   * @param {string} heading the element that headings are
   * @param {string} copyLabel the name of the button that copies code
   */
  constructor(box, heading, copyLabel) {
    Object.assign(this, { box, heading, copyLabel });
  }

  /** @param {string} text the whole text as far as it came */
  show(text) {
    text = text.replaceAll('\r\n', '\n');
    if (!text.startsWith(this.#text)) this.#start = this.#kept = 0;
    this.#text = text;
    while (this.box.childNodes.length > this.#kept) this.box.lastChild.remove();
    const lines = text.slice(this.#start).split('\n');
    const last = this.#blocks(this.box, lines, 0);
    this.#start += lines.slice(0, last).reduce((sum, line) => sum + line.length + 1, 0);
    this.#kept = Math.max(0, this.box.childNodes.length - 1);
  }

  // Adds the blocks of some lines, each as one element; gives the line at which the last one begins.
  #blocks(parent, lines, depth) {
    let last = 0;
    for (let at = 0; at < lines.length;) {
      if (!lines[at].trim()) at++;
      else at = this.#block(parent, lines, last = at, depth);
    }
    return last;
  }

  #block(parent, lines, at, depth) {
    const line = lines[at];
    const found = (form) => line.match(form);
    if (found(fence)) return this.#code(parent, lines, at);
    if (found(heading)) return parent.append(this.#inline(make(this.heading), found(heading)[1])), at + 1;
    if (found(rule)) return parent.append(make('hr')), at + 1;
    if (found(quote) && depth < mostNested) {
      let end = at + 1;
      while (end < lines.length && (quote.test(lines[end]) || isPlain(lines[end]))) end++;
      parent.append(make('blockquote'));
      this.#blocks(parent.lastChild, lines.slice(at, end).map((text) => text.replace(quote, '')), depth + 1);
      return end;
    }
    if (found(item) && depth < mostNested) return this.#list(parent, lines, at, depth);
    if (line.includes('|') && border.test(lines[at + 1] ?? '')) return this.#table(parent, lines, at);
    let end = at + 1;
    while (end < lines.length && isPlain(lines[end])) end++;
    parent.append(this.#inline(make('p'), lines.slice(at, end).map((text) => text.trimStart()).join('\n').trimEnd()));
    return end;
  }

  #code(parent, lines, at) {
    const [, mark, language] = lines[at].match(fence);
    let end = at + 1;
    while (end < lines.length && !(lines[end].trim().startsWith(mark) && !lines[end].trim().replaceAll(mark[0], ''))) end++;
    const text = lines.slice(at + 1, end).join('\n');
    const button = iconButton('copy', this.copyLabel, () => copy(text, button));
    parent.append(make('div', { className: 'code' },
      make('div', null, make('span', null, language), button),
      make('pre', { tabIndex: 0 }, make('code', null, text))));
    return end + 1;
  }

  #list(parent, lines, at, depth) {
    const [, indent, mark] = lines[at].match(item);
    const list = make(mark.length > 1 ? 'ol' : 'ul', mark.length > 1 ? { start: parseInt(mark, 10) } : null);
    parent.append(list);
    const isNext = (line) => {
      const next = line?.match(item);
      return next && next[1].length < indent.length + 2 && next[2].at(-1) === mark.at(-1) && !rule.test(line);
    };
    let end = at;
    while (isNext(lines[end])) {
      const first = lines[end].match(item)[0].length;
      const inner = [lines[end].slice(first)];
      for (end++; end < lines.length && !isNext(lines[end]); end++) {
        const depthOf = lines[end].search(/\S|$/);
        const isEmpty = !lines[end].trim();
        const goesOn = depthOf >= Math.min(first, indent.length + 2) || (inner.at(-1).trim() && isPlain(lines[end]));
        if (!isEmpty && !goesOn) break;
        if (isEmpty && !lines.slice(end).find((line) => line.trim())) break;
        inner.push(lines[end].slice(Math.min(depthOf, first)));
      }
      const entry = make('li');
      this.#blocks(entry, inner, depth + 1);

      // One paragraph in an item is no paragraph.
      if (entry.firstChild?.nodeName === 'P') entry.firstChild.replaceWith(...entry.firstChild.childNodes);
      list.append(entry);
    }
    return end;
  }

  #table(parent, lines, at) {
    const cellsOf = (line) => line.trim().replace(/^\||\|$/g, '').split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll('\\|', '|'));
    const sides = cellsOf(lines[at + 1]).map((cell) => cell.endsWith(':') ? (cell.startsWith(':') ? 'center' : 'end') : 'start');
    const row = (line, name) => make('tr', null, ...cellsOf(line).slice(0, sides.length).map((cell, i) => {
      const box = this.#inline(make(name), cell);
      box.style.textAlign = sides[i];
      return box;
    }));
    let end = at + 2;
    while (end < lines.length && lines[end].trim() && lines[end].includes('|')) end++;
    parent.append(make('div', { className: 'table', tabIndex: 0 }, make('table', null,
      make('thead', null, row(lines[at], 'th')),
      make('tbody', null, ...lines.slice(at + 2, end).map((line) => row(line, 'td'))))));
    return end;
  }

  #inline(parent, text, depth = 0) {
    let from = 0;
    for (const match of depth < mostNested ? text.matchAll(inlines) : []) {
      parent.append(text.slice(from, match.index));
      from = match.index + match[0].length;
      const { verbatim, escaped, label, target, address, cite, strong, struck, em, under, line } = match.groups;
      const within = (name, inner) => this.#inline(make(name), inner, depth + 1);
      if (verbatim) parent.append(make('code', null, verbatim.replace(/^ (.+) $/s, '$1')));
      else if (escaped) parent.append(escaped);
      else if (target) parent.append(linkTo(target, within('a', label || target)) ?? match[0]);
      else if (address) parent.append(linkTo(address, make('a', null, address)) ?? match[0]);
      else if (cite) parent.append(make('sup', { className: 'cite' }, `[${cite}]`));
      else if (strong) parent.append(within('strong', strong));
      else if (struck) parent.append(within('del', struck));
      else if (em ?? under) parent.append(within('em', em ?? under));
      else if (line) parent.append(make('br'));
    }
    parent.append(text.slice(from));
    return parent;
  }
}

// A line that goes on with a paragraph.
const isPlain = (line) => line.trim() && ![fence, heading, rule, quote, item].some((form) => form.test(line));

/** Makes a link lead to a web or mail address; null for anything else. @param {string} target @param {HTMLAnchorElement} link */
export function linkTo(target, link) {
  if (!/^(https?:\/\/|mailto:)/i.test(target) || !URL.canParse(target)) return null;
  return Object.assign(link, { href: target, target: '_blank', rel: 'noopener noreferrer nofollow' });
}
