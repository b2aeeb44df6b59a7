// Colours of the canvas in the chosen theme.
const darkWanted = matchMedia("(prefers-color-scheme: dark)");
const isDark = () => (state.theme === "auto" ? darkWanted.matches : state.theme === "dark");
const shadeOf = (pair) => pair[isDark() ? 1 : 0];
const typeStyle = (type) => terms.style.types[type] || terms.style.types.Entity;
const typeColor = (type) => shadeOf(typeStyle(type).colors);
const quadrantColor = (quadrant) => shadeOf(terms.style.quadrants[quadrant] || terms.style.quadrants.none);
const deniedColor = () => shadeOf(terms.style.denied);
const dashesOf = (status) => terms.style.dashes[status] || [];
const paint = (name) => shadeOf(terms.style.canvas[name]);
const strandColor = (strand) => (strand.mark === "✕" ? deniedColor() : quadrantColor(strand.quadrant));

// Each shape around the origin, one unit wide in each direction.
const polygon = (points) => (ctx, x, y, r) => {
  points.forEach(([px, py], place) => ctx[place ? "lineTo" : "moveTo"](x + px * r, y + py * r));
  ctx.closePath();
};
const turned = (count, offset, inner = 1) => Array.from({ length: count }, (_, place) => {
  const angle = (place / count) * 2 * Math.PI + offset, far = place % 2 ? inner : 1;
  return [Math.cos(angle) * far, Math.sin(angle) * far];
});
const SHAPES = {
  dot: (ctx, x, y, r) => { ctx.moveTo(x + r, y); ctx.arc(x, y, r, 0, 2 * Math.PI); },
  square: polygon([[-0.88, -0.88], [0.88, -0.88], [0.88, 0.88], [-0.88, 0.88]]),
  triangle: polygon([[0, -1.1], [1.05, 0.8], [-1.05, 0.8]]),
  triangleDown: polygon([[0, 1.1], [1.05, -0.8], [-1.05, -0.8]]),
  diamond: polygon([[0, -1.2], [1.05, 0], [0, 1.2], [-1.05, 0]]),
  hexagon: polygon(turned(6, 0)),
  star: polygon(turned(10, -Math.PI / 2, 0.5).map(([x, y]) => [x * 1.25, y * 1.25])),
};
