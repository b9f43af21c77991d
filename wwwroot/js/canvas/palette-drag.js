/** Dragging an entry of the palette onto the canvas. A click without a drag is the entry's own affair. */

import { hasMoved } from './gestures.js';
import { snap } from './surface.js';

/** Half the width of a new node and the height of its header's middle: it arrives under the pointer. */
const HOLD = { x: 130, y: 26 };

/**
 * @param {import('./surface.js').Surface} surface
 * @param {{ add: (type: string, x: number, y: number) => void }} intent
 * @returns {import('./gestures.js').Gesture}
 */
export function paletteDrag(surface, intent) {
  let start = { x: 0, y: 0 };
  /** @type {HTMLElement | null} */
  let item = null;
  /** @type {HTMLElement | null} */
  let ghost = null;

  const release = () => {
    ghost?.remove();
    ghost = null;
    item = null;
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
      }
      ghost.style.transform = `translate(${event.clientX - 26}px, ${event.clientY - 26}px)`;
    },

    end(event) {
      const type = item?.dataset.nodeType;
      const dragged = ghost !== null;
      release();
      if (!dragged) return;
      swallowClick();
      const over = document.elementFromPoint(event.clientX, event.clientY);
      if (!over || !surface.root.contains(over)) return;
      const { x, y } = surface.toCanvas(event.clientX, event.clientY);
      intent.add(type, snap(x - HOLD.x), snap(y - HOLD.y));
    },

    cancel() {
      if (ghost) swallowClick();
      release();
    },
  };
}
