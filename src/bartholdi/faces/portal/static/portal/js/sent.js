// After a form was sent by its button, what the browser kept of it is dropped, once the server says that it took it: a page that
// never answered, or that refused, has taken nothing. What no page of this application has sent yet is told of.

import { forget, leftOf } from "./unsent.js";

const sent = JSON.parse(sessionStorage.getItem("draft-sent") ?? "null");
const taken = document.cookie.match(/(?:^|; )draft-taken=([0-9a-f]+)/)?.[1];
if (taken) document.cookie = "draft-taken=; path=/; max-age=0; samesite=lax";
if (sent && taken === sent.tab) forget(sent.name, sent.keys, sent.at);
sessionStorage.removeItem("draft-sent");

const notice = document.getElementById("unsent");
if (notice) tell(notice);

// Not at once: the page one comes from may still be sending its last words.
function tell(notice) {
  const look = () => {
    const pages = leftOf(notice.dataset.application, notice.dataset.owner).flatMap((left) => Object.values(left.unsent).map((entry) => entry.page));
    notice.hidden = !pages.length;
    if (pages.length) notice.querySelector("a").href = notice.dataset.page.replace("-page-", encodeURIComponent(pages[0]));
  };
  setTimeout(look, 1500);
  addEventListener("focus", look);
}
