/** Shift and drag on the background selects all that the rectangle touches. */

/**
 * @param {import('./surface.js').Surface} surface
 * @param {{ select: (ids: string[]) => void }} intent
 * @returns {import('./gestures.js').Gesture}
 */
export function marquee(surface, intent) {
  const { parts } = surface;
  /** @type {HTMLElement | null} */
  let frame = null;
  let start = { x: 0, y: 0 };
  /** @type {Set<string>} What was selected before. */
  let before = new Set();
  /** @type {Set<string>} What is selected if it ends now. */
  let chosen = new Set();

  /** @param {(part: import('./parts.js').Part) => boolean} isChosen */
  const mark = isChosen => {
    for (const part of parts.all) part.element?.classList.toggle('selected', isChosen(part));
  };

  const release = () => {
    frame?.remove();
    frame = null;
  };

  return {
    name: 'marquee',
    reachesOut: true,

    begin(event) {
      if (event.button !== 0 || !event.shiftKey || !(event.target instanceof Element)) return false;
      if (!surface.root.contains(event.target) || event.target.closest('.node, .note, .tools, .minimap, .wire-hit, .canvas-hint')) return false;
      start = surface.toCanvas(event.clientX, event.clientY);
      chosen = before = new Set(parts.selected.map(part => part.id));
      frame = document.createElement('div');
      frame.className = 'marquee';
      surface.viewport.append(frame);
      return true;
    },

    move(event) {
      const now = surface.toCanvas(event.clientX, event.clientY);
      const left = Math.min(start.x, now.x), top = Math.min(start.y, now.y);
      const right = Math.max(start.x, now.x), bottom = Math.max(start.y, now.y);
      Object.assign(frame.style, { translate: `${left}px ${top}px`, width: `${right - left}px`, height: `${bottom - top}px` });
      chosen = new Set(before);
      for (const { id, x, y, width, height } of parts.all) {
        if (x < right && x + width > left && y < bottom && y + height > top) chosen.add(id);
      }
      mark(part => chosen.has(part.id));
    },

    end() {
      release();
      intent.select([...chosen]);
    },

    cancel() {
      mark(part => before.has(part.id));
      release();
    },
  };
}
