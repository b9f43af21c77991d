/** What views of values need of the browser: files to keep, and keys in trees. */

/**
 * @param {string} name
 * @param {string} type
 * @param {{ arrayBuffer: () => Promise<ArrayBuffer> }} stream
 */
export async function download(name, type, stream) {
  const address = URL.createObjectURL(new Blob([await stream.arrayBuffer()], { type }));
  Object.assign(document.createElement('a'), { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/**
 * The keys of a tree, as the ARIA Authoring Practices Guide describes them: one item takes part in the order of Tab, and
 * the arrows move from it.
 * @param {HTMLElement} tree The element with `role="tree"`.
 */
export function moveInTree(tree) {
  const items = () => /** @type {HTMLElement[]} */ ([...tree.querySelectorAll('[role="treeitem"]')]);
  /** @param {HTMLElement | null | undefined} item */
  const goTo = item => {
    if (!item) return;
    for (const other of items()) other.tabIndex = -1;
    item.tabIndex = 0;
    item.focus();
  };
  /** @param {HTMLElement} item */
  const toggle = item => /** @type {HTMLElement | null} */ (item.querySelector(':scope > .tree-row'))?.click();

  tree.addEventListener('focusin', event => {
    if (!(event.target instanceof HTMLElement) || event.target.getAttribute('role') !== 'treeitem') return;
    for (const other of items()) other.tabIndex = other === event.target ? 0 : -1;
  });
  tree.addEventListener('keydown', event => {
    const item = event.target instanceof HTMLElement && event.target.getAttribute('role') === 'treeitem' ? event.target : null;
    if (!item || event.ctrlKey || event.altKey || event.metaKey) return;
    const all = items();
    const at = all.indexOf(item);
    const open = item.getAttribute('aria-expanded');
    const parent = /** @type {HTMLElement | null} */ (item.parentElement?.closest('[role="treeitem"]'));
    switch (event.key) {
      case 'ArrowDown': goTo(all[at + 1]); break;
      case 'ArrowUp': goTo(all[at - 1]); break;
      case 'Home': goTo(all[0]); break;
      case 'End': goTo(all.at(-1)); break;
      case 'ArrowRight':
        if (open === 'false') toggle(item);
        else if (open === 'true') goTo(all[at + 1]);
        break;
      case 'ArrowLeft':
        if (open === 'true') toggle(item);
        else goTo(parent);
        break;
      case 'Enter':
      case ' ': toggle(item); break;
      default: return;
    }
    event.preventDefault();
    event.stopPropagation();
  });
}
