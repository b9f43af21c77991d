/**
 * The outline's keys and focus. One row is in the tab order at a time; arrows go from row to row without asking the
 * server, and whatever changes the flow is one call.
 *
 * @typedef {import('./canvas/index.js').DotNet} DotNet
 */

const VIEW = 'editor-view';

/** @returns {boolean} Whether the outline is what this browser shows first. */
export function prefersOutline() {
  const known = localStorage.getItem(VIEW);
  return known ? known === 'outline' : matchMedia('(max-width: 720px)').matches;
}

/** Whether the parts of the page take turns, as on a phone (outline.css). */
export const isNarrow = () => matchMedia('(max-width: 720px)').matches;

/** @param {boolean} isOutline */
export function rememberView(isOutline) {
  localStorage.setItem(VIEW, isOutline ? 'outline' : 'canvas');
}

/** Moves the focus to the first field of the panel, once the panel shows it. */
export function focusPanel() {
  let frames = 60;
  const seek = () => {
    const isShown = document.querySelector('#tab-Settings[aria-selected="true"]');
    const fields = /** @type {HTMLElement[]} */ (isShown ? [...document.querySelectorAll('#side-body .field :is(input:not([type="file"]), textarea, select)')] : []);
    // What the node does comes before what it is called.
    const field = fields.find(candidate => !candidate.closest('[data-field="title"]')) ?? fields[0];
    if (field instanceof HTMLElement) field.focus();
    else if (frames-- > 0) requestAnimationFrame(seek);
  };
  seek();
}

/** What a key on a row means. */
const KEYS = new Map(Object.entries({
  'Alt+ArrowUp': 'up', 'Alt+ArrowDown': 'down', F2: 'rename', Delete: 'delete', Backspace: 'delete',
  c: 'connect', a: 'after', 'Shift+a': 'before', s: 'settings', 'Ctrl+d': 'duplicate',
}));

/** @param {EventTarget | null} target */
const isTyping = target => target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);

/** @param {KeyboardEvent} event */
const keyOf = event => {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  return `${event.ctrlKey || event.metaKey ? 'Ctrl+' : ''}${event.altKey ? 'Alt+' : ''}${event.shiftKey ? 'Shift+' : ''}${key}`;
};

/**
 * @param {HTMLElement} root
 * @param {DotNet} dotnet
 */
export function mount(root, dotnet) {
  const ending = new AbortController();
  const options = { signal: ending.signal };
  const rows = () => /** @type {HTMLElement[]} */ ([...root.querySelectorAll('[data-row]')]);
  const rowOf = id => /** @type {HTMLElement | null} */ (root.querySelector(`[data-id="${CSS.escape(id)}"] [data-row]`));

  /** @param {HTMLElement | undefined} current */
  const hold = current => {
    for (const row of rows()) row.tabIndex = row === current ? 0 : -1;
  };

  // A row that went away may have been the one in the tab order.
  const watch = new MutationObserver(() => {
    if (!rows().some(row => row.tabIndex === 0)) hold(rows()[0]);
  });
  watch.observe(root, { childList: true, subtree: true });
  hold(rows()[0]);

  root.addEventListener('focusin', event => {
    const row = event.target instanceof HTMLElement && event.target.closest('[data-row]');
    if (row instanceof HTMLElement) hold(row);
  }, options);

  /** @param {KeyboardEvent} event @returns {boolean} Whether the key was for us. */
  const press = event => {
    if (isTyping(event.target) || !(event.target instanceof HTMLElement) || event.target.closest('dialog')) return false;
    const item = event.target.closest('[data-id]');
    const key = keyOf(event);
    const all = rows();
    const at = item ? all.indexOf(/** @type {HTMLElement} */ (item.querySelector('[data-row]'))) : -1;
    const go = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: all.length - 1 }[key];
    if (go !== undefined && all.length) {
      all[Math.min(Math.max(go, 0), all.length - 1)].focus();
      return true;
    }
    if (key.startsWith('Arrow') || key.startsWith('Shift+Arrow')) return true;
    if (!(item instanceof HTMLElement)) return false;
    if (key === 'Escape' && !event.target.matches('[data-row]')) return (rowOf(item.dataset.id)?.focus(), true);
    const name = KEYS.get(key);
    if (!name) return false;
    void dotnet.invokeMethodAsync('Key', item.dataset.id, name).catch(() => {});
    return true;
  };

  root.addEventListener('keydown', event => {
    if (event.isComposing || !press(event)) return;
    event.preventDefault();
    // The canvas below listens to some of the same keys.
    event.stopPropagation();
  }, options);

  return {
    /** @param {string} id Focuses the row of a node; of none, the first. */
    focus: id => (rowOf(id) ?? rows()[0])?.focus(),
    dispose: () => {
      watch.disconnect();
      ending.abort();
    },
  };
}
