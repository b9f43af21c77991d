/** Shift and drag on the background selects all that the rectangle touches. */

import { positionOf } from './surface.js';

/**
 * @param {import('./surface.js').Surface} surface
 * @param {{ select: (ids: string[]) => void }} intent
 * @returns {import('./gestures.js').Gesture}
 */
export function marquee(surface, intent) {
  /** @type {HTMLElement | null} */
  let frame = null;
  let start = { x: 0, y: 0 };
  /** @type {{ element: HTMLElement, box: import('./surface.js').Box, before: boolean }[]} */
  let items = [];

  const release = () => {
    frame?.remove();
    frame = null;
    items = [];
  };

  return {
    name: 'marquee',

    begin(event) {
      if (event.button !== 0 || !event.shiftKey || !(event.target instanceof Element)) return false;
      if (!surface.root.contains(event.target) || event.target.closest('.node, .note, .tools, .minimap, .wire-hit, .canvas-hint')) return false;
      start = surface.toCanvas(event.clientX, event.clientY);
      items = surface.nodes.map(element => ({
        element,
        box: { ...positionOf(element), width: element.offsetWidth, height: element.offsetHeight },
        before: element.classList.contains('selected'),
      }));
      frame = document.createElement('div');
      frame.className = 'marquee';
      surface.viewport.append(frame);
      return true;
    },

    move(event) {
      const now = surface.toCanvas(event.clientX, event.clientY);
      const left = Math.min(start.x, now.x), top = Math.min(start.y, now.y);
      const right = Math.max(start.x, now.x), bottom = Math.max(start.y, now.y);
      Object.assign(frame.style, {
        translate: `${left}px ${top}px`, width: `${right - left}px`, height: `${bottom - top}px`, left: '0', top: '0',
      });
      for (const { element, box, before } of items) {
        const touches = box.x < right && box.x + box.width > left && box.y < bottom && box.y + box.height > top;
        element.classList.toggle('selected', before || touches);
      }
    },

    end() {
      const ids = items.filter(item => item.element.classList.contains('selected')).map(item => item.element.dataset.id);
      release();
      intent.select(ids);
    },

    cancel() {
      for (const { element, before } of items) element.classList.toggle('selected', before);
      release();
    },
  };
}
