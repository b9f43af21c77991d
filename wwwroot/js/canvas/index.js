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
import { sight } from './sight.js';
import { walk } from './walk.js';
import { wire } from './wire.js';

/**
 * @typedef {object} DotNet
 * @property {(method: string, ...args: unknown[]) => Promise<unknown>} invokeMethodAsync
 */

/**
 * @param {HTMLElement} root The `.canvas` element.
 * @param {DotNet} dotnet Receives what was done.
 * @param {object} options
 * @param {string} options.flowId
 * @param {Record<string, string[]>} options.conversions Output type → input types that take it.
 * @param {{ ids: string[], boxes: number[], gone: string[] } | null} options.parts Where everything stands.
 * @param {number} options.few A flow with no more nodes than this is drawn whole.
 * @param {{ key: string, command: string, isGlobal: boolean }[]} options.keys
 */
export function mount(root, dotnet, options) {
  const ending = new AbortController();
  const { signal } = ending;
  const surface = new Surface(root, `view:${options.flowId}`, signal);
  const accepts = new Map(Object.entries(options.conversions).map(([from, to]) => [from, new Set(to)]));
  surface.parts.tell(options.parts);
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
    drop: (ids, dx, dy, select, wire) => call('Drop', ids, dx, dy, select, wire?.from ?? null, wire?.to ?? null),
    connect: (from, to) => call('Connect', from, to),
    rewire: (oldFrom, oldTo, from, to) => call('Rewire', oldFrom, oldTo, from, to),
    disconnect: (from, to) => call('Disconnect', from, to),
    selectWire: (from, to) => call('SelectWire', from, to),
    add: (type, x, y) => call('AddNode', type, x, y),
    addInto: (type, x, y, wire) => call('AddInto', type, x, y, wire.from, wire.to),
    command: name => call('Command', name, asked.place()),
    menu: (kind, port, isOutput, place) => call('Menu', kind, port, isOutput, place),
    offer: (port, isOutput, clientX, clientY) => call('Offer', port, isOutput, asked.at(clientX, clientY)),
    resize: (id, width, height) => call('ResizeNote', id, width, height),
  };

  const pan = panZoom(surface, intent);
  const map = minimap(surface, root.querySelector('.minimap'));
  const gestures = new Gestures(
    surface,
    root.closest('.editor'),
    [
      map, pan.anywhere, resizeNote(surface, intent), paletteDrag(surface, intent), wire(surface, intent, accepts), dragNodes(surface, intent, accepts),
      marquee(surface, intent), pan,
    ],
    signal);
  pan.listen(signal);
  map.listen(signal);
  contextMenu(surface, intent, asked.at, signal);
  walk(surface, intent, signal);

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
    tell: news => surface.parts.tell(news),
    reveal: id => {
      const part = surface.parts.get(id);
      if (part) surface.reveal(part);
    },
    focus: id => surface.parts.focus(id),
    dispose: () => ending.abort(),
  };
  const { fit, fitSelection, zoomBy, zoomTo } = view;
  shortcuts(surface, gestures, intent, options.keys, {
    fit, zoomSelection: fitSelection, zoomReset: () => zoomTo(1), zoomIn: () => zoomBy(1.25), zoomOut: () => zoomBy(0.8),
  }, signal);
  surface.recall();
  sight(surface, (...seen) => call('Look', ...seen), options.few, signal);
  return view;
}
