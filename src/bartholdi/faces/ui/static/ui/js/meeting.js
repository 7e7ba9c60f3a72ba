// Keeps the page of a meeting true: asks each second whether something is new (without cookies: it learns only that), then draws
// again the parts that changed. Where somebody types, their part is left alone until it belongs to another application. Without it, the page is reloaded by hand.

const room = document.querySelector("[data-meeting]");
const PACE = 1000, SLOWEST = 15_000;
let tag = room.dataset.tag, wait = PACE;
let told = room.querySelector("#meeting-now :is(h2, .lede, .notice)")?.textContent.trim() ?? "";

async function ask() {
  try {
    const answer = await fetch(room.dataset.meeting, { credentials: "omit", cache: "no-store", headers: { "If-None-Match": tag } });
    wait = answer.ok || answer.status === 304 ? PACE : Math.min(wait * 2, SLOWEST);
    if (answer.status === 204 && (await drawn())) tag = answer.headers.get("ETag");
  } catch {
    wait = Math.min(wait * 2, SLOWEST);
  }
  setTimeout(ask, wait);
}

async function drawn() {
  const answer = await fetch(location.href, { cache: "no-store" });
  if (!answer.ok) return false;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const part of room.querySelectorAll("[data-part]")) {
    const found = fresh.getElementById(part.id);
    if (!found || isTyped(part, found)) continue;
    const at = part.contains(document.activeElement) ? placeOf(part, document.activeElement) : -1;
    part.replaceWith(found);
    if (at >= 0) found.querySelectorAll("a, button, input, textarea")[at]?.focus();
  }
  clock();
  tell();
  return true;
}

// What is spoken to who cannot see it: that another application is on, not that somebody voted.
function tell() {
  const said = room.querySelector("#meeting-now :is(h2, .lede, .notice)")?.textContent.trim() ?? "", status = room.querySelector("#meeting-status");
  if (said !== told) status.textContent = told = said;
}

const placeOf = (part, element) => [...part.querySelectorAll("a, button, input, textarea")].indexOf(element);

// Never what somebody has begun to write; the same application's form has no news either.
function isTyped(part, found) {
  if (part.dataset.item === undefined) return false;
  return part.dataset.item === found.dataset.item && part.dataset.item !== "" || [...part.querySelectorAll("textarea")].some((field) => field.value.trim());
}

let ticking;
function clock() {
  clearInterval(ticking);
  const timer = room.querySelector("[role=timer][data-seconds]");
  if (!timer) return;
  const begun = performance.now(), before = Number(timer.dataset.seconds), limit = Number(timer.dataset.limit);
  const tick = () => {
    const seconds = before + Math.floor((performance.now() - begun) / 1000);
    timer.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    timer.classList.toggle("is-over", seconds > limit);
  };
  tick();
  ticking = setInterval(tick, 1000);
}

clock();
setTimeout(ask, PACE);
