// The keys of the officers' desk. Every page works without this file.
"use strict";

const CHORD_MS = 1500;

const dossiers = [...document.querySelectorAll("a[data-dossier]")];
const queues = [...document.querySelectorAll("[data-queues] a")];
const keys = document.querySelector("[data-keys]");
const switchKeys = document.querySelector("[data-keys-switch]");
let chordBegan = -CHORD_MS;

// --- who dictates, or types with a switch, turns the keys off; the browser remembers it ------

const KEPT = "desk-keys";
let keysOff = false;
try {
  keysOff = localStorage.getItem(KEPT) === "off";
} catch { /* a browser that keeps nothing */ }

function showSwitch() {
  switchKeys.textContent = keysOff ? switchKeys.dataset.on : switchKeys.dataset.off;
}

switchKeys.hidden = false;
showSwitch();
switchKeys.addEventListener("click", () => {
  keysOff = !keysOff;
  showSwitch();
  try {
    localStorage.setItem(KEPT, keysOff ? "off" : "on");
  } catch { /* until the page is left, then */ }
});

// --- keys ---------------------------------------------------------------------------------

// The row in which the focus is, or -1.
function currentRow() {
  const row = document.activeElement.closest("tr");
  return row ? dossiers.findIndex((link) => row.contains(link)) : -1;
}

function moveBy(step) {
  const at = currentRow();
  const next = at < 0 ? (step > 0 ? 0 : dossiers.length - 1) : at + step;
  const link = dossiers[Math.min(Math.max(next, 0), dossiers.length - 1)];
  if (link) link.focus();
}

function choose() {
  const row = document.activeElement.closest("tr");
  const box = row && row.querySelector("input[type=checkbox]");
  if (box) box.click();
}

function search() {
  const field = document.querySelector("form[role=search] input[type=search]");
  if (field) {
    field.focus();
    field.select();
  }
}

function showKeys() {
  keys.open = !keys.open;
  if (keys.open) keys.querySelector("summary").focus();
}

const ACTIONS = {
  j: () => moveBy(1),
  k: () => moveBy(-1),
  x: choose,
  n: () => document.querySelector("a[href='/can-bo/tiep-theo']").click(),
  "/": search,
  "?": showKeys,
};

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input:not([type=checkbox]), textarea, select");
  if (keysOff || typing || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  if (event.key === "g") {
    chordBegan = event.timeStamp;
    return;
  }
  const queue = event.timeStamp - chordBegan < CHORD_MS && queues[Number(event.key) - 1];
  chordBegan = -CHORD_MS;
  const action = queue ? () => queue.click() : ACTIONS[event.key];
  if (!action) return;
  event.preventDefault();
  action();
});
