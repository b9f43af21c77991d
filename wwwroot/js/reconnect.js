/**
 * Starts the page's connection, and brings it back after it was lost: to the same state where the server still has it,
 * and by loading the page again where the server was started anew. What is not on the server yet is kept (drafts.js).
 * Tells the page with the events `connection-down` and `connection-up`.
 */

import './scripts.js';

/** Seconds to wait before each attempt; the last is repeated. */
const PAUSES = [0, 1, 2, 3, 5];
/** An outage shorter than this is not worth a word, in milliseconds. */
const UNSEEN = 600;
/** How long an attempt may take, in milliseconds. */
const PATIENCE = 10_000;

const notice = document.getElementById('outage');
const countdown = notice.querySelector('small');
const retry = notice.querySelector('button');

let isDown = false;
/** @type {(() => void) | null} Ends the pause before the next attempt. */
let hurry = null;

/** @param {Promise<unknown>} work */
const inTime = work => Promise.race([
  work,
  new Promise((_, reject) => { setTimeout(() => reject(new Error('No answer in time.')), PATIENCE); }),
]);

/** @param {boolean} down */
function show(down) {
  notice.hidden = !down;
  document.documentElement.toggleAttribute('data-offline', down);
  // What cannot reach the server must not look as if it could; text fields keep what is typed.
  for (const part of document.querySelectorAll('.canvas, .palette, .bar')) part.toggleAttribute('inert', down);
}

/** @param {number} seconds */
async function pause(seconds) {
  for (let left = seconds; left > 0; left--) {
    countdown.textContent = notice.dataset.next.replace('{0}', String(left));
    const hurried = await new Promise(resolve => {
      const timer = setTimeout(() => resolve(false), 1_000);
      hurry = () => {
        clearTimeout(timer);
        resolve(true);
      };
    });
    hurry = null;
    if (hurried) return;
  }
}

/** @returns {Promise<boolean>} Whether the connection is back. */
async function attempt() {
  countdown.textContent = notice.dataset.now;
  try {
    await inTime(fetch('health/live', { cache: 'no-store' }));
    if (await inTime(window.Blazor.reconnect())) return true;
    // The server answers and does not know this page: it has everything that was saved.
    location.reload();
    return new Promise(() => {});
  } catch {
    return false;
  }
}

async function down() {
  if (isDown) return;
  isDown = true;
  document.dispatchEvent(new Event('connection-down'));
  const shown = setTimeout(() => show(true), UNSEEN);
  for (let turn = 0; isDown; turn++) {
    await pause(PAUSES[Math.min(turn, PAUSES.length - 1)]);
    if (!isDown || await attempt()) break;
  }
  clearTimeout(shown);
  up();
}

function up() {
  if (!isDown) return;
  isDown = false;
  show(false);
  document.dispatchEvent(new Event('connection-up'));
}

retry.addEventListener('click', () => hurry?.());
window.addEventListener('online', () => hurry?.());
document.addEventListener('visibilitychange', () => { if (!document.hidden) hurry?.(); });

window.Blazor.start({ circuit: { reconnectionHandler: { onConnectionDown: () => void down(), onConnectionUp: up } } });
