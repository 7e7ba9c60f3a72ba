// Keeps the time that is left true, by the server's clock: each minute, and each second in the last hour. Without it, the page
// says what was left when it was asked for. Where the deadline was moved meanwhile, the part of the page that names it is asked for again.

const MINUTE = 60_000, HOUR = 60 * MINUTE, DAY = 24 * HOUR;
const KEPT = "clock-ahead";

// How far this computer's clock is ahead. A page brought back from the browser's memory says an old "now": then what was known counts.
function ahead(now) {
  const [went] = performance.getEntriesByType("navigation");
  if (went?.type === "back_forward") return Number(sessionStorage.getItem(KEPT) ?? 0);
  const found = Date.now() - (performance.now() - (went?.responseStart ?? 0)) - Date.parse(now);
  sessionStorage.setItem(KEPT, String(found));
  return found;
}

function saying(words) {
  const rules = new Intl.PluralRules(document.documentElement.lang);
  const say = (unit, number) => (words[unit][rules.select(number)] ?? words[unit].other).replace("{n}", number);
  const both = (first, rest) => words.both.replace("{first}", first).replace("{rest}", rest);
  return (left) => {
    if (left <= 0) return words.over;
    const seconds = Math.floor(left / 1000), minutes = Math.floor(left / MINUTE), hours = Math.floor(left / HOUR);
    if (left >= 2 * DAY) return say("days", Math.floor(left / DAY));
    if (hours) return both(say("hours", hours), say("minutesAfter", minutes % 60));
    if (minutes) return both(say("minutes", minutes), say("secondsAfter", seconds % 60));
    return say("seconds", seconds);
  };
}

let skew; // known from the page itself: what is asked for later has a "now" of its own

function keep(timer) {
  const say = saying(JSON.parse(timer.dataset.words));
  skew ??= ahead(timer.dataset.now);
  let waiting;
  function tick() {
    clearTimeout(waiting);
    const left = Date.parse(timer.dataset.until) - (Date.now() - skew);
    const words = say(left);
    if (timer.textContent !== words) timer.textContent = words;
    timer.classList.toggle("countdown--last", left <= HOUR);
    const pace = left > HOUR ? MINUTE : 1000;
    if (left > 0 && timer.isConnected) waiting = setTimeout(tick, (left % pace) + 5);
  }
  // A tab in the background, or a computer that slept, is behind.
  document.addEventListener("visibilitychange", tick);
  addEventListener("pageshow", tick);
  tick();
}

const timers = (root) => root.querySelectorAll("[role=timer][data-until]");

// Whoever hears of another last instant says so: `dispatchEvent(new CustomEvent("deadline", {detail: "2027-…"}))`.
document.addEventListener("deadline", async ({ detail }) => {
  const shown = document.querySelector("[data-deadline]");
  if (!shown || Date.parse(shown.dataset.deadline) === Date.parse(detail)) return;
  const answer = await fetch(location.href).catch(() => null);
  const fresh = answer?.ok && new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-deadline]");
  if (!fresh || !shown.isConnected) return;
  shown.replaceWith(fresh);
  timers(fresh).forEach(keep);
});

timers(document).forEach(keep);
