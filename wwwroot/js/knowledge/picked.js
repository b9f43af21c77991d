/** What somebody dropped or picked, as files with names: a folder gives all that is in it, each named by its path. */

/** Between the folders of a path: the server takes what stands behind a slash for the name. */
const BETWEEN = ' › ';

/** What systems put into folders by themselves. */
const IGNORED = /^(\.|~\$|thumbs\.db$|desktop\.ini$)/i;

/** @param {FileList} files @returns {{ file: File, name: string }[]} */
export function pickedFiles(files) {
  return [...files]
    .map(file => ({ file, path: (file.webkitRelativePath || file.name).split('/') }))
    .filter(({ file, path }) => !file.webkitRelativePath || !path.some(part => IGNORED.test(part)))
    .map(({ file, path }) => ({ file, name: nameOf(path) }));
}

/**
 * @param {DataTransfer} data
 * @returns {Promise<{ files: { file: File, name: string }[], folder: string }>} With the name of the folder, where it is one.
 */
export async function droppedFiles(data) {
  // The entries are there only until this function first waits.
  const entries = [...data.items].map(item => item.webkitGetAsEntry?.()).filter(entry => entry !== null && entry !== undefined);
  const plain = pickedFiles(data.files);
  if (!entries.some(entry => entry.isDirectory)) return { files: plain, folder: '' };
  /** @type {{ file: File, name: string }[]} */
  const files = [];
  for (const entry of entries) await collect(entry, [], files);
  return { files, folder: entries.length === 1 ? entries[0].name : '' };
}

/** @param {FileSystemEntry} entry @param {string[]} above @param {{ file: File, name: string }[]} files */
async function collect(entry, above, files) {
  const path = [...above, entry.name];
  if (above.length > 0 && IGNORED.test(entry.name)) return;
  if (entry.isFile) {
    const file = await new Promise(resolve => /** @type {FileSystemFileEntry} */ (entry).file(resolve, () => resolve(null)));
    if (file) files.push({ file, name: nameOf(path) });
    return;
  }
  const reader = /** @type {FileSystemDirectoryEntry} */ (entry).createReader();
  while (true) {
    // It gives a part of a large folder at a time.
    const some = await new Promise(resolve => reader.readEntries(resolve, () => resolve([])));
    if (some.length === 0) return;
    for (const inner of some) await collect(inner, path, files);
  }
}

/** The outermost folder is the same for all and says nothing. @param {string[]} path */
const nameOf = path => (path.length > 2 ? path.slice(1) : path.slice(-1)).join(BETWEEN);
