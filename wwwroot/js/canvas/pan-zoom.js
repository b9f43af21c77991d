/** Moving about: drag of the background, Space or middle button anywhere, wheel, trackpad, two fingers. */

import { hasMoved } from './gestures.js';

/**
 * @param {import('./surface.js').Surface} surface
 * @param {{ clear: () => void }} intent Told of a click on nothing.
 * @returns {import('./gestures.js').Gesture & { listen: (signal: AbortSignal) => void }}
 */
export function panZoom(surface, intent) {
  let start = { x: 0, y: 0 };
  let from = { x: 0, y: 0, zoom: 1 };
  let moved = false;
  let plain = false;
  let spaceHeld = false;
  /** @type {Map<number, { x: number, y: number }>} */
  const fingers = new Map();
  /** @type {{ distance: number, x: number, y: number } | null} */
  let pinch = null;

  const spread = () => {
    const [a, b] = [...fingers.values()];
    return { distance: Math.hypot(a.x - b.x, a.y - b.y) || 1, x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
  };

  /** @param {KeyboardEvent} event */
  const isTyping = event => event.target instanceof HTMLElement
    && (event.target.isContentEditable || /^(INPUT|TEXTAREA|SELECT|BUTTON)$/.test(event.target.tagName));

  return {
    name: 'pan',

    begin(event) {
      if (!(event.target instanceof Element) || !surface.root.contains(event.target)) return false;
      if (event.target.closest('.tools, .minimap, .canvas-hint, .canvas-empty .actions')) return false;
      const onBackground = !event.target.closest('.node, .note, .wire-hit');
      const anywhere = event.button === 1 || (event.button === 0 && spaceHeld) || fingers.size > 1;
      if (!anywhere && !(event.button === 0 && onBackground && !event.shiftKey)) return false;
      if (event.button === 1) event.preventDefault();
      plain = !anywhere;
      moved = false;
      start = { x: event.clientX, y: event.clientY };
      from = { x: surface.x, y: surface.y, zoom: surface.zoom };
      return true;
    },

    move(event) {
      if (pinch) return;
      if (!moved && !hasMoved(event, start)) return;
      moved = true;
      surface.root.classList.add('panning');
      surface.look(from.x + event.clientX - start.x, from.y + event.clientY - start.y);
    },

    end() {
      surface.root.classList.remove('panning');
      if (moved) surface.remember();
      else if (plain) intent.clear();
    },

    cancel() {
      surface.root.classList.remove('panning');
      if (moved && !pinch) surface.look(from.x, from.y, from.zoom);
    },

    listen(signal) {
      const options = { signal };
      surface.root.addEventListener('wheel', event => {
        if (event.target instanceof Element && event.target.closest('.minimap')) return;
        event.preventDefault();
        // A trackpad scrolls in small steps and sideways; a wheel in large ones. Pinching arrives as Ctrl+wheel.
        const isTrackpad = !event.ctrlKey && event.deltaMode === 0 && (event.deltaX !== 0 || Math.abs(event.deltaY) < 40);
        if (isTrackpad || event.shiftKey) surface.look(surface.x - event.deltaX - (event.shiftKey && !event.deltaX ? event.deltaY : 0), surface.y - (event.shiftKey ? 0 : event.deltaY));
        else surface.zoomAt(event.clientX, event.clientY, surface.zoom * Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.0016)));
        surface.remember();
      }, { signal, passive: false });

      surface.root.addEventListener('pointerdown', event => {
        if (event.pointerType !== 'touch') return;
        fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
        if (fingers.size === 2) {
          pinch = spread();
          from = { x: surface.x, y: surface.y, zoom: surface.zoom };
        }
      }, { signal, capture: true });
      window.addEventListener('pointermove', event => {
        if (!fingers.has(event.pointerId)) return;
        fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
        if (!pinch || fingers.size !== 2) return;
        const now = spread();
        surface.look(surface.x + now.x - pinch.x, surface.y + now.y - pinch.y);
        surface.zoomAt(now.x, now.y, surface.zoom * now.distance / pinch.distance);
        pinch = now;
      }, options);
      for (const type of ['pointerup', 'pointercancel']) {
        window.addEventListener(type, event => {
          fingers.delete(/** @type {PointerEvent} */ (event).pointerId);
          if (fingers.size < 2) pinch = null;
        }, options);
      }

      window.addEventListener('keydown', event => {
        if (event.code !== 'Space' || isTyping(event)) return;
        spaceHeld = true;
        surface.root.classList.add('pan-ready');
        if (event.target === surface.root || event.target === document.body) event.preventDefault();
      }, options);
      const release = () => {
        spaceHeld = false;
        surface.root.classList.remove('pan-ready');
      };
      window.addEventListener('keyup', event => { if (event.code === 'Space') release(); }, options);
      window.addEventListener('blur', release, options);
    },
  };
}
