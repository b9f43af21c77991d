/** Shows a picture of a flow, and saves it as PNG, which only a browser can make of SVG. */

// Sharp on good screens, and within what every browser can draw.
const SCALE = 2;
const MOST_PIXELS_A_SIDE = 8192;

/** Whether the page is dark just now. */
export function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
}

/**
 * @param {HTMLImageElement} image
 * @param {string} svg
 */
export function show(image, svg) {
  if (!image) return;
  const address = addressOf(svg);
  image.onload = image.onerror = () => URL.revokeObjectURL(address);
  image.src = address;
}

/**
 * @param {string} svg
 * @param {string} name The file's.
 */
export async function savePng(svg, name) {
  const address = addressOf(svg);
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const scale = Math.min(SCALE, MOST_PIXELS_A_SIDE / Math.max(image.width, image.height));
    const canvas = Object.assign(document.createElement('canvas'), {
      width: Math.max(1, Math.round(image.width * scale)),
      height: Math.max(1, Math.round(image.height * scale)),
    });
    canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
    const png = await new Promise(done => canvas.toBlob(done, 'image/png'));
    const file = URL.createObjectURL(png);
    Object.assign(document.createElement('a'), { href: file, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(file), 10_000);
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** @param {string} svg */
function addressOf(svg) {
  return URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
}
