/** The small toolbar that appears above the node under the pointer. One for all nodes: it is moved, not made anew. */

const APPEAR = 140;
const VANISH = 260;
const GAP = 6;

/**
 * @param {HTMLElement} bar The `.node-tools` element, beside the canvas.
 * @param {{ invokeMethodAsync: (method: string, ...args: unknown[]) => Promise<unknown> }} dotnet Receives the action and the node's id.
 */
export function mount(bar, dotnet) {
  const ending = new AbortController();
  const options = { signal: ending.signal };
  const canvas = /** @type {HTMLElement} */ (bar.closest('.editor').querySelector('.canvas'));
  /** @type {HTMLElement | null} */
  let node = null;
  let timer = 0;

  const hide = () => {
    clearTimeout(timer);
    bar.classList.remove('shown');
    node = null;
  };

  /** @param {HTMLElement} next */
  const show = next => {
    if (!next.isConnected) return hide();
    node = next;
    const box = next.getBoundingClientRect();
    const host = canvas.getBoundingClientRect();
    const outside = box.right < host.left || box.left > host.right || box.bottom < host.top || box.top > host.bottom;
    if (outside) return hide();
    const above = box.top - bar.offsetHeight - GAP;
    const top = above >= host.top + GAP ? above : Math.min(box.bottom + GAP, host.bottom - bar.offsetHeight - GAP);
    const left = Math.min(Math.max(box.right - bar.offsetWidth, host.left + GAP), host.right - bar.offsetWidth - GAP);
    bar.style.translate = `${left}px ${top}px`;
    bar.dataset.node = next.dataset.id;
    bar.querySelector('[data-do="pin"]').setAttribute('aria-pressed', String(next.classList.contains('pinned')));
    bar.classList.add('shown');
  };

  canvas.addEventListener('pointerover', event => {
    if (event.pointerType === 'touch' || event.buttons !== 0 || !(event.target instanceof Element)) return;
    const next = /** @type {HTMLElement | null} */ (event.target.closest('.node'));
    clearTimeout(timer);
    if (!next) timer = setTimeout(hide, VANISH);
    else if (next !== node) timer = setTimeout(() => show(next), node ? 0 : APPEAR);
  }, options);
  canvas.addEventListener('pointerleave', () => {
    clearTimeout(timer);
    timer = setTimeout(hide, VANISH);
  }, options);
  bar.addEventListener('pointerenter', () => clearTimeout(timer), options);
  bar.addEventListener('pointerleave', () => {
    clearTimeout(timer);
    timer = setTimeout(hide, VANISH);
  }, options);
  // Whatever moves the node under it takes the toolbar away.
  canvas.addEventListener('pointerdown', hide, options);
  canvas.addEventListener('wheel', hide, { ...options, passive: true });
  window.addEventListener('keydown', hide, options);

  bar.addEventListener('click', event => {
    const button = event.target instanceof Element ? /** @type {HTMLElement | null} */ (event.target.closest('[data-do]')) : null;
    if (!button || !node) return;
    void dotnet.invokeMethodAsync('Act', button.dataset.do, node.dataset.id).catch(() => {});
    if (button.dataset.do !== 'pin') hide();
    else button.setAttribute('aria-pressed', String(button.getAttribute('aria-pressed') !== 'true' && !node.classList.contains('pinned')));
  }, options);

  return { dispose: () => ending.abort() };
}
