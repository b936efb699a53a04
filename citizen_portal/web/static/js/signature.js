// The pad on which a recipient signs. Without this file the code and the signed paper remain.
"use strict";

const LEAST_STEP = 2;
const PEN = 5;

const pad = document.querySelector("[data-pad]");

function startPad() {
  const canvas = pad.querySelector("canvas");
  const field = pad.querySelector("input");
  const said = pad.querySelector("[role=status]");
  const pen = canvas.getContext("2d");
  const [width, height] = [Number(canvas.dataset.width), Number(canvas.dataset.height)];
  const most = Number(pad.dataset.mostPoints);
  const scale = canvas.width / width;
  let strokes = field.value.split(";").filter(Boolean)
    .map((stroke) => stroke.split(" ").map((point) => point.split(",").map(Number)));
  let drawing = null;

  const count = () => strokes.reduce((sum, stroke) => sum + stroke.length, 0);

  function drawTo(stroke, at) {
    const [from, to] = [stroke[Math.max(at - 1, 0)], stroke[at]];
    pen.beginPath();
    pen.moveTo(from[0] * scale, from[1] * scale);
    pen.lineTo(to[0] * scale, to[1] * scale);
    pen.stroke();
  }

  function keep() {
    field.value = strokes.map((stroke) => stroke.join(" ")).join(";");
    const state = count() >= most ? "full" : strokes.length ? "signed" : "empty";
    if (said.textContent !== said.dataset[state]) said.textContent = said.dataset[state];
  }

  // The pad may be shown smaller than it is; what leaves it stays at its edge.
  function pointOf(event) {
    const box = canvas.getBoundingClientRect();
    const along = (at, length, most) => Math.round(Math.min(Math.max(at / length, 0), 1) * most);
    return [along(event.clientX - box.left, box.width, width),
      along(event.clientY - box.top, box.height, height)];
  }

  function addPoint(event) {
    const point = pointOf(event);
    const last = drawing[drawing.length - 1];
    const near = last && Math.hypot(point[0] - last[0], point[1] - last[1]) < LEAST_STEP;
    if (near || count() >= most) return;
    drawing.push(point);
    drawTo(drawing, drawing.length - 1);
  }

  canvas.addEventListener("pointerdown", (event) => {
    if (!event.isPrimary || event.button !== 0 || count() >= most) return;
    event.preventDefault();
    canvas.setPointerCapture(event.pointerId);
    drawing = [];
    strokes.push(drawing);
    addPoint(event);
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!drawing || !event.isPrimary) return;
    const between = event.getCoalescedEvents ? event.getCoalescedEvents() : [];
    for (const one of between.length ? between : [event]) addPoint(one);
  });
  for (const end of ["pointerup", "pointercancel"]) {
    canvas.addEventListener(end, (event) => {
      if (!drawing || !event.isPrimary) return;
      drawing = null;
      keep();
    });
  }
  pad.querySelector("button").addEventListener("click", () => {
    strokes = [];
    pen.clearRect(0, 0, canvas.width, canvas.height);
    keep();
  });

  pen.lineWidth = PEN;
  pen.lineCap = "round";
  pen.lineJoin = "round";
  for (const stroke of strokes) stroke.forEach((_, at) => drawTo(stroke, at));
  keep();
  field.disabled = false;
  pad.hidden = false;
}

if (pad) startPad();
