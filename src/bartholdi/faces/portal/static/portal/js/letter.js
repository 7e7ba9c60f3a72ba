// A letter saves itself on the server while it is written, says so in words, and shows another window's change instead of winning.

const PAUSE = 2000; // milliseconds without a key
const AGAIN = 10_000;
const OWN = new Set(["csrfmiddlewaretoken", "version"]); // of the form itself, not of the letter

const form = document.querySelector("form[data-draft]");

if (form?.querySelector("textarea, [data-questions]")) {
  const state = form.querySelector("[data-state]");
  const version = form.querySelector("[name=version]");
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  const said = form.dataset;
  const hour = new Intl.DateTimeFormat(document.documentElement.lang, { hour: "numeric", minute: "2-digit" });
  const written = () => {
    const fields = [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !OWN.has(name));
    return new URLSearchParams(fields).toString();
  };
  let kept = written(), waiting, running, stopped = false, saving = false;

  const post = (url, body) => {
    // A request that outlives its page may be 64 kB at most; a longer one must be sent as usual.
    const keepalive = body.toString().length < 60_000;
    return fetch(url, { method: "POST", body, headers: { "X-CSRFToken": token, "Content-Type": "application/x-www-form-urlencoded" }, keepalive });
  };
  const later = (time) => {
    clearTimeout(waiting);
    waiting = setTimeout(begin, time);
  };

  const begin = () => {
    if (!saving) running = save();
  };

  async function save() {
    if (stopped || written() === kept) return;
    saving = true;
    const words = written();
    state.textContent = said.saving;
    try {
      const answer = await post(said.draft, `${words}&version=${version.value}`);
      const news = await answer.json();
      if (answer.ok) {
        kept = words;
        version.value = news.version;
        state.textContent = said.saved.replace("{at}", hour.format(new Date(news.at)));
        state.classList.remove("field-error");
      } else {
        stopped = answer.status === 409; // the person decides: the button "save" shows both; what is only too long is shortened
        state.textContent = news.sentence;
        state.classList.add("field-error");
        kept = words;
      }
    } catch {
      state.textContent = said.unsaved;
      later(AGAIN);
    }
    saving = false;
    if (!stopped && written() !== kept) later(PAUSE);
  }

  form.addEventListener("input", () => later(PAUSE));
  addEventListener("online", () => later(0));
  document.addEventListener("visibilitychange", () => document.hidden && begin());
  // Opened by a person, not by a program that follows the links of mails.
  const seen = () => post(said.seen, new URLSearchParams()).catch(() => {});
  form.addEventListener("focusin", seen, { once: true });
  form.addEventListener("submit", (event) => {
    if (!saving) return (stopped = true);
    event.preventDefault(); // its answer brings the version that this form must know
    running.then(() => form.requestSubmit(event.submitter));
  });
}
