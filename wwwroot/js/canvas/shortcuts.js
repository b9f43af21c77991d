/** Keys of the editor. Which key means what is told by the server, from the list of commands; here it is only heard. */

import { flushFields } from '../fields.js';

/** @param {EventTarget | null} target */
export const isTyping = target => target instanceof HTMLElement
  && (target.isContentEditable || /^(TEXTAREA|SELECT)$/.test(target.tagName)
    || (target instanceof HTMLInputElement && !/^(checkbox|radio|range|button|file)$/.test(target.type)));

/**
 * The name of a pressed key as commands have it: `Ctrl+Shift+Z`, `Shift+1`, `/`.
 * @param {KeyboardEvent} event
 */
export function nameOf(event) {
  const ctrl = event.ctrlKey || event.metaKey ? 'Ctrl+' : '';
  let key = event.key.length === 1 ? event.key.toUpperCase() : event.key;
  // A key that writes Hangul, or a digit's sign with Shift, is still the key that it is printed on.
  if (/^Key[A-Z]$/.test(event.code) && !/^[A-Z]$/.test(key)) key = event.code.slice(3);
  if (/^Digit\d$/.test(event.code) && !ctrl && event.shiftKey) key = event.code.slice(5);
  // Signs such as ? are typed with Shift on one keyboard and without on another.
  const isSign = key.length === 1 && !/[A-Z0-9]/.test(key);
  return `${ctrl}${event.altKey ? 'Alt+' : ''}${event.shiftKey && !isSign ? 'Shift+' : ''}${key}`;
}

/**
 * @param {import('./surface.js').Surface} surface
 * @param {import('./gestures.js').Gestures} gestures
 * @param {object} intent
 * @param {(name: string) => void} intent.command
 * @param {(ids: string[]) => void} intent.select
 * @param {{ key: string, command: string, isGlobal: boolean }[]} keys
 * @param {Record<string, () => void>} local Commands that are done here, without asking the server.
 * @param {AbortSignal} signal
 */
export function shortcuts(surface, gestures, intent, keys, local, signal) {
  const meanings = new Map(keys.map(meaning => [meaning.key, meaning]));

  /** @param {KeyboardEvent} event @returns {boolean} Whether the key was for us. */
  const press = event => {
    if (document.querySelector('dialog[open], .context-menu')) return event.key === 'Escape' && gestures.cancel();
    if (event.key === 'Escape') return gestures.cancel() || (!isTyping(event.target) && (intent.select([]), true));
    const meaning = meanings.get(nameOf(event));
    if (!meaning || (isTyping(event.target) && !meaning.isGlobal)) {
      const focused = !isTyping(event.target) && event.target instanceof Element && event.target.matches('.node, .note') ? event.target : null;
      if (!focused || (event.key !== 'Enter' && event.key !== ' ')) return false;
      intent.select([focused.dataset.id]);
      if (event.key === 'Enter' && focused.matches('.node')) intent.command('openSettings');
      return true;
    }
    // Arrow keys are also those of sliders, lists and tabs.
    if (event.key.startsWith('Arrow') && event.target instanceof Element && event.target !== document.body && !surface.root.contains(event.target)) return false;
    // A command that is done sees all that was typed.
    if (meaning.isGlobal) flushFields();
    if (local[meaning.command]) local[meaning.command]();
    else intent.command(meaning.command);
    return true;
  };

  window.addEventListener('keydown', event => {
    // Up and down go through what was found, and not to the ends of the field.
    if (/^Arrow(Up|Down)$/.test(event.key) && event.target instanceof Element && event.target.matches('[data-arrow-keys]')) event.preventDefault();
    if (event.isComposing || event.defaultPrevented || !press(event)) return;
    event.preventDefault();
  }, { signal });

  // Twice on a title writes it, twice on a note's text, and twice on nothing adds a node.
  surface.root.addEventListener('dblclick', event => {
    if (surface.isLookOnly || !(event.target instanceof Element) || event.target.closest('input, textarea, button, .tools, .minimap, .find-bar, .canvas-hint, .canvas-empty .actions')) return;
    if (event.target.closest('.node-title')) intent.command('rename');
    else if (event.target.closest('.note')) intent.command('editNote');
    else if (!event.target.closest('.node, .wire')) intent.command('quickAdd');
  }, { signal });
}
