// What the pages gain when scripts run. Every page works without this file.
"use strict";

const SECOND_CLICK_MS = 1000;

// --- questions that are asked only when another answer calls for them -----------------

// A question of a repeated row ("members-0-kind") looks at its own row first.
function controlsNamed(form, name, asker) {
  const row = asker.lastIndexOf("-");
  const names = row < 0 ? [name] : [asker.slice(0, row + 1) + name, name];
  const controls = [...form.elements];
  return names.map((one) => controls.filter((control) => control.name === one))
    .find((found) => found.length) || [];
}

function isAnswered(control) {
  const ticked = !["radio", "checkbox"].includes(control.type) || control.checked;
  return ticked && !control.closest("[hidden]");
}

// true, false, or null when the answer was given on another page and the server decided.
function holds(condition, form, asker) {
  if (condition.all || condition.any) {
    const parts = (condition.all || condition.any).map((part) => holds(part, form, asker));
    const decisive = Boolean(condition.any);
    if (parts.includes(decisive)) return decisive;
    return parts.includes(null) ? null : !decisive;
  }
  if (condition.not) {
    const part = holds(condition.not, form, asker);
    return part === null ? null : !part;
  }
  const controls = controlsNamed(form, condition.field, asker);
  if (!controls.length) return null;
  return controls.some((one) => isAnswered(one) && condition.in.includes(one.value));
}

function showQuestions(form) {
  for (const question of form.querySelectorAll("[data-shown-when]")) {
    const condition = JSON.parse(question.dataset.shownWhen);
    question.hidden = holds(condition, form, question.dataset.question) === false;
  }
  for (const section of form.querySelectorAll(".portal-section")) {
    section.hidden = !section.querySelector("[data-question]:not([hidden])");
  }
}

for (const form of document.forms) {
  if (!form.querySelector("[data-shown-when]")) continue;
  showQuestions(form);
  form.addEventListener("input", () => showQuestions(form));
  form.addEventListener("change", () => showQuestions(form));
  // Going back, the browser fills in what was typed after this script has run.
  window.addEventListener("pageshow", () => showQuestions(form));
}

// --- errors: the summary speaks first, its links lead into the field --------------------

const summary = document.querySelector(".govuk-error-summary");
if (summary) {
  summary.focus();
  summary.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    const field = link && document.getElementById(link.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    (field.closest(".govuk-form-group") || field).scrollIntoView();
    field.focus({ preventScroll: true });
  });
}

// --- one click, one submission; a second try a moment later always goes through ---------

document.addEventListener("submit", (event) => {
  const { target: form, submitter, timeStamp: now } = event;
  const before = form.portalSubmission;
  if (before && before.submitter === submitter && now - before.now < SECOND_CLICK_MS) {
    event.preventDefault();
    return;
  }
  form.portalSubmission = { submitter, now };
});

// --- dates typed on a number pad, which has no slash: 31011990 becomes 31/01/1990 --------

for (const control of document.querySelectorAll("input[data-date]")) {
  control.inputMode = "numeric";
  control.addEventListener("change", () => {
    control.value = control.value.trim().replace(/^(\d{2})(\d{2})(\d{4})$/, "$1/$2/$3");
  });
}

// --- a paper that is too large is named before it travels over a slow line --------------

for (const control of document.querySelectorAll("input[data-most-bytes]")) {
  control.addEventListener("change", () => {
    const most = Number(control.dataset.mostBytes);
    const tooLarge = [...control.files].some((file) => file.size > most);
    control.setCustomValidity(tooLarge ? control.dataset.tooLarge : "");
    control.reportValidity();
  });
}
