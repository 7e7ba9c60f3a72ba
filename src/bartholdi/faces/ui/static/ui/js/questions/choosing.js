// Choices made kinder: a choice can be taken back, the line for another answer shows when it is wanted, heavy files are told at once.

const changed = (control) => control.dispatchEvent(new Event("change", { bubbles: true }));

/** Radio buttons cannot be emptied by hand; where an answer is optional, a button does it. */
export function offerClearing(group, said) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button--quiet button--small";
  button.textContent = said.clear;
  const boxes = [...group.querySelectorAll("input")];
  const show = () => (button.hidden = !boxes.some((box) => box.checked));
  button.addEventListener("click", () => {
    boxes.forEach((box) => (box.checked = false));
    boxes[0].focus();
    changed(boxes[0]);
  });
  group.addEventListener("change", show);
  group.append(button);
  show();
}

/** Disabled while it is not wanted, so that what was typed in it before stays on the page and is not sent. */
export function showOther(part) {
  const line = part.querySelector("input");
  const group = part.closest("fieldset");
  const name = line.name.replace(/\.other$/, "");
  const choosing = [...group.querySelectorAll("[name]")].filter((control) => control.name === name && control.type !== "hidden");
  const show = () => {
    const wanted = choosing.some((control) => control.value === "other" && (control.checked || control.matches("select")));
    part.hidden = line.disabled = !wanted;
  };
  if (line.value && !choosing.some((control) => control.checked || (control.matches("select") && control.value))) {
    const other = choosing.find((control) => control.value === "other" || control.matches("select"));
    other.matches("select") ? (other.value = "other") : (other.checked = true);
  }
  group.addEventListener("change", show);
  show();
}

export function weigh(input, said) {
  const told = document.createElement("p");
  told.className = "field-error";
  told.setAttribute("role", "alert");
  input.addEventListener("change", () => {
    const heavy = [...input.files].find((file) => file.size > Number(input.dataset.most));
    told.textContent = heavy ? said.heavy.replace("{name}", heavy.name).replace("{limit}", input.dataset.mostSaid) : "";
    heavy ? input.before(told) : told.remove();
    if (heavy) input.value = "";
  });
}
