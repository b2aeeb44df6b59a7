// A canvas that writes SVG: what draws on the screen draws here too.
class SvgPen {
  constructor(width, height) {
    Object.assign(this, { width, height, parts: [], path: "", dash: [], globalAlpha: 1 });
    this.ruler = document.createElement("canvas").getContext("2d");
  }

  beginPath() { this.path = ""; }
  moveTo(x, y) { this.path += `M${round(x)} ${round(y)}`; }
  lineTo(x, y) { this.path += `L${round(x)} ${round(y)}`; }
  closePath() { this.path += "Z"; }
  quadraticCurveTo(cx, cy, x, y) { this.path += `Q${round(cx)} ${round(cy)} ${round(x)} ${round(y)}`; }
  rect(x, y, width, height) { this.path += `M${round(x)} ${round(y)}h${round(width)}v${round(height)}h${round(-width)}Z`; }
  arc(x, y, r) { this.path += `M${round(x + r)} ${round(y)}A${round(r)} ${round(r)} 0 1 1 ${round(x - r)} ${round(y)}A${round(r)} ${round(r)} 0 1 1 ${round(x + r)} ${round(y)}`; }
  setLineDash(dash) { this.dash = dash; }
  fillRect(x, y, width, height) { this.parts.push(`<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${this.fillStyle}"/>`); }
  stroke() { this.add(`fill="none" stroke="${this.strokeStyle}" stroke-width="${this.lineWidth}" stroke-linejoin="round"${this.dash.length ? ` stroke-dasharray="${this.dash.map(round).join(" ")}"` : ""}`); }
  fill() { this.add(`fill="${this.fillStyle}"`); }
  add(style) { if (this.path) this.parts.push(`<path d="${this.path}" ${style}${this.fade()}/>`); }
  fade() { return this.globalAlpha < 1 ? ` opacity="${round(this.globalAlpha)}"` : ""; }

  measureText(text) {
    this.ruler.font = this.font;
    return this.ruler.measureText(text);
  }

  strokeText() {}

  fillText(text, x, y) {
    const [, weight = "400", size] = this.font.match(/^(\d{3} )?([\d.]+)px/) || [];
    this.parts.push(`<text x="${round(x)}" y="${round(y)}" font-size="${size}" font-weight="${weight.trim()}" text-anchor="middle" dominant-baseline="central" fill="${this.fillStyle}" stroke="${this.strokeStyle}" stroke-width="3" paint-order="stroke" stroke-linejoin="round"${this.fade()}>${escaped(text)}</text>`);
  }

  toString() {
    const font = FONT.replace(/"/g, "'");
    return `<svg xmlns="${SVG}" width="${this.width}" height="${this.height}" viewBox="0 0 ${this.width} ${this.height}" font-family="${font}">\n${this.parts.join("\n")}\n</svg>\n`;
  }
}

const round = (value) => Math.round(value * 100) / 100;
const escaped = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`).replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, "\ufffd");

function drawing() {
  const pen = new SvgPen(camera.width, camera.height);
  drawAll(pen, projection(camera), camera.width, camera.height);
  return pen.toString();
}
