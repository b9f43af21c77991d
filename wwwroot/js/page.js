/** Small things that a page asks of its browser. */

import { takeDrops } from './drops.js';

/**
 * Remembers a choice for a year and shows it: the language by loading the page again, the theme at once.
 * @param {string} name
 * @param {string} value Empty to forget it.
 */
export function remember(name, value) {
  const age = value ? 31_536_000 : 0;
  document.cookie = `${name}=${encodeURIComponent(value)};path=/;max-age=${age};samesite=lax`;
}

/** @param {string} theme `light`, `dark`, or empty for the system's own. */
export function setTheme(theme) {
  remember('theme', theme);
  if (theme) document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
}

/** @param {string} language ISO 639-1 code. */
export function setLanguage(language) {
  remember('.AspNetCore.Culture', `c=${language}|uic=${language}`);
  location.reload();
}

/** Ends the session of this browser, whatever window it was begun in. */
export async function signOut() {
  await fetch('/api/v1/sign-out', { method: 'POST' });
  location.assign('/sign-in');
}

/**
 * Lets the address say what the page shows, as long as it is still that page.
 * @param {string} address Path and query.
 */
export function rememberInAddress(address) {
  const { pathname } = new URL(address, location.href);
  if (pathname === location.pathname) history.replaceState(history.state, '', address);
}

/** @returns {string} The time zone of this browser, by its IANA id; empty where it tells none. */
export function timeZone() {
  return Intl.DateTimeFormat().resolvedOptions().timeZone ?? '';
}

/** @param {string} name Under which others see this browser; empty for that of an animal. */
export function rememberName(name) {
  if (name) localStorage.setItem('guest-name', name);
  else localStorage.removeItem('guest-name');
}

/** @param {HTMLDialogElement} dialog */
export function openDialog(dialog) {
  if (!dialog || dialog.open) return;
  const opener = document.activeElement;
  dialog.showModal();
  // The dialog is taken out of the page, not closed, so the browser does not give the focus back by itself.
  const watch = new MutationObserver(() => {
    if (dialog.isConnected) return;
    watch.disconnect();
    const lost = !document.activeElement || document.activeElement === document.body;
    if (lost && opener instanceof HTMLElement && opener.isConnected) opener.focus();
  });
  watch.observe(document.body, { childList: true, subtree: true });
}

/** Whoever comes into a field begins with all its text selected. @param {HTMLInputElement} field */
export function selectOnFocus(field) {
  field.addEventListener('focus', () => field.select());
}

/** @param {string} id Scrolls an element into sight where it is not. */
export function reveal(id) {
  document.getElementById(id)?.scrollIntoView({ block: 'nearest' });
}

/** @param {HTMLElement | null} element Null where it is gone already. */
export function focusOn(element) {
  element?.focus({ preventScroll: true });
}

/**
 * Lets one write in a field, or in the first field within an element: over the text of a line, behind a longer text.
 * @param {HTMLElement | null} element Null where it is gone already.
 */
export function write(element) {
  const field = element?.matches('input, textarea') ? element : element?.querySelector('input, textarea');
  field?.focus({ preventScroll: true });
  if (field instanceof HTMLInputElement) field.select();
  else if (field instanceof HTMLTextAreaElement) field.setSelectionRange(field.value.length, field.value.length);
  field?.closest('.feedback-form, .chat-edit')?.scrollIntoView({ block: 'nearest' });
}

/** @param {string} text */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * @param {string} name
 * @param {string} text
 * @param {string} type
 */
export function download(name, text, type) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = Object.assign(document.createElement('a'), { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** Lets the browser keep what an address of this site gives. @param {string} address */
export function downloadFrom(address) {
  Object.assign(document.createElement('a'), { href: address, download: '' }).click();
}

/**
 * Lets a file be dropped anywhere on the page, or pasted (also as text), by handing it to the page's file field.
 * @param {HTMLElement} page
 * @param {HTMLInputElement} field
 */
export function acceptDrops(page, field) {
  const ending = new AbortController();
  const options = { signal: ending.signal };
  /** @param {FileList} files */
  const hand = files => {
    if (!files.length) return;
    field.files = files;
    field.dispatchEvent(new Event('change', { bubbles: true }));
  };
  takeDrops(page, options, dropped => hand(dropped.files));
  document.addEventListener('paste', event => {
    if (event.target instanceof Element && event.target.closest('input, textarea, [contenteditable], dialog')) return;
    const { files } = event.clipboardData;
    const text = event.clipboardData.getData('text/plain').trim();
    if (!files.length && !text) return;
    event.preventDefault();
    if (files.length) return void hand(files);
    const transfer = new DataTransfer();
    transfer.items.add(new File([text], field.dataset.pasteName, { type: 'application/json' }));
    hand(transfer.files);
  }, options);
  return { dispose: () => ending.abort() };
}
