/** The whole flow in a corner; pressing it goes there. */

import { positionOf } from './surface.js';

/**
 * @param {import('./surface.js').Surface} surface
 * @param {HTMLElement} element The `.minimap`.
 * @returns {import('./gestures.js').Gesture & { listen: (signal: AbortSignal) => void }}
 */
export function minimap(surface, element) {
  const picture = element.querySelector('canvas');
  let scale = 1;
  let offset = { x: 0, y: 0 };
  let asked = false;
  let from = { x: 0, y: 0 };

  const paint = () => {
    asked = false;
    const { clientWidth: width, clientHeight: height } = element;
    const bounds = surface.boundsOf();
    element.hidden = !bounds;
    if (!bounds || !width) return;
    const ratio = window.devicePixelRatio || 1;
    picture.width = width * ratio;
    picture.height = height * ratio;
    const { left, top } = surface.root.getBoundingClientRect();
    const seen = surface.toCanvas(left, top);
    const seenWidth = surface.root.clientWidth / surface.zoom;
    const seenHeight = surface.root.clientHeight / surface.zoom;
    const pad = 12;
    scale = Math.min((width - 2 * pad) / bounds.width, (height - 2 * pad) / bounds.height, 0.2);
    offset = { x: (width - bounds.width * scale) / 2 - bounds.x * scale, y: (height - bounds.height * scale) / 2 - bounds.y * scale };

    const brush = picture.getContext('2d');
    // A drawing cannot use the tokens themselves; these properties of the map hold them, worked out for light or dark.
    const { color: plain, caretColor: selected, outlineColor: busy, textDecorationColor: bad } = getComputedStyle(element);
    brush.scale(ratio, ratio);
    for (const node of surface.nodes) {
      const { x, y } = positionOf(node);
      brush.fillStyle = node.classList.contains('selected') ? selected
        : node.classList.contains('running') ? busy
        : node.classList.contains('failed') ? bad
        : plain;
      brush.beginPath();
      brush.roundRect(x * scale + offset.x, y * scale + offset.y, Math.max(3, node.offsetWidth * scale), Math.max(2, node.offsetHeight * scale), 2);
      brush.fill();
    }
    brush.strokeStyle = selected;
    brush.lineWidth = 1.5;
    brush.beginPath();
    // Where more is seen than the map shows, the frame runs along the map's edge.
    const x1 = Math.max(1.5, seen.x * scale + offset.x), y1 = Math.max(1.5, seen.y * scale + offset.y);
    const x2 = Math.min(width - 1.5, (seen.x + seenWidth) * scale + offset.x), y2 = Math.min(height - 1.5, (seen.y + seenHeight) * scale + offset.y);
    if (x2 > x1 && y2 > y1) brush.roundRect(x1, y1, x2 - x1, y2 - y1, 4);
    brush.stroke();
  };

  const ask = () => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(paint);
  };

  /** @param {PointerEvent} event */
  const go = event => {
    const box = element.getBoundingClientRect();
    const x = (event.clientX - box.left - offset.x) / scale;
    const y = (event.clientY - box.top - offset.y) / scale;
    surface.look(surface.root.clientWidth / 2 - x * surface.zoom, surface.root.clientHeight / 2 - y * surface.zoom);
  };

  return {
    name: 'minimap',

    begin(event) {
      if (event.button !== 0 || !(event.target instanceof Element) || !element.contains(event.target)) return false;
      from = { x: surface.x, y: surface.y };
      go(event);
      return true;
    },

    move: go,

    end() {
      surface.remember();
    },

    cancel() {
      surface.look(from.x, from.y);
    },

    listen(signal) {
      surface.onChange(ask);
      const watch = new MutationObserver(ask);
      watch.observe(surface.viewport, { subtree: true, childList: true, attributes: true, attributeFilter: ['style', 'class'] });
      const size = new ResizeObserver(ask);
      size.observe(surface.root);
      const theme = new MutationObserver(ask);
      theme.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
      const dark = window.matchMedia('(prefers-color-scheme: dark)');
      dark.addEventListener('change', ask, { signal });
      signal.addEventListener('abort', () => {
        watch.disconnect();
        theme.disconnect();
        size.disconnect();
      });
    },
  };
}
