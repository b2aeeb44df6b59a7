// Relations over time: bars that can be brushed with the mouse or two sliders, and played.
const MOST_BINS = 110;
let bins = [];
let playing = 0;

const DAY = 86_400_000;
const dayOf = (date) => Math.floor(Date.parse(`${date}T00:00:00Z`) / DAY);
const dateAt = (day) => new Date(day * DAY).toISOString().slice(0, 10);

// Days, weeks, months, quarters or years; what is much older than the rest shares the first bar.
function makeBins() {
  const days = R.begin.filter(Boolean).map(dayOf).filter(Number.isFinite).sort((a, b) => a - b);
  if (!days.length) return void (bins = []);
  const last = days[days.length - 1];
  const early = days[Math.floor(days.length * 0.06)];
  const first = last - days[0] > 1.6 * (last - early + 30) ? early : days[0];
  const step = [1, 7].find((each) => (last - first) / each < MOST_BINS);
  const starts = step ? Array.from({ length: Math.floor((last - first) / step) + 1 }, (_, place) => first + place * step) : monthStarts(first, last);
  bins = starts.map((start, place) => ({ start: dateAt(start), end: dateAt((starts[place + 1] ?? Math.max(last + 1, start + 1)) - 1), day: start }));
}

function monthStarts(first, last) {
  const months = [1, 3, 12, 60, 120].find((each) => (last - first) / (30.4 * each) < MOST_BINS) || 240;
  const begin = new Date(first * DAY);
  const starts = [];
  for (let month = begin.getUTCFullYear() * 12 + begin.getUTCMonth(); ; month += months) {
    const day = Math.floor(Date.UTC(Math.floor(month / 12), month % 12, 1) / DAY);
    if (day > last) return starts;
    starts.push(day);
  }
}

function binOf(date) {
  let low = 0, high = bins.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (bins[middle].start <= date) low = middle;
    else high = middle - 1;
  }
  return low;
}

function stacks() {
  const kinds = Object.keys(terms.style.quadrants);
  const heights = bins.map(() => new Array(kinds.length).fill(0));
  for (let row = 0; row < R.count; row++) {
    if (R.begin[row] && passes(row, false)) heights[binOf(R.begin[row])][kinds.indexOf(R.quadrant[row])]++;
  }
  return { kinds, heights };
}

const brushed = () => [state.from ? binOf(state.from) : 0, state.to ? binOf(state.to) : bins.length - 1];

function buildTimeline(holder) {
  const chart = draw("svg", { viewBox: `0 0 ${bins.length} 40`, preserveAspectRatio: "none", "aria-hidden": "true", id: "bars" });
  listenToBrush(chart);
  const slider = (name) => make("input", { type: "range", id: name, class: name, min: 0, max: bins.length - 1, "aria-label": `${word("date")}: ${word(name)}`,
    oninput: (event) => {
      const [low, high] = brushed();
      const at = Number(event.target.value);
      if (name === "from") setDates(Math.min(at, high), high);
      else setDates(low, Math.max(at, low));
    } });
  holder.replaceChildren(
    make("button", { type: "button", class: "icon", id: "play", onclick: togglePlay }),
    make("div", { class: "chart" }, chart, slider("from"), slider("to")),
    make("div", { class: "dates" }, bdi("", { id: "range" }), link(word("every"), () => setDates(0, bins.length - 1), { id: "all-dates" })));
  holder.dataset.lang = state.lang;
}

// The sliders stay the same elements, since they are held while they change.
function showTimeline() {
  const holder = byId("timeline");
  holder.hidden = bins.length < 2;
  if (holder.hidden) return;
  if (holder.dataset.lang !== state.lang) buildTimeline(holder);
  const { kinds, heights } = stacks();
  const most = Math.max(1, ...heights.map((each) => each.reduce((sum, value) => sum + value, 0)));
  const [low, high] = brushed();
  const bar = (value, kind, place, top, tall) =>
    draw("rect", { x: place + 0.06, y: top, width: 0.88, height: tall, fill: quadrantColor(kinds[kind]), opacity: place >= low && place <= high ? 1 : 0.25 });
  byId("bars").replaceChildren(...heights.flatMap((stack, place) => {
    let top = 40;
    return stack.map((value, kind) => {
      if (!value) return "";
      const tall = Math.max(0.8, (value / most) * 38);
      top -= tall;
      return bar(value, kind, place, top, tall);
    });
  }));
  for (const [name, value, date] of [["from", low, bins[low].start], ["to", high, bins[high].end]]) {
    byId(name).value = value;
    byId(name).setAttribute("aria-valuetext", date);
  }
  byId("range").textContent = `${state.from || bins[0].start} – ${state.to || bins[bins.length - 1].end}`;
  byId("all-dates").hidden = !state.from && !state.to;
  const play = byId("play");
  play.replaceChildren(icon(playing ? "pause" : "play"));
  play.setAttribute("aria-label", word(playing ? "pause" : "play"));
}

// The first and the last bar stand for no limit.
function setDates(low, high) {
  change({ from: low <= 0 ? "" : bins[low].start, to: high >= bins.length - 1 ? "" : bins[high].end });
}

// The bars are drawn anew while they are brushed, so the mouse is followed on the window.
function listenToBrush(chart) {
  const at = (event) => {
    const box = byId("bars").getBoundingClientRect();
    const share = (event.clientX - box.left) / box.width;
    return Math.max(0, Math.min(bins.length - 1, Math.floor((root.dir === "rtl" ? 1 - share : share) * bins.length)));
  };
  chart.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    const from = at(event);
    const move = (next) => setDates(Math.min(from, at(next)), Math.max(from, at(next)));
    const end = () => {
      removeEventListener("pointermove", move);
      removeEventListener("pointerup", end);
    };
    addEventListener("pointermove", move);
    addEventListener("pointerup", end);
  });
}

// A window goes through time; the undated stay out meanwhile.
function togglePlay() {
  if (playing) return stopPlaying();
  let [low, high] = brushed();
  const wide = high - low >= bins.length - 1 ? Math.max(0, Math.round(bins.length / 10)) : high - low;
  if (high >= bins.length - 1) [low, high] = [0, wide];
  const before = state.undated;
  state.undated = false;
  playing = setInterval(() => {
    if (high >= bins.length - 1) {
      stopPlaying();
      state.undated = before;
      return change();
    }
    setWindow(++low, ++high);
  }, 700);
  setWindow(low, high);
}

const setWindow = (low, high) => change({ from: bins[low].start, to: bins[high].end });

function stopPlaying() {
  clearInterval(playing);
  playing = 0;
  showTimeline();
}
