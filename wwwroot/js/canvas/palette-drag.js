/** Dragging an entry of the palette onto the canvas. A click without a drag is the entry's own affair. */

import { hasMoved } from './gestures.js';
import { snap } from './surface.js';
import { WireDrop } from './wire-drop.js';

/** Half the width of a new node and the height of its header's middle: it arrives under the pointer. */
const HOLD = { x: 130, y: 26 };
/** How near the pointer must be to a wire for the node to go into it, in canvas pixels, over the share that WireDrop takes. */
const REACH = 60;

/**
 * @param {import('./surface.js').Surface} surface
 * @param {object} intent
 * @param {(type: string, x: number, y: number) => void} intent.add
 * @param {(type: string, x: number, y: number, wire: { from: string, to: string }) => void} intent.addInto
 * @returns {import('./gestures.js').Gesture}
 */
export function paletteDrag(surface, intent) {
  let start = { x: 0, y: 0 };
  /** @type {HTMLElement | null} */
  let item = null;
  /** @type {HTMLElement | null} */
  let ghost = null;
  /** @type {WireDrop | null} */
  let target = null;

  const release = () => {
    ghost?.remove();
    ghost = null;
    item = null;
    target?.release();
    target = null;
  };

  /** @param {PointerEvent} event */
  const isOverCanvas = event => {
    const over = document.elementFromPoint(event.clientX, event.clientY);
    return over !== null && surface.root.contains(over);
  };

  /** A drag that ends over its own entry would otherwise count as a click on it. */
  const swallowClick = () => {
    const swallow = event => event.stopPropagation();
    window.addEventListener('click', swallow, { capture: true, once: true });
    setTimeout(() => window.removeEventListener('click', swallow, { capture: true }));
  };

  return {
    name: 'palette',

    begin(event) {
      if (event.button !== 0 || !(event.target instanceof Element)) return false;
      item = event.target.closest('[data-node-type]');
      start = { x: event.clientX, y: event.clientY };
      return item !== null;
    },

    move(event) {
      if (!ghost) {
        if (!hasMoved(event, start)) return;
        ghost = document.createElement('div');
        ghost.className = 'drag-ghost';
        const icon = item.querySelector('.tile')?.cloneNode(true);
        if (icon) ghost.append(icon);
        ghost.append(item.dataset.title ?? '');
        document.body.append(ghost);
        target = new WireDrop(surface, new Map(), null);
      }
      ghost.style.transform = `translate(${event.clientX - 26}px, ${event.clientY - 26}px)`;
      const { x, y } = surface.toCanvas(event.clientX, event.clientY);
      // A new node goes into a wire only where the pointer is on it: its place beside others is not yet chosen with care.
      if (isOverCanvas(event)) target.over({ x: x - REACH, y: y - REACH, width: 2 * REACH, height: 2 * REACH });
      else target.release();
    },

    end(event) {
      const type = item?.dataset.nodeType;
      const dragged = ghost !== null;
      const wire = target?.wire;
      release();
      if (!dragged) return;
      swallowClick();
      if (!isOverCanvas(event)) return;
      const { x, y } = surface.toCanvas(event.clientX, event.clientY);
      if (wire) intent.addInto(type, snap(x - HOLD.x), snap(y - HOLD.y), { from: wire.from, to: wire.to });
      else intent.add(type, snap(x - HOLD.x), snap(y - HOLD.y));
    },

    cancel() {
      if (ghost) swallowClick();
      release();
    },
  };
}
