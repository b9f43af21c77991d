/** What commands ask of the canvas: where the pointer is, how large things are, and the clipboard. */

/**
 * @typedef {{ clientX: number, clientY: number, x: number, y: number }} Place Where something happens, in the window and on the canvas.
 */

/**
 * @param {import('./surface.js').Surface} surface
 * @param {AbortSignal} signal
 */
export function commands(surface, signal) {
  /** @type {{ x: number, y: number } | null} */
  let pointer = null;
  window.addEventListener('pointermove', event => { pointer = { x: event.clientX, y: event.clientY }; }, { signal, passive: true });
  surface.root.addEventListener('pointerdown', event => { pointer = { x: event.clientX, y: event.clientY }; }, { signal, passive: true, capture: true });

  /** @param {number} clientX @param {number} clientY @returns {Place} */
  const at = (clientX, clientY) => ({ clientX, clientY, ...surface.toCanvas(clientX, clientY) });

  /** @returns {Place} Where the pointer is, or the middle of the canvas while it is elsewhere. */
  const place = () => {
    const over = pointer && document.elementFromPoint(pointer.x, pointer.y);
    if (over && surface.root.contains(over) && !over.closest('.tools, .minimap, .find-bar, .align-bar')) return at(pointer.x, pointer.y);
    return middle();
  };

  /** @returns {Place} */
  const middle = () => {
    const box = surface.root.getBoundingClientRect();
    return at(box.left + box.width / 2, box.top + box.height / 2);
  };

  return {
    at,
    place,
    middlePlace: middle,
    fitSelection: () => {
      const { selected } = surface.parts;
      if (!selected.length) return;
      surface.fit(selected);
      surface.remember();
    },
    /** @param {string[]} ids @returns {Record<string, number[]>} Width and height of each; of one not drawn yet, as it is guessed. */
    sizes: ids => Object.fromEntries(ids.flatMap(id => {
      const part = surface.parts.get(id);
      return part ? [[id, [part.width, part.height]]] : [];
    })),
  };
}
