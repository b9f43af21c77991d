/** Tells what a context menu was asked for: by the right button, by a long press, by the menu key or by Shift+F10. */

/**
 * @param {import('./surface.js').Surface} surface
 * @param {object} intent
 * @param {(ids: string[]) => void} intent.select
 * @param {(from: string, to: string) => void} intent.selectWire
 * @param {(kind: string, port: string | null, isOutput: boolean, place: import('./commands.js').Place) => void} intent.menu
 * @param {(clientX: number, clientY: number) => import('./commands.js').Place} at
 * @param {AbortSignal} signal
 */
export function contextMenu(surface, intent, at, signal) {
  /** Where a menu opens that was asked for by a key: at what has the focus, or at what is selected. @param {Element} target */
  const placeOf = target => {
    const element = target === surface.root ? surface.viewport.querySelector('.node.selected, .note.selected') ?? target : target;
    const box = element.getBoundingClientRect();
    return element === surface.root
      ? at(box.left + box.width / 2, box.top + box.height / 3)
      : at(box.left + Math.min(box.width / 2, 120), box.top + Math.min(box.height, 40));
  };

  surface.root.addEventListener('contextmenu', event => {
    if (!(event.target instanceof Element) || event.target.closest('input, textarea, .tools, .minimap, .find-bar')) return;
    event.preventDefault();
    const byKey = event.button !== 2 && event.pointerType !== 'touch';
    const place = byKey ? placeOf(event.target) : at(event.clientX, event.clientY);
    const selected = [...surface.viewport.querySelectorAll('.node.selected, .note.selected')];

    const port = /** @type {HTMLElement | null} */ (event.target.closest('.port'));
    if (port && event.target.closest('.handle, .label')) {
      intent.menu('Port', port.dataset.port, port.classList.contains('out'), place);
      return;
    }
    const wire = /** @type {SVGGElement | null} */ (event.target.closest('.wire'));
    if (wire) {
      intent.selectWire(wire.dataset.from, wire.dataset.to);
      intent.menu('Wire', null, false, place);
      return;
    }
    const wireChosen = byKey && surface.viewport.querySelector('.wire.selected');
    const part = /** @type {HTMLElement | null} */ (event.target.closest('.node, .note') ?? (byKey ? selected[0] ?? null : null));
    if (!part) {
      intent.menu(wireChosen ? 'Wire' : 'Background', null, false, place);
      return;
    }
    if (selected.length > 1 && selected.includes(part)) {
      intent.menu('Several', null, false, place);
      return;
    }
    intent.select([part.dataset.id]);
    intent.menu(part.matches('.note') ? 'Note' : 'Node', null, false, place);
  }, { signal });
}
