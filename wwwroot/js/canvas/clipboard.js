/**
 * Cut, copy and paste of nodes through the system clipboard, as the text of a flow file. The browser's own events are
 * used, which need no permission; they are left alone wherever somebody writes or has marked a text.
 */

import { isTyping } from './shortcuts.js';

/** The largest flow file. */
const MOST_BYTES = 16 * 1024 * 1024;

/**
 * @param {import('./surface.js').Surface} surface
 * @param {import('./index.js').DotNet} dotnet
 * @param {() => import('./commands.js').Place} place Where a paste goes.
 * @param {AbortSignal} signal
 */
export function clipboard(surface, dotnet, place, signal) {
  /** @param {Event} event */
  const isOurs = event => !isTyping(event.target) && !isTyping(document.activeElement)
    && !document.querySelector('dialog[open]')
    && (getSelection()?.isCollapsed ?? true);

  const hasSelection = () => surface.viewport.querySelector('.node.selected, .note.selected') !== null;

  /** Writes by the copy event, where the browser lets a page cause one. @param {string} text */
  const writeByEvent = text => {
    let written = false;
    /** @param {ClipboardEvent} event */
    const onCopy = event => {
      event.clipboardData?.setData('text/plain', text);
      event.preventDefault();
      event.stopImmediatePropagation();
      written = true;
    };
    const onBefore = event => event.preventDefault();
    window.addEventListener('beforecopy', onBefore, { capture: true });
    window.addEventListener('copy', onCopy, { capture: true });
    try {
      document.execCommand('copy');
    } finally {
      window.removeEventListener('copy', onCopy, { capture: true });
      window.removeEventListener('beforecopy', onBefore, { capture: true });
    }
    return written;
  };

  /** @param {boolean} isCut */
  const copy = async isCut => {
    const text = /** @type {string} */ (await dotnet.invokeMethodAsync('CopyText'));
    if (!text) return;
    let written = writeByEvent(text);
    if (!written) {
      try {
        await navigator.clipboard.writeText(text);
        written = true;
      } catch {
        // The answer below says that it was not.
      }
    }
    await dotnet.invokeMethodAsync('Copied', written, isCut);
  };

  /** @param {string} text @param {import('./commands.js').Place} where */
  const paste = (text, where) => {
    const blob = new Blob([text], { type: 'text/plain' });
    if (blob.size > MOST_BYTES) return dotnet.invokeMethodAsync('PasteTooLarge', blob.size);
    return dotnet.invokeMethodAsync('Paste', DotNet.createJSStreamReference(blob), where);
  };

  const quietly = promise => void promise.catch(() => {});

  for (const kind of ['copy', 'cut']) {
    document.addEventListener(kind, event => {
      if (!isOurs(event) || !hasSelection()) return;
      event.preventDefault();
      quietly(copy(kind === 'cut'));
    }, { signal });
  }
  document.addEventListener('paste', event => {
    if (!isOurs(event)) return;
    event.preventDefault();
    quietly(paste(event.clipboardData?.getData('text/plain') ?? '', place()));
  }, { signal });

  return {
    /** @param {boolean} isCut */
    copy: isCut => copy(isCut),
    /** @param {import('./commands.js').Place} where @returns {Promise<boolean>} Whether the browser lets us read. */
    paste: async where => {
      let text;
      try {
        text = await navigator.clipboard.readText();
      } catch {
        return false;
      }
      await paste(text, where);
      return true;
    },
  };
}
