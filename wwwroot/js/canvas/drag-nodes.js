/** Pressing a node selects it; dragging it moves it, and with it whatever else is selected. */

import { hasMoved } from './gestures.js';
import { positionOf, snap } from './surface.js';
import { draw, nodeOf, pathOf, readWires } from './wires.js';

/**
 * @param {import('./surface.js').Surface} surface
 * @param {object} intent
 * @param {(ids: string[]) => void} intent.select
 * @param {(ids: string[], xs: number[], ys: number[]) => void} intent.move
 * @returns {import('./gestures.js').Gesture}
 */
export function dragNodes(surface, intent) {
  let start = { x: 0, y: 0 };
  let moved = false;
  /** @type {string[]} The selection as it is if the press is a click. */
  let clicked = [];
  /** @type {{ element: HTMLElement, id: string, x: number, y: number }[]} */
  let dragged = [];
  /** @type {{ wire: import('./wires.js').Wire, path: string, fromMoves: boolean, toMoves: boolean }[]} */
  let wires = [];
  let shift = { x: 0, y: 0 };
  let wasSelected = false;

  const idOf = element => element.dataset.id;

  const place = () => {
    for (const { element, x, y } of dragged) element.style.translate = `${x + shift.x}px ${y + shift.y}px`;
    for (const { wire, fromMoves, toMoves } of wires) {
      draw(wire.group, pathOf(
        wire.x1 + (fromMoves ? shift.x : 0), wire.y1 + (fromMoves ? shift.y : 0),
        wire.x2 + (toMoves ? shift.x : 0), wire.y2 + (toMoves ? shift.y : 0)));
    }
  };

  const release = () => {
    for (const { element } of dragged) element.classList.remove('dragging');
    dragged = [];
    wires = [];
  };

  return {
    name: 'drag',

    begin(event) {
      if (event.button !== 0 || !(event.target instanceof Element)) return false;
      const pressed = /** @type {HTMLElement | null} */ (event.target.closest('.node, .note'));
      if (!pressed || !surface.root.contains(pressed) || event.target.closest('.handle, button, a, input, textarea')) return false;
      moved = false;
      shift = { x: 0, y: 0 };
      start = { x: event.clientX, y: event.clientY };
      const selected = /** @type {HTMLElement[]} */ ([...surface.viewport.querySelectorAll('.node.selected, .note.selected')]);
      wasSelected = selected.includes(pressed);
      const many = event.shiftKey || event.ctrlKey || event.metaKey;
      if (many) clicked = (wasSelected ? selected.filter(element => element !== pressed) : [...selected, pressed]).map(idOf);
      else clicked = [idOf(pressed)];
      const set = wasSelected ? selected : many ? [...selected, pressed] : [pressed];
      dragged = set.map(element => ({ element, id: idOf(element), ...positionOf(element) }));
      return true;
    },

    move(event) {
      if (!moved) {
        if (!hasMoved(event, start)) return;
        moved = true;
        const ids = new Set(dragged.map(item => item.id));
        for (const { element } of dragged) element.classList.add('dragging');
        wires = readWires(surface.viewport)
          .map(wire => ({
            wire,
            path: pathOf(wire.x1, wire.y1, wire.x2, wire.y2),
            fromMoves: ids.has(nodeOf(wire.from)),
            toMoves: ids.has(nodeOf(wire.to)),
          }))
          .filter(item => item.fromMoves || item.toMoves);
      }
      const dx = (event.clientX - start.x) / surface.zoom;
      const dy = (event.clientY - start.y) / surface.zoom;
      // The first of them snaps and takes the others along, so that they keep their places to each other.
      const { x, y } = dragged[0];
      shift = event.altKey ? { x: Math.round(dx), y: Math.round(dy) } : { x: snap(x + dx) - x, y: snap(y + dy) - y };
      place();
    },

    end() {
      if (!moved) {
        intent.select(clicked);
      } else if (shift.x || shift.y) {
        if (!wasSelected) intent.select(dragged.map(item => item.id));
        intent.move(dragged.map(item => item.id), dragged.map(item => item.x + shift.x), dragged.map(item => item.y + shift.y));
      }
      release();
    },

    cancel() {
      shift = { x: 0, y: 0 };
      place();
      release();
    },
  };
}
