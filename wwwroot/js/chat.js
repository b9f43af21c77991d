/**
 * A chat: what is written belongs to the browser until it is sent, Enter sends unless an input method is composing, the log
 * stays at its end while one looks at the end, files may be dropped and pasted, code may be copied.
 *
 * @typedef {import('./canvas/index.js').DotNet} DotNet
 */

/** How near to the end, in pixels, counts as looking at the end. */
const NEAR = 48;

/**
 * @param {HTMLElement} root The `.chat` element.
 * @param {DotNet} dotnet Receives messages (`Send`, `Edit`) and wishes (`ShowRun`, `LeaveEdit`).
 * @param {string} flowId The flow, by which what is not sent yet is remembered.
 */
export function mount(root, dotnet, flowId) {
  const ending = new AbortController();
  const options = { signal: ending.signal };
  const key = `draft:${flowId}`;
  /** @type {HTMLElement | null} */
  let watched = null;
  let follows = true;

  const log = () => /** @type {HTMLElement | null} */ (root.querySelector('.chat-log'));
  const input = () => /** @type {HTMLTextAreaElement | null} */ (root.querySelector('[data-chat-input]'));
  const picker = () => /** @type {HTMLInputElement | null} */ (root.querySelector('.chat-pick input'));
  const call = (method, ...args) => dotnet.invokeMethodAsync(method, ...args).catch(() => false);

  const isAtEnd = element => element.scrollHeight - element.scrollTop - element.clientHeight < NEAR;
  const mark = () => {
    if (follows) delete root.dataset.away;
    else root.dataset.away = '';
  };
  const toEnd = () => {
    follows = true;
    const element = log();
    if (element) element.scrollTop = element.scrollHeight;
    mark();
  };
  const settle = () => {
    const element = log();
    if (!element) return;
    if (element !== watched) {
      watched = element;
      follows = true;
    }
    // An empty chat is read from its beginning.
    if (follows && element.querySelector('.turn')) element.scrollTop = element.scrollHeight;
    mark();
  };

  root.addEventListener('scroll', event => {
    if (event.target !== log()) return;
    follows = isAtEnd(event.target);
    mark();
  }, { ...options, capture: true, passive: true });
  const changes = new MutationObserver(settle);
  changes.observe(root, { childList: true, subtree: true, characterData: true });
  const sizes = new ResizeObserver(settle);
  sizes.observe(root);

  const put = text => {
    const field = input();
    if (!field) return;
    field.value = text;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  };
  const take = () => {
    const text = input()?.value.trim() ?? '';
    if (text) put('');
    return text;
  };
  const send = async () => {
    if (root.dataset.busy) return;
    const text = take();
    if (!text) return;
    toEnd();
    if (await call('Send', text) !== true && !input()?.value) put(text);
  };
  /** @param {HTMLTextAreaElement} field */
  const sendEdit = async field => {
    const text = field.value.trim();
    if (!text || field.disabled) return;
    field.disabled = true;
    follows = true;
    if (await call('Edit', field.dataset.edit, text) !== true) field.disabled = false;
  };

  root.addEventListener('keydown', event => {
    const field = event.target;
    if (!(field instanceof HTMLTextAreaElement)) return;
    const composing = event.isComposing || event.keyCode === 229;
    if (event.key === 'Escape' && field.dataset.edit && !composing) {
      event.stopPropagation();
      void call('LeaveEdit');
      return;
    }
    if (event.key !== 'Enter' || event.shiftKey || composing) return;
    if (field.hasAttribute('data-chat-input')) void send();
    else if (field.dataset.edit) void sendEdit(field);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }, options);

  root.addEventListener('input', event => {
    const field = event.target;
    if (field !== input()) return;
    try {
      if (field.value) sessionStorage.setItem(key, field.value);
      else sessionStorage.removeItem(key);
    } catch {
      // A full or forbidden storage costs the memory of a draft, nothing else.
    }
  }, options);

  root.addEventListener('click', event => {
    if (!(event.target instanceof Element)) return;
    const button = event.target.closest('button');
    if (button?.dataset.action === 'send') void send();
    else if (button?.dataset.action === 'send-edit') void sendEdit(button.closest('.chat-edit').querySelector('textarea'));
    else if (button?.dataset.action === 'jump') {
      toEnd();
      log()?.focus();
    } else if (button?.classList.contains('code-copy')) void copyCode(button);
    else if (button?.dataset.cite) showSource(button);
    else if (!event.target.closest('a, button, summary, pre, details')) showRun(event.target);
  }, options);

  /** @param {Element} target */
  const showRun = target => {
    const answer = /** @type {HTMLElement | null} */ (target.closest('[data-answer]'));
    // Who marks words wants to copy them, not to see the run.
    if (answer && answer.dataset.state !== 'running' && !getSelection()?.toString()) void call('ShowRun', answer.dataset.answer);
  };

  /** Opens the sources of an answer at the one that a number cites. @param {HTMLElement} button */
  const showSource = button => {
    const answer = button.closest('[data-answer]');
    const source = /** @type {HTMLElement | null} */ (answer?.querySelector(`[data-source="${CSS.escape(button.dataset.cite)}"]`));
    const box = source?.closest('details');
    if (!box) return;
    box.open = true;
    for (const item of box.querySelectorAll('[data-source]')) item.classList.toggle('lit', item === source);
    follows = false;
    source.scrollIntoView({ block: 'nearest' });
    source.focus({ preventScroll: true });
  };

  /** @param {HTMLElement} button */
  const copyCode = async button => {
    const code = button.closest('.code-block')?.querySelector('code')?.textContent ?? '';
    try {
      await navigator.clipboard.writeText(code);
      button.classList.add('done');
      setTimeout(() => button.classList.remove('done'), 2000);
    } catch {
      // Without leave to write to the clipboard the text can still be marked and copied.
    }
  };

  /** @param {FileList | undefined} files */
  const hand = files => {
    const field = picker();
    if (!files?.length || !field) return false;
    field.files = files;
    field.dispatchEvent(new Event('change', { bubbles: true }));
    return true;
  };
  const holdsFiles = event => event.dataTransfer?.types.includes('Files');
  let depth = 0;
  const leave = () => {
    depth = 0;
    delete root.dataset.dropping;
  };
  root.addEventListener('dragenter', event => {
    if (!holdsFiles(event)) return;
    depth++;
    if (picker()) root.dataset.dropping = '';
  }, options);
  root.addEventListener('dragleave', event => { if (holdsFiles(event) && --depth <= 0) leave(); }, options);
  root.addEventListener('dragover', event => { if (holdsFiles(event)) event.preventDefault(); }, options);
  root.addEventListener('drop', event => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    event.stopPropagation();
    leave();
    hand(event.dataTransfer?.files);
  }, options);
  root.addEventListener('paste', event => {
    if (!hand(event.clipboardData?.files)) return;
    event.preventDefault();
    event.stopPropagation();
  }, options);

  try {
    const draft = sessionStorage.getItem(key);
    if (draft && !input()?.value) put(draft);
  } catch {
    // No storage, no draft.
  }
  settle();

  return {
    take,
    putBack: put,
    focus: () => input()?.focus(),
    dispose: () => {
      ending.abort();
      changes.disconnect();
      sizes.disconnect();
    },
  };
}
