/** Makes a note larger or smaller by the handle at its corner. */

import { snap } from './surface.js';

const LEAST = { width: 120, height: 60 };

/**
 * @param {import('./surface.js').Surface} surface
 * @param {{ resize: (id: string, width: number, height: number) => void }} intent
 * @returns {import('./gestures.js').Gesture}
 */
export function resizeNote(surface, intent) {
  /** @type {HTMLElement | null} */
  let note = null;
  let start = { x: 0, y: 0, width: 0, height: 0, styleWidth: '', styleHeight: '' };
  let size = { width: 0, height: 0 };

  return {
    name: 'resize',

    begin(event) {
      if (event.button !== 0 || !(event.target instanceof Element)) return false;
      const handle = event.target.closest('.note-resize');
      if (!handle || !surface.root.contains(handle)) return false;
      note = handle.closest('.note');
      start = {
        x: event.clientX, y: event.clientY, width: note.offsetWidth, height: note.offsetHeight,
        styleWidth: note.style.width, styleHeight: note.style.minHeight,
      };
      size = { width: start.width, height: start.height };
      return true;
    },

    move(event) {
      size = {
        width: Math.max(LEAST.width, snap(start.width + (event.clientX - start.x) / surface.zoom)),
        height: Math.max(LEAST.height, snap(start.height + (event.clientY - start.y) / surface.zoom)),
      };
      note.style.width = `${size.width}px`;
      note.style.minHeight = `${size.height}px`;
    },

    end() {
      if (size.width !== start.width || size.height !== start.height) intent.resize(note.dataset.id, size.width, size.height);
      note = null;
    },

    cancel() {
      if (!note) return;
      note.style.width = start.styleWidth;
      note.style.minHeight = start.styleHeight;
      note = null;
    },
  };
}
