/**
 * Going about the graph by keys: with Alt and an arrow the focus goes along a wire, or else to the nearest node
 * in that direction; C draws a wire from the focused node; Escape in the panel comes back to the node.
 */

import { positionOf } from './surface.js';
import { nodeOf, readWires } from './wires.js';

/** @param {HTMLElement} element */
const middleOf = element => {
  const { x, y } = positionOf(element);
  return { x: x + element.offsetWidth / 2, y: y + element.offsetHeight / 2 };
};

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
  const nodes = () => /** @type {HTMLElement[]} */ ([...surface.viewport.querySelectorAll('.node')]);

  /** @param {HTMLElement} from @param {string} key @param {HTMLElement[]} among */
  const nearest = (from, key, among) => {
    const start = middleOf(from);
    const along = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key];
    let best = null, least = Infinity;
    for (const element of among) {
      if (element === from) continue;
      const end = middleOf(element);
      const ahead = (end.x - start.x) * along[0] + (end.y - start.y) * along[1];
      const aside = Math.abs((end.x - start.x) * along[1]) + Math.abs((end.y - start.y) * along[0]);
      if (ahead <= 0 || ahead + ASIDE * aside >= least) continue;
      [best, least] = [element, ahead + ASIDE * aside];
    }
    return best;
  };

  /** @param {HTMLElement} from @param {string} key The nodes at the other ends of its wires on that side. */
  const wired = (from, key) => {
    const id = from.dataset.id;
    const ids = new Set(readWires(surface.viewport)
      .filter(wire => nodeOf(key === 'ArrowRight' ? wire.from : wire.to) === id)
      .map(wire => nodeOf(key === 'ArrowRight' ? wire.to : wire.from)));
    return nodes().filter(element => ids.has(element.dataset.id));
  };

  /** @param {HTMLElement | null} element */
  const focus = element => {
    if (!element) return;
    surface.reveal(element);
    element.focus({ preventScroll: true });
  };

  /** The node that keys mean: the focused one, else the selected one. */
  const current = () => {
    const { activeElement } = document;
    return activeElement instanceof HTMLElement && activeElement.matches('.canvas .node')
      ? activeElement
      : /** @type {HTMLElement | null} */ (surface.viewport.querySelector('.node.selected'));
  };

  /** @param {KeyboardEvent} event @returns {boolean} Whether the key was for us. */
  const press = event => {
    if (!(event.target instanceof HTMLElement) || document.querySelector('dialog[open], .context-menu')) return false;
    if (event.key === 'Escape' && event.target.closest('.side')) {
      const back = /** @type {HTMLElement | null} */ (document.querySelector('.outline-item.open [data-row]') ?? surface.viewport.querySelector('.node.selected'));
      if (back) focus(back.matches('.node') ? back : null);
      if (back && !back.matches('.node')) back.focus();
      return back !== null;
    }
    // Only here: in fields and menus these keys have meanings of their own.
    if (!surface.root.contains(event.target) && event.target !== document.body) return false;
    const element = current();
    if (event.key.startsWith('Arrow')) {
      if (!event.altKey || event.shiftKey || event.ctrlKey || event.metaKey) return false;
      if (!element) focus(nodes()[0] ?? null);
      else if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') focus(nearest(element, event.key, wired(element, event.key)) ?? nearest(element, event.key, nodes()));
      else focus(nearest(element, event.key, nodes()));
      return true;
    }
    if (event.key.toLowerCase() !== 'c' || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey || !element) return false;
    intent.select([element.dataset.id]);
    intent.command('connect');
    return true;
  };

  window.addEventListener('keydown', event => {
    if (event.isComposing || event.defaultPrevented || !press(event)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }, { signal });
}
