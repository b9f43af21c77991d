/** Pressing a node selects it; dragging it moves it, and with it whatever else is selected. */

import { hasMoved } from './gestures.js';
import { Guides } from './guides.js';
import { LiveWires } from './live-wires.js';
import { settle, showAt } from './parts.js';
import { snap } from './surface.js';
import { portsOf, WireDrop } from './wire-drop.js';

/** So many cards each get a layer of their own while they are dragged; more would cost more than they save. */
const FEW = 24;

/**
 * @param {import('./surface.js').Surface} surface
 * @param {object} intent
 * @param {(ids: string[]) => void} intent.select
 * @param {(ids: string[], dx: number, dy: number, select: boolean, wire: { from: string, to: string } | null) => void} intent.drop
 * @param {Map<string, Set<string>>} accepts Output type → input types that take it.
 * @returns {import('./gestures.js').Gesture}
 */
export function dragNodes(surface, intent, accepts) {
  const { parts } = surface;
  /** Where it was pressed, in client and in canvas pixels: the canvas may move meanwhile. */
  let start = { x: 0, y: 0 };
  let origin = { x: 0, y: 0 };
  let moved = false;
  let wasSelected = false;
  /** @type {string[]} The selection as it is if the press is a click. */
  let clicked = [];
  /** @type {{ part: import('./parts.js').Part, x: number, y: number }[]} */
  let dragged = [];
  /** @type {import('./surface.js').Box} */
  let bounds;
  let shift = { x: 0, y: 0 };
  /** @type {LiveWires | null} */
  let wires = null;
  /** @type {Guides | null} */
  let guides = null;
  /** @type {WireDrop | null} */
  let target = null;
  let guidesAt = '';

  const place = () => {
    for (const { part, x, y } of dragged) {
      part.x = x + shift.x;
      part.y = y + shift.y;
      showAt(part, shift);
    }
    wires?.shift(shift.x, shift.y);
    parts.changed();
  };

  const begin = () => {
    moved = true;
    const ids = new Set(dragged.map(({ part }) => part.id));
    for (const { part } of dragged) part.element?.classList.add('dragging');
    surface.root.classList.toggle('dragging-few', dragged.length <= FEW);
    bounds = parts.boundsOf(dragged.map(({ part }) => part));
    guides = new Guides(surface, ids);
    const single = dragged.length === 1 ? dragged[0].part.element : null;
    const ports = single ? portsOf(surface, single) : null;
    if (ports) target = new WireDrop(surface, accepts, ports);
    wires = new LiveWires(surface.viewport, ids);
  };

  /** @param {PointerEvent} event */
  const follow = event => {
    const now = surface.toCanvas(event.clientX, event.clientY);
    const dx = now.x - origin.x, dy = now.y - origin.y;
    if (event.altKey) {
      guides.hide();
      shift = { x: Math.round(dx), y: Math.round(dy) };
      return;
    }
    const view = `${surface.x} ${surface.y} ${surface.zoom}`;
    if (view !== guidesAt) guides.read();
    guidesAt = view;
    // A neighbour's edge wins over the grid. The first of what is dragged takes the others along, so that they keep their places.
    const aside = guides.near({ ...bounds, x: bounds.x + dx, y: bounds.y + dy });
    const { x, y } = dragged[0];
    shift = {
      x: aside.x === null ? snap(x + dx) - x : dx + aside.x,
      y: aside.y === null ? snap(y + dy) - y : dy + aside.y,
    };
    guides.show({ ...bounds, x: bounds.x + shift.x, y: bounds.y + shift.y }, { x: aside.x !== null, y: aside.y !== null });
  };

  const release = () => {
    for (const { part } of dragged) part.element?.classList.remove('dragging');
    surface.root.classList.remove('dragging-few');
    wires?.release();
    guides?.hide();
    target?.release();
    dragged = [];
    wires = guides = target = null;
    guidesAt = '';
  };

  return {
    name: 'drag',
    reachesOut: true,

    begin(event) {
      if (event.button !== 0 || !(event.target instanceof Element)) return false;
      const card = /** @type {HTMLElement | null} */ (event.target.closest('.node, .note'));
      if (!card || !surface.root.contains(card) || event.target.closest('.handle, button, a, input, textarea')) return false;
      const pressed = parts.get(card.dataset.id);
      if (!pressed) return false;
      moved = false;
      shift = { x: 0, y: 0 };
      start = { x: event.clientX, y: event.clientY };
      origin = surface.toCanvas(event.clientX, event.clientY);
      const selected = parts.selected;
      wasSelected = selected.includes(pressed);
      const many = event.shiftKey || event.ctrlKey || event.metaKey;
      const others = selected.filter(part => part !== pressed);
      clicked = (many ? wasSelected ? others : [...others, pressed] : [pressed]).map(part => part.id);
      const set = wasSelected || many ? [pressed, ...others] : [pressed];
      dragged = set.map(part => ({ part, x: part.x, y: part.y }));
      return true;
    },

    move(event) {
      if (!moved) {
        if (surface.isLookOnly || !hasMoved(event, start)) return;
        begin();
      }
      follow(event);
      place();
      target?.over(dragged[0].part);
    },

    end() {
      if (!moved) intent.select(clicked);
      else if (shift.x || shift.y) {
        wires.settle();
        for (const { part } of dragged) settle(part);
        const wire = target?.wire;
        intent.drop(dragged.map(({ part }) => part.id), shift.x, shift.y, !wasSelected, wire ? { from: wire.from, to: wire.to } : null);
      }
      release();
    },

    cancel() {
      shift = { x: 0, y: 0 };
      if (moved) place();
      release();
    },
  };
}
