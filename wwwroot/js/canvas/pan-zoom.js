/** Moving about: drag of the background, Space or middle button anywhere, wheel, trackpad, two fingers. */

import { hasMoved } from './gestures.js';

/** So long after the last step of the wheel the view is remembered, in milliseconds. */
const REST = 200;

/**
 * @param {import('./surface.js').Surface} surface
 * @param {{ clear: () => void }} intent Told of a click on nothing.
 * @returns {import('./gestures.js').Gesture & { anywhere: import('./gestures.js').Gesture, listen: (signal: AbortSignal) => void }}
 */
export function panZoom(surface, intent) {
  let start = { x: 0, y: 0 };
  /** The view as the gesture found it, and as the finger that is down found it. */
  let found = { x: 0, y: 0, zoom: 1 };
  let from = { x: 0, y: 0 };
  let active = false;
  let moved = false;
  let plain = false;
  let spaceHeld = false;
  let resting = 0;
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

  const release = () => {
    surface.root.classList.remove('panning');
    active = false;
    pinch = null;
  };

  /** @param {PointerEvent} event Whether it pans wherever it is pressed, on cards too. */
  const isAnywhere = event => event.button === 1 || (event.button === 0 && spaceHeld) || fingers.size > 1;

  const pan = {
    name: 'pan',

    begin(event) {
      if (!(event.target instanceof Element) || !surface.root.contains(event.target)) return false;
      if (event.target.closest('.tools, .minimap, .canvas-hint, .canvas-empty .actions')) return false;
      const onBackground = !event.target.closest('.node, .note, .wire-hit');
      const anywhere = isAnywhere(event);
      if (!anywhere && !(event.button === 0 && onBackground && !event.shiftKey)) return false;
      if (event.button === 1) event.preventDefault();
      plain = !anywhere;
      active = true;
      moved = false;
      start = { x: event.clientX, y: event.clientY };
      from = { x: surface.x, y: surface.y };
      found = { ...from, zoom: surface.zoom };
      pinch = fingers.size === 2 ? spread() : null;
      return true;
    },

    move(event) {
      // With two fingers down, what one of them does means little without the other.
      if (pinch || (!moved && !hasMoved(event, start))) return;
      moved = true;
      surface.root.classList.add('panning');
      surface.look(from.x + event.clientX - start.x, from.y + event.clientY - start.y);
    },

    end() {
      release();
      if (moved) surface.remember();
      else if (plain) intent.clear();
    },

    cancel() {
      release();
      if (moved) surface.look(found.x, found.y, found.zoom);
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
        clearTimeout(resting);
        resting = setTimeout(() => surface.remember(), REST);
      }, { signal, passive: false });

      surface.root.addEventListener('pointerdown', event => {
        if (event.pointerType === 'touch') fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
      }, { signal, capture: true });
      window.addEventListener('pointermove', event => {
        if (!fingers.has(event.pointerId)) return;
        fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
        if (!active || !pinch || fingers.size !== 2) return;
        const now = spread();
        moved = true;
        surface.look(surface.x + now.x - pinch.x, surface.y + now.y - pinch.y);
        surface.zoomAt(now.x, now.y, surface.zoom * now.distance / pinch.distance);
        pinch = now;
      }, options);
      for (const type of ['pointerup', 'pointercancel']) {
        window.addEventListener(type, event => {
          if (!fingers.delete(/** @type {PointerEvent} */ (event).pointerId) || !pinch) return;
          // The finger that stays pans on from where it is.
          pinch = null;
          [start] = fingers.values();
          from = { x: surface.x, y: surface.y };
        }, { signal, capture: true });
      }

      window.addEventListener('keydown', event => {
        if (event.code !== 'Space' || isTyping(event)) return;
        spaceHeld = true;
        surface.root.classList.add('pan-ready');
        if (event.target === surface.root || event.target === document.body) event.preventDefault();
      }, options);
      const letGo = () => {
        spaceHeld = false;
        surface.root.classList.remove('pan-ready');
      };
      window.addEventListener('keyup', event => { if (event.code === 'Space') letGo(); }, options);
      window.addEventListener('blur', letGo, options);
      signal.addEventListener('abort', () => clearTimeout(resting));
    },
  };
  // Asked before the gestures of cards and wires.
  return { ...pan, anywhere: { ...pan, begin: event => isAnywhere(event) && pan.begin(event) } };
}
