/** Puts the gestures of the editor together and speaks with the server: one call for each finished gesture. */

import { Gestures } from './gestures.js';
import { Surface } from './surface.js';
import { clipboard } from './clipboard.js';
import { commands } from './commands.js';
import { contextMenu } from './context-menu.js';
import { dragNodes } from './drag-nodes.js';
import { marquee } from './marquee.js';
import { minimap } from './minimap.js';
import { paletteDrag } from './palette-drag.js';
import { panZoom } from './pan-zoom.js';
import { resizeNote } from './resize-note.js';
import { shortcuts } from './shortcuts.js';
import { walk } from './walk.js';
import { wire } from './wire.js';

/**
 * @typedef {object} DotNet
 * @property {(method: string, ...args: unknown[]) => Promise<unknown>} invokeMethodAsync
 */

/**
 * @param {HTMLElement} root The `.canvas` element.
 * @param {DotNet} dotnet Receives what was done.
 * @param {{ flowId: string, conversions: Record<string, string[]>, keys: { key: string, command: string, isGlobal: boolean }[] }} options
 */
export function mount(root, dotnet, options) {
  const ending = new AbortController();
  const { signal } = ending;
  const surface = new Surface(root, `view:${options.flowId}`);
  // A call that fails because the connection is gone is the reconnect notice's affair.
  const call = (method, ...args) => void dotnet.invokeMethodAsync(method, ...args).catch(() => {});

  const asked = commands(surface, signal);
  const board = clipboard(surface, dotnet, asked.place, signal);
  const intent = {
    select: ids => call('Select', ids),
    clear: () => {
      root.focus({ preventScroll: true });
      call('Select', []);
    },
    move: (ids, xs, ys) => call('MoveNodes', ids, xs, ys),
    connect: (from, to) => call('Connect', from, to),
    rewire: (oldFrom, oldTo, from, to) => call('Rewire', oldFrom, oldTo, from, to),
    disconnect: (from, to) => call('Disconnect', from, to),
    selectWire: (from, to) => call('SelectWire', from, to),
    add: (type, x, y) => call('AddNode', type, x, y),
    command: name => call('Command', name, asked.place()),
    menu: (kind, port, isOutput, place) => call('Menu', kind, port, isOutput, place),
    offer: (port, isOutput, clientX, clientY) => call('Offer', port, isOutput, asked.at(clientX, clientY)),
    resize: (id, width, height) => call('ResizeNote', id, width, height),
  };

  const pan = panZoom(surface, intent);
  const map = minimap(surface, root.querySelector('.minimap'));
  const gestures = new Gestures(
    root.closest('.editor'),
    [map, resizeNote(surface, intent), paletteDrag(surface, intent), wire(surface, intent, options.conversions), dragNodes(surface, intent), marquee(surface, intent), pan],
    signal);
  pan.listen(signal);
  map.listen(signal);
  contextMenu(surface, intent, asked.at, signal);
  walk(surface, intent, signal);

  /** @param {string} id */
  const elementOf = id => surface.nodes.find(element => element.dataset.id === id);

  const view = {
    ...asked,
    ...board,
    fit: () => {
      surface.fit();
      surface.remember();
    },
    zoomBy: factor => {
      surface.zoomTo(surface.zoom * factor);
      surface.remember();
    },
    zoomTo: zoom => {
      surface.zoomTo(zoom);
      surface.remember();
    },
    middle: () => surface.middle,
    reveal: id => {
      const element = elementOf(id);
      if (element) surface.reveal(element);
    },
    focus: id => elementOf(id)?.focus({ preventScroll: true }),
    dispose: () => ending.abort(),
  };
  const { fit, fitSelection, zoomBy, zoomTo } = view;
  shortcuts(surface, gestures, intent, options.keys, {
    fit, zoomSelection: fitSelection, zoomReset: () => zoomTo(1), zoomIn: () => zoomBy(1.25), zoomOut: () => zoomBy(0.8),
  }, signal);
  surface.recall();
  return view;
}
