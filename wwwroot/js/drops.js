/** Files that are dropped anywhere on a page. */

/**
 * Marks the page while files are dragged over it, and takes them when they are dropped.
 * @param {HTMLElement} page
 * @param {AddEventListenerOptions} options With the signal that ends it.
 * @param {(dropped: DataTransfer) => void} take Must read what it needs at once.
 */
export function takeDrops(page, options, take) {
  let depth = 0;
  /** @param {DragEvent} event */
  const holdsFiles = event => event.dataTransfer?.types.includes('Files');
  page.addEventListener('dragenter', event => {
    if (!holdsFiles(event)) return;
    depth++;
    page.classList.add('dropping');
  }, options);
  page.addEventListener('dragleave', event => {
    if (!holdsFiles(event)) return;
    depth = Math.max(0, depth - 1);
    page.classList.toggle('dropping', depth > 0);
  }, options);
  page.addEventListener('dragover', event => { if (holdsFiles(event)) event.preventDefault(); }, options);
  page.addEventListener('drop', event => {
    if (!event.dataTransfer || !holdsFiles(event)) return;
    event.preventDefault();
    depth = 0;
    page.classList.remove('dropping');
    take(event.dataTransfer);
  }, options);
}
