// The board: cards are dragged to another column, or moved with the form that each one has.
// Without this script the same form does it, with a new page.
const said = document.querySelector("[data-planning-said]");
let held = null;

const waysOf = (card) => new Map(card.dataset.columns.split(" ").filter(Boolean).map((way) => way.split("=")));

function count(column, change) {
  const shown = column?.querySelector("[data-planning-count]");
  if (shown) shown.textContent = Number(shown.textContent) + change;
}

async function move(card, name) {
  const form = card.querySelector("[data-planning-move]");
  const body = new FormData(form);
  body.set("move", name);
  let answer;
  try {
    const response = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
    answer = await response.json();
  } catch {
    said.textContent = said.dataset.unreached;
    return;
  }
  if (answer.ask) location.assign(answer.ask);
  else if (answer.refused) said.textContent = answer.refused;
  else place(card, answer);
}

function place(card, { column, card: html, told }) {
  const before = card.closest("[data-planning-column]");
  const after = document.querySelector(`[data-planning-column="${column}"]`);
  const fresh = document.createRange().createContextualFragment(html).querySelector("li");
  if (after && after !== before) {
    card.remove();
    after.querySelector("ol").prepend(fresh);
    after.querySelector(".planning-none")?.remove();
    count(before, -1);
    count(after, 1);
  } else card.replaceWith(fresh);
  (fresh.querySelector("select") ?? fresh.querySelector("a")).focus();
  said.textContent = told;
}

document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-planning-move]")) return;
  event.preventDefault();
  move(event.target.closest(".planning-card"), event.target.elements.move.value);
});

document.addEventListener("dragstart", (event) => {
  held = event.target.closest?.(".planning-card") ?? null;
  if (!held) return;
  event.dataTransfer.effectAllowed = "move";
  const ways = waysOf(held);
  for (const column of document.querySelectorAll("[data-planning-column]"))
    column.classList.toggle("planning-open", ways.has(column.dataset.planningColumn));
});

document.addEventListener("dragover", (event) => {
  if (held && event.target.closest?.(".planning-open")) event.preventDefault();
});

document.addEventListener("drop", (event) => {
  const column = event.target.closest?.(".planning-open");
  if (!held || !column) return;
  event.preventDefault();
  move(held, waysOf(held).get(column.dataset.planningColumn));
});

document.addEventListener("dragend", () => {
  held = null;
  for (const column of document.querySelectorAll(".planning-open")) column.classList.remove("planning-open");
});
