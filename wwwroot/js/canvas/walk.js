/**
 * Going about the graph by keys: with Alt and an arrow the focus goes along a wire, or else to the nearest node
 * in that direction; C draws a wire from the focused node; Escape in the panel comes back to the node.
 */

import { nodeOf, readWires } from './wires.js';

/** @typedef {import('./parts.js').Part} Part */

/** @param {Part} part */
const middleOf = ({ x, y, width, height }) => ({ x: x + width / 2, y: y + height / 2 });

/** How far off the straight way a node lies, compared with how far away it is. */
const ASIDE = 2;

/**
 * @param {import('./surface.js').Surface} surface
 * @param {object} intent
 * @param {(name: string) => void} intent.command
 * @param {(ids: string[]) => void} intent.select
 * @param {AbortSignal} signal
 */
export function walk(surface, intent, signal) {
  const nodes = () => surface.parts.all.filter(part => !part.isNote);

  /** @param {Part} from @param {string} key @param {Part[]} among */
  const nearest = (from, key, among) => {
    const start = middleOf(from);
    const along = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key];
    let best = null, least = Infinity;
    for (const part of among) {
      if (part === from) continue;
      const end = middleOf(part);
      const ahead = (end.x - start.x) * along[0] + (end.y - start.y) * along[1];
      const aside = Math.abs((end.x - start.x) * along[1]) + Math.abs((end.y - start.y) * along[0]);
      if (ahead <= 0 || ahead + ASIDE * aside >= least) continue;
      [best, least] = [part, ahead + ASIDE * aside];
    }
    return best;
  };

  /** @param {Part} from @param {string} key The nodes at the other ends of its wires on that side. */
  const wired = ({ id }, key) => readWires(surface.viewport)
    .filter(wire => nodeOf(key === 'ArrowRight' ? wire.from : wire.to) === id)
    .map(wire => surface.parts.get(nodeOf(key === 'ArrowRight' ? wire.to : wire.from)))
    .filter(part => part !== undefined);

  /** @param {Part | null} part */
  const focus = part => {
    if (!part) return;
    surface.reveal(part);
    surface.parts.focus(part.id);
  };

  const selected = () => surface.parts.selected.find(part => !part.isNote) ?? null;

  /** The node that keys mean: the focused one, else the selected one. */
  const current = () => {
    const focused = surface.parts.focused === null ? undefined : surface.parts.get(surface.parts.focused);
    return focused && !focused.isNote ? focused : selected();
  };

  /** @param {KeyboardEvent} event @returns {boolean} Whether the key was for us. */
  const press = event => {
    if (!(event.target instanceof HTMLElement) || document.querySelector('dialog[open], .context-menu')) return false;
    if (event.key === 'Escape' && event.target.closest('.side')) {
      const row = /** @type {HTMLElement | null} */ (document.querySelector('.outline-item.open [data-row]'));
      if (row) row.focus();
      else focus(selected());
      return row !== null || selected() !== null;
    }
    // Only here: in fields and menus these keys have meanings of their own.
    if (!surface.root.contains(event.target) && event.target !== document.body) return false;
    const part = current();
    if (event.key.startsWith('Arrow')) {
      if (!event.altKey || event.shiftKey || event.ctrlKey || event.metaKey) return false;
      if (!part) focus(nodes()[0] ?? null);
      else if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') focus(nearest(part, event.key, wired(part, event.key)) ?? nearest(part, event.key, nodes()));
      else focus(nearest(part, event.key, nodes()));
      return true;
    }
    if (event.key.toLowerCase() !== 'c' || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey || !part) return false;
    intent.select([part.id]);
    intent.command('connect');
    return true;
  };

  window.addEventListener('keydown', event => {
    if (event.isComposing || event.defaultPrevented || !press(event)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }, { signal });
}
