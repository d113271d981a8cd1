/* Draws each figure[data-chart] from the JSON beside it, in the colours of the page, again when they change.
   A colour is written in the JSON as a name of the stylesheet, «var(--ok)»: the figure itself knows no colours. */
(() => {
  "use strict";

  const NORWEGIAN = new Set(["nb", "nn", "no"]);
  const language = NORWEGIAN.has(document.documentElement.lang) ? "no" : "en";
  const CONFIG = { displaylogo: false, showSendToCloud: false, displayModeBar: false, responsive: true, locale: language };
  const SEPARATORS = language === "no" ? ",\u00a0" : ".,";

  const probe = document.createElement("span");
  const brush = document.createElement("canvas").getContext("2d", { willReadFrequently: true });

  /* Where the reader's own colours rule, the ground and the words follow them; the shades of a figure stay apart. */
  const forced = window.matchMedia("(forced-colors: active)");
  const SYSTEM = { "var(--paper)": "Canvas", "var(--ink)": "CanvasText", "var(--ink-2)": "CanvasText" };

  /** The colour a stylesheet name has now, as plotly can read it (a browser may answer in any colour space). */
  function colour(name) {
    probe.style.color = (forced.matches && SYSTEM[name]) || name;
    brush.clearRect(0, 0, 1, 1);
    brush.fillStyle = getComputedStyle(probe).color;
    brush.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = brush.getImageData(0, 0, 1, 1).data;
    return `rgba(${r},${g},${b},${a / 255})`;
  }

  /** A copy of `value` in which each «var(--…)» is the colour of that name. */
  function painted(value) {
    if (typeof value === "string") return value.startsWith("var(--") ? colour(value) : value;
    if (Array.isArray(value)) return value.map(painted);
    if (value && typeof value === "object") {
      return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, painted(inner)]));
    }
    return value;
  }

  function axis(own) {
    const base = { gridcolor: "var(--line)", linecolor: "var(--line-2)", zerolinecolor: "var(--line-2)", automargin: true };
    return { fixedrange: true, ...base, ...own };
  }

  /** The house style under what the figure says itself. */
  function layout(own) {
    const dressed = {
      autosize: true,
      separators: SEPARATORS,
      paper_bgcolor: "rgba(0,0,0,0)",
      plot_bgcolor: "rgba(0,0,0,0)",
      margin: { l: 8, r: 8, t: 8, b: 32, pad: 4 },
      showlegend: false,
      dragmode: false,
      ...own,
      font: { family: "Inter, system-ui, sans-serif", size: 12, color: "var(--ink-2)", ...own.font },
      hoverlabel: { bgcolor: "var(--paper)", bordercolor: "var(--line-2)", font: { color: "var(--ink)" }, ...own.hoverlabel },
    };
    const axes = Object.keys(own).filter((key) => /^[xy]axis\d*$/.test(key));
    for (const key of new Set(["xaxis", "yaxis", ...axes])) dressed[key] = axis(own[key]);
    return painted(dressed);
  }

  function draw(figure) {
    const plot = figure.querySelector(".plot");
    const written = JSON.parse(figure.querySelector('script[type="application/json"]').textContent);
    const config = { ...CONFIG, ...written.config };
    return window.Plotly.react(plot, painted(written.data), layout(written.layout || {}), config).then(() => {
      if (figure.dataset.chart === "drawn") return;
      figure.dataset.chart = "drawn";
      /* A mark may lead somewhere: customdata is then an address of ours. The table under the figure has the same links. */
      plot.on("plotly_click", ({ points }) => {
        const target = points[0]?.customdata;
        if (typeof target === "string" && /^\/(?!\/)/.test(target)) window.location.assign(target);
      });
    });
  }

  function drawAll(root = document) {
    for (const figure of root.querySelectorAll("figure[data-chart]")) draw(figure);
  }

  function start() {
    probe.hidden = true;
    probe.style.forcedColorAdjust = "none";
    document.body.append(probe);
    drawAll();
    for (const media of [forced, window.matchMedia("(prefers-color-scheme: dark)")]) media.addEventListener("change", () => drawAll());
    document.addEventListener("htmx:afterSettle", (event) => drawAll(event.detail.elt));
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
