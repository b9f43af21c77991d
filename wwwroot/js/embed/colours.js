// Colours that can be read, whatever colour the page asks for.

/** The panel by day and by night, as in style.js. */
const surfaces = [[255, 255, 255], [24, 29, 38]];
const inks = [[255, 255, 255], [15, 20, 32]];

/**
 * The colours of a chat in a page's colour: what buttons are filled with (3:1 to the panel), what is written on them and
 * links (4.5:1), each by day and by night.
 * @param {string} colour any CSS colour; one that is none changes nothing
 * @returns {Record<string, string>} custom properties
 */
export function coloursOf(colour) {
  if (!CSS.supports('color', colour)) return {};
  const wanted = rgbOf(colour);
  const fills = surfaces.map((surface) => apart(wanted, surface, 3));
  const links = surfaces.map((surface) => apart(wanted, surface, 5.2));
  const texts = fills.map((fill) => inks.toSorted((a, b) => contrast(b, fill) - contrast(a, fill))[0]);
  return { '--fill': both(fills), '--on-fill': both(texts), '--link': both(links) };
}

const both = (pair) => `light-dark(${pair.map((rgb) => `rgb(${rgb.join(' ')})`).join(', ')})`;

function rgbOf(colour) {
  const ink = document.createElement('canvas').getContext('2d');
  ink.fillStyle = colour;
  ink.fillRect(0, 0, 1, 1);
  return [...ink.getImageData(0, 0, 1, 1).data].slice(0, 3);
}

// Darker on a light surface, lighter on a dark one, until it stands out enough.
function apart(colour, surface, least) {
  const end = luminance(surface) > 0.5 ? 0 : 255;
  let result = colour;
  for (let share = 0.05; contrast(result, surface) < least && share < 1; share += 0.05) {
    result = colour.map((part) => Math.round(part + (end - part) * share));
  }
  return result;
}

// WCAG 2.2, relative luminance and contrast ratio.
function luminance(rgb) {
  const [red, green, blue] = rgb.map((part) => part / 255)
    .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one, other) {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}
