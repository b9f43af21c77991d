/** The pages of knowledge bases: files dropped, picked or pasted, and chunks that one is led to. */

import { takeDrops } from './drops.js';
import { droppedFiles, pickedFiles } from './knowledge/picked.js';
import { lineOf } from './knowledge/uploads.js';

const TELL_EVERY = 200;

/**
 * Takes documents wherever they are dropped on the page, or picked in one of the file fields of an element.
 * @param {HTMLElement} root Holds file fields; stands in the page.
 * @param {import('./canvas/index.js').DotNet} dotnet `Progressed` receives how far the uploads are, `Pasted` a text; where there is no
 * knowledge base yet, `MadeFor` makes one for files and gives its id.
 * @param {string | null} base The knowledge base's id, or null.
 * @param {number} mostBytes The most that a file may have.
 */
export function acceptDocuments(root, dotnet, base, mostBytes) {
  const page = /** @type {HTMLElement} */ (root.closest('.page'));
  const ending = new AbortController();
  const options = { signal: ending.signal };
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let telling;
  const tell = () => {
    telling ??= setTimeout(() => {
      telling = undefined;
      if (base !== null && !ending.signal.aborted) dotnet.invokeMethodAsync('Progressed', lineOf(base).snapshot()).catch(() => {});
    }, TELL_EVERY);
  };
  /** @param {{ file: File, name: string }[]} files @param {string} folder */
  const take = async (files, folder = '') => {
    if (files.length === 0) return;
    const id = base ?? await dotnet.invokeMethodAsync('MadeFor', folder || (files.length === 1 ? files[0].name.replace(/\.[^.]+$/, '') : ''));
    if (id) lineOf(id).add(files, mostBytes);
  };

  root.addEventListener('change', event => {
    const field = event.target;
    if (!(field instanceof HTMLInputElement) || field.type !== 'file' || !field.files) return;
    const files = pickedFiles(field.files);
    const folder = field.files[0]?.webkitRelativePath.split('/')[0] ?? '';
    field.value = '';
    take(files, folder);
  }, options);

  takeDrops(page, options, async dropped => {
    const { files, folder } = await droppedFiles(dropped);
    take(files, folder);
  });
  document.addEventListener('paste', event => {
    if (event.target instanceof Element && event.target.closest('input, textarea, [contenteditable], dialog')) return;
    const files = pickedFiles(event.clipboardData?.files ?? new DataTransfer().files);
    const text = event.clipboardData?.getData('text/plain').trim() ?? '';
    if (files.length > 0) take(files);
    else if (text && base !== null) dotnet.invokeMethodAsync('Pasted', text).catch(() => {});
    else return;
    event.preventDefault();
  }, options);

  if (base !== null) {
    lineOf(base).onchange = tell;
    if (lineOf(base).isBusy || lineOf(base).snapshot().refusedCount > 0) tell();
  }
  return {
    retry: id => lineOf(base).retry(id),
    drop: id => lineOf(base).drop(id),
    forgetRefused: () => lineOf(base).forgetRefused(),
    stop: () => lineOf(base).stop(),
    dispose: () => {
      ending.abort();
      clearTimeout(telling);
      page.classList.remove('dropping');
      if (base !== null && lineOf(base).onchange === tell) lineOf(base).onchange = null;
    },
  };
}

/** Brings a chunk into the middle of the window, or its beginning where it is large, and whoever goes on by keyboard to it. @param {string} id */
export function showChunk(id) {
  const chunk = document.getElementById(id);
  if (!chunk) return;
  chunk.scrollIntoView({ block: chunk.offsetHeight > innerHeight * 0.8 ? 'start' : 'center' });
  chunk.focus({ preventScroll: true });
}
