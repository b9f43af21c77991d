/** Lists and menus that open over the editor: where they stand and what their keys do. */

/**
 * Puts an element at the place it was asked for, within the window.
 * @param {HTMLElement} element
 */
function placeAtPointer(element) {
  const x = parseFloat(element.dataset.x), y = parseFloat(element.dataset.y);
  if (!Number.isFinite(x) || !Number.isFinite(y)) return;
  const { offsetWidth: width, offsetHeight: height } = element;
  element.style.left = `${Math.max(8, Math.min(x, innerWidth - width - 8))}px`;
  element.style.top = `${Math.max(8, Math.min(y, innerHeight - height - 8))}px`;
}

/** Gives the focus back to what had it, unless something else took it meanwhile. */
function focusKeeper() {
  const before = document.activeElement;
  return () => {
    if (document.activeElement && document.activeElement !== document.body) return;
    const target = before instanceof HTMLElement && before.isConnected && before !== document.body ? before : document.querySelector('.canvas');
    /** @type {HTMLElement | null} */ (target)?.focus({ preventScroll: true });
  };
}

/** @param {Promise<unknown>} promise A call that fails because the connection is gone is the reconnect notice's affair. */
const quietly = promise => void promise.catch(() => {});

/**
 * @param {HTMLElement} menu
 * @param {import('./canvas/index.js').DotNet} dotnet
 */
export function mountMenu(menu, dotnet) {
  const ending = new AbortController();
  const { signal } = ending;
  const giveBack = focusKeeper();
  const items = () => /** @type {HTMLElement[]} */ ([...menu.querySelectorAll('[role=menuitem]')]);
  const close = () => quietly(dotnet.invokeMethodAsync('Close'));
  placeAtPointer(menu);
  items()[0]?.focus({ preventScroll: true });

  menu.addEventListener('keydown', event => {
    const all = items();
    const at = all.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    const isTile = all[at]?.classList.contains('menu-tile') ?? false;
    /** @param {number} index */
    const go = index => all[(index + all.length) % all.length]?.focus();
    /** The next entry up or down; a row of pictures counts as one. @param {number} by */
    const line = by => {
      let next = at;
      do next += by; while (isTile && all[next]?.classList.contains('menu-tile') && all[next].parentElement === all[at].parentElement);
      go(next);
    };
    switch (event.key) {
      case 'ArrowDown': line(1); break;
      case 'ArrowUp': line(-1); break;
      case 'ArrowRight': if (isTile) go(at + 1); break;
      case 'ArrowLeft': if (isTile) go(at - 1); break;
      case 'Home': go(0); break;
      case 'End': go(all.length - 1); break;
      case 'Escape': case 'Tab': close(); break;
      default: {
        if (event.key.length !== 1 || event.key === ' ' || event.ctrlKey || event.metaKey) return;
        const letter = event.key.toLowerCase();
        const order = [...all.slice(at + 1), ...all.slice(0, at + 1)];
        order.find(item => item.textContent?.trim().toLowerCase().startsWith(letter))?.focus();
      }
    }
    event.preventDefault();
    event.stopPropagation();
  }, { signal });
  window.addEventListener('pointerdown', event => {
    if (!(event.target instanceof Node) || !menu.contains(event.target)) close();
  }, { signal, capture: true });
  menu.addEventListener('contextmenu', event => event.preventDefault(), { signal });
  window.addEventListener('blur', close, { signal });

  return { dispose: () => { ending.abort(); giveBack(); } };
}

/**
 * @param {HTMLDialogElement} dialog
 * @param {import('./canvas/index.js').DotNet} dotnet
 */
export function mountSearch(dialog, dotnet) {
  const ending = new AbortController();
  const { signal } = ending;
  const giveBack = focusKeeper();
  const field = dialog.querySelector('input');
  const list = /** @type {HTMLElement} */ (dialog.querySelector('[role=listbox]'));
  let active = 0;

  const options = () => /** @type {HTMLElement[]} */ ([...list.querySelectorAll('[role=option]')]);

  const mark = () => {
    const all = options();
    active = Math.max(0, Math.min(active, all.length - 1));
    all.forEach((option, index) => {
      const isActive = String(index === active);
      if (option.getAttribute('aria-selected') !== isActive) option.setAttribute('aria-selected', isActive);
    });
    if (all[active]) {
      field.setAttribute('aria-activedescendant', all[active].id);
      all[active].scrollIntoView({ block: 'nearest' });
      if (active === 0) list.scrollTop = 0;
    } else {
      field.removeAttribute('aria-activedescendant');
    }
  };

  if (!dialog.open) dialog.showModal();
  placeAtPointer(dialog);
  field.focus();
  mark();

  // The server draws what was found; whatever it draws first is then marked.
  const watch = new MutationObserver(records => {
    if (records.some(record => record.attributeName === 'data-query')) active = 0;
    mark();
  });
  watch.observe(list, { childList: true, attributes: true, attributeFilter: ['data-query'] });

  field.addEventListener('keydown', event => {
    if (event.isComposing) return;
    const all = options();
    const last = all.length - 1;
    switch (event.key) {
      case 'ArrowDown': active = active >= last ? 0 : active + 1; break;
      case 'ArrowUp': active = active <= 0 ? last : active - 1; break;
      case 'PageDown': active = Math.min(last, active + 8); break;
      case 'PageUp': active = Math.max(0, active - 8); break;
      case 'Enter': quietly(dotnet.invokeMethodAsync('Choose', field.value, active)); break;
      default: return;
    }
    event.preventDefault();
    mark();
  }, { signal });
  list.addEventListener('pointermove', event => {
    const option = event.target instanceof Element ? event.target.closest('[role=option]') : null;
    const index = option ? options().indexOf(/** @type {HTMLElement} */ (option)) : -1;
    if (index < 0 || index === active) return;
    active = index;
    mark();
  }, { signal });
  // A press beside the dialog is a press on its backdrop.
  dialog.addEventListener('pointerdown', event => {
    const box = dialog.getBoundingClientRect();
    const inside = event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
    if (event.target === dialog && !inside) quietly(dotnet.invokeMethodAsync('Close'));
  }, { signal });

  return {
    dispose: () => {
      watch.disconnect();
      ending.abort();
      giveBack();
    },
  };
}

/**
 * Lets the arrow keys go from the search field into the entries of the palette and through them.
 * @param {HTMLElement} palette
 */
export function mountPalette(palette) {
  const ending = new AbortController();
  palette.addEventListener('keydown', event => {
    if (event.isComposing || !(event.target instanceof HTMLElement)) return;
    const items = /** @type {HTMLElement[]} */ ([...palette.querySelectorAll('.palette-item')]);
    const field = /** @type {HTMLElement | null} */ (palette.querySelector('[data-palette-search]'));
    const at = items.indexOf(/** @type {HTMLElement} */ (event.target.closest('.palette-item')));
    if (event.target !== field && at < 0) return;
    if (event.key === 'ArrowDown') items[Math.min(at + 1, items.length - 1)]?.focus();
    else if (event.key === 'ArrowUp' && at >= 0) (at === 0 ? field : items[at - 1])?.focus();
    else if (event.key === 'Home' && at >= 0) items[0]?.focus();
    else if (event.key === 'End' && at >= 0) items.at(-1)?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }, { signal: ending.signal });
  return { dispose: () => ending.abort() };
}

/** @param {string} key */
export function recall(key) {
  return localStorage.getItem(key);
}

/** @param {string} key @param {string} json */
export function remember(key, json) {
  localStorage.setItem(key, json);
}
