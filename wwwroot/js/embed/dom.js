// Elements without a framework: made one by one, never read from markup.

/**
 * Makes an element. What it has as a property is set so, everything else as an attribute; null and false leave it out.
 * @param {string} name
 * @param {Record<string, any> | null} [members]
 * @param {...(Node | string | null | false | undefined)} children
 * @returns {any}
 */
export function make(name, members, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(members ?? {})) {
    if (value == null) continue;
    if (key in element) element[key] = value;
    else if (value !== false) element.setAttribute(key, value);
  }
  element.append(...children.filter((child) => child || child === ''));
  return element;
}

const shapes = {
  chat: 'M2.5 3.5h11v7.5H7L4.2 13.5V11H2.5z',
  check: 'M3 8.5 6.2 11.5 13 4.8',
  clip: 'M13 7.5 7.8 12.7a3 3 0 0 1-4.3-4.3L9 3a2 2 0 0 1 2.9 2.9L6.5 11.2a1 1 0 0 1-1.4-1.4L9.6 5.3',
  close: 'M4 4 12 12M12 4 4 12',
  copy: 'M5.5 5.5h7.5v8H5.5zM3 10.5v-8h7.5',
  fold: 'M4 6l4 4 4-4',
  fresh: 'M13 8.5V13H3V3h4.5M6.2 9.8l.5-2.3 5.2-5.2 1.8 1.8-5.2 5.2z',
  retry: 'M13 8a5 5 0 1 1-1.6-3.7M13 2v3.2H9.8',
  send: 'M8 13V3M4 7l4-4 4 4',
  stop: 'M4.5 4.5h7v7h-7z',
  thumb: 'M2.5 7.2H5v6H2.5zM5 7.2 7.6 2.5c1.2 0 1.8.8 1.6 2L8.8 6.5h3.4c1 0 1.6.8 1.4 1.8l-.8 3.7c-.2.8-.8 1.2-1.5 1.2H5',
};

/** @param {keyof typeof shapes} name */
export function icon(name) {
  const space = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(space, 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('aria-hidden', 'true');
  svg.append(document.createElementNS(space, 'path'));
  svg.firstElementChild.setAttribute('d', shapes[name]);
  return svg;
}

/**
 * A button that shows an icon and says its name.
 * @param {keyof typeof shapes} shape
 * @param {string} label
 * @param {() => void} onclick
 * @param {Record<string, any>} [members]
 */
export const iconButton = (shape, label, onclick, members) =>
  make('button', { type: 'button', className: 'icon', ariaLabel: label, title: label, onclick, ...members }, icon(shape));

/**
 * Copies a text, also on pages without TLS, and shows on the button that it was done.
 * @param {string} text
 * @param {HTMLElement} button
 */
export async function copy(text, button) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = make('textarea', { value: text });
    button.after(area);
    area.select();
    document.execCommand('copy');
    area.remove();
    button.focus();
  }
  button.classList.add('done');
  setTimeout(() => button.classList.remove('done'), 2000);
}
