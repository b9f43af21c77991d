/** Keys of the editor. What happens by them is decided where it happens; here is only which key means what. */

import { flushFields } from '../fields.js';

/**
 * @param {import('./surface.js').Surface} surface
 * @param {import('./gestures.js').Gestures} gestures
 * @param {object} intent
 * @param {(name: string) => void} intent.command
 * @param {(ids: string[]) => void} intent.select
 * @param {(ids: string[], xs: number[], ys: number[]) => void} intent.move
 * @param {AbortSignal} signal
 */
export function shortcuts(surface, gestures, intent, signal) {
  /** @param {EventTarget | null} target */
  const isTyping = target => target instanceof HTMLElement
    && (target.isContentEditable || /^(TEXTAREA|SELECT)$/.test(target.tagName)
      || (target instanceof HTMLInputElement && !/^(checkbox|radio|range|button|file)$/.test(target.type)));

  const canvasKeys = new Map(Object.entries({
    Delete: 'delete', Backspace: 'delete',
    'Ctrl+z': 'undo', 'Ctrl+Shift+z': 'redo', 'Ctrl+y': 'redo',
    'Ctrl+d': 'duplicate', 'Ctrl+a': 'selectAll',
  }));

  /** @param {KeyboardEvent} event */
  const keyOf = event => {
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    return `${event.ctrlKey || event.metaKey ? 'Ctrl+' : ''}${event.shiftKey ? 'Shift+' : ''}${key}`;
  };

  /** @param {string} key @param {boolean} far */
  const nudge = (key, far) => {
    const step = far ? 100 : 10;
    const by = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] }[key];
    const selected = /** @type {HTMLElement[]} */ ([...surface.viewport.querySelectorAll('.node.selected, .note.selected')]);
    if (!by || selected.length === 0) return false;
    const places = selected.map(element => (element.style.translate || '0px 0px').split(' ').map(parseFloat));
    intent.move(selected.map(element => element.dataset.id), places.map(place => place[0] + by[0]), places.map(place => (place[1] ?? 0) + by[1]));
    return true;
  };

  /** @param {KeyboardEvent} event @returns {boolean} Whether the key was for us. */
  const press = event => {
    const key = keyOf(event);
    if (event.key === 'Escape') return gestures.cancel() || (!isTyping(event.target) && !document.querySelector('dialog[open]') && (intent.select([]), true));
    if (document.querySelector('dialog[open]')) return false;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey || event.altKey)) {
      flushFields();
      intent.command(event.altKey ? 'runNode' : event.shiftKey ? 'runFrom' : 'run');
      return true;
    }
    if (isTyping(event.target)) return false;
    if (event.code === 'Digit1' && event.shiftKey) return (surface.fit(), true);
    if (event.code === 'Digit0' && event.shiftKey) return (surface.zoomTo(1), true);
    if (event.code === 'Digit2' && event.shiftKey) {
      const selected = /** @type {HTMLElement[]} */ ([...surface.viewport.querySelectorAll('.selected')]).filter(element => element.dataset.id);
      if (selected.length) surface.fit(selected);
      return true;
    }
    if (key === '/') {
      /** @type {HTMLElement | null} */ (document.querySelector('[data-palette-search]'))?.focus();
      return true;
    }
    if (event.key.startsWith('Arrow')) return nudge(event.key, event.shiftKey);
    const focused = event.target instanceof HTMLElement && event.target.matches('.node, .note') ? event.target : null;
    if (focused && (event.key === 'Enter' || event.key === ' ')) return (intent.select([focused.dataset.id]), true);
    const command = canvasKeys.get(key);
    if (!command) return false;
    intent.command(command);
    return true;
  };

  window.addEventListener('keydown', event => {
    if (event.isComposing || !press(event)) return;
    event.preventDefault();
  }, { signal });
}
