// After a form was sent by its button: what the browser kept of it is dropped, once a page of the application is there to show for it.

const sent = JSON.parse(sessionStorage.getItem("draft-sent") ?? "null");
if (sent && document.querySelector("[data-application-page]")) {
  const all = JSON.parse(localStorage.getItem(sent.store) ?? "{}");
  for (const key of sent.keys) if (all.unsent?.[key]?.at <= sent.at) delete all.unsent[key];
  if (all.unsent && Object.keys(all.unsent).length) localStorage.setItem(sent.store, JSON.stringify(all));
  else localStorage.removeItem(sent.store);
}
sessionStorage.removeItem("draft-sent");
